"""June's bills of an estate, and whatever can be done about a bill, a receipt or a cost; typed in as staff do."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from invoices.modules.billing.models import Bill
from invoices.modules.billing.testing import bill
from invoices.modules.breakeven.models import CostKind
from invoices.modules.charges.public import charge_month
from invoices.modules.complaints.services import complain
from invoices.modules.erpnext.models import KnownDocument, RemoteChange, SyncRecord
from invoices.modules.month_end.public import drop, start_step
from invoices.modules.online_payments.public import open_order
from invoices.modules.payments.models import Receipt
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.statements.public import document_of
from invoices.modules.tariffs.models import FeeItem
from invoices.modules.tariffs.testing import TariffFactory, fee_items
from invoices.modules.visitor_fees.services import begin_visitor_payment
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.models import Estate, Tenure, Unit
from property_ops.modules.estates.testing import owned_unit
from property_ops.modules.parking.public import arrive
from property_ops.modules.works.models import Material
from property_ops.modules.works.testing import WorkOrderFactory, agree
from tests.invoices.june import JUNE, LIVED_IN, TODAY, VACANT, bill_of, registered
from tests.invoices.payments.receipts import movement, recorded
from tests.visitors import Visitor
from tests.web.estate_side import photo, post


def billed() -> Estate:
    """The estate of June 2022 with issued bills: of its two homes, and of as many more as can be told of in public."""
    fee_items()
    by, estate = UserFactory(role="accountant"), registered()
    agree(estate, complaint_days=30, complaint_percent=0)
    for room in range(401, 405):
        owned_unit(estate=estate, building=5, entrance=2, room=str(room), owner=f"邻居{room}")
    charge_month(month=JUNE, by=by, today=TODAY)
    bill(JUNE, prepared_by=by, approved_by=UserFactory(role="reviewer"), today=TODAY)
    return estate


def furnish(estate: Estate, boss: Visitor, second: Visitor) -> None:
    """What `boss` prepares about the two bills, `second` approves where more follows from it."""
    TariffFactory(
        estate=estate,
        rate="0.50",
        applies_to="商业",
        basis="商业新价",
        state="waiting",
        prepared_by=boss.user,
        prepared_at=timezone.now(),
    )
    _corrections(bill_of(LIVED_IN), bill_of(VACANT), boss, second)
    _payments(estate, boss, second)
    _foretold(estate, boss, second)
    _costs(estate, boss)
    _books(boss, second)
    _till(boss)
    _ordered(boss)
    _deposited(boss)
    _let(estate, boss)
    _visited(estate, boss, second)
    _metered(estate, boss, second)
    _sold(boss)
    _changed(boss)
    _paid_by(boss)
    _household(bill_of(LIVED_IN))
    _papers(estate, boss, second)
    _programs(boss)
    _dropped(boss)


def _dropped(boss: Visitor) -> None:
    """A step of the month's end that nobody has begun."""
    step = {"step": "charge", "month": JUNE, "estate_codes": []}
    drop(run=start_step(**step, by=boss.user, now=timezone.now(), enqueue=lambda _: None), by=boss.user)


def _corrections(bill: Bill, other: Bill, boss: Visitor, second: Visitor) -> None:
    lines, others = list(bill.lines.order_by("pk")), list(other.lines.order_by("pk"))
    post(boss, f"/bills/{bill.pk}/credit/", reason="面积登记有误", **{f"{lines[0].pk}-amount": "1"})
    post(boss, f"/disputes/open/{lines[1].pk}/", channel="phone", words="没有保洁")
    post(boss, "/late-charges/new/", estate=bill.estate.code, rate="0.5", grace_days=5, cap_percent=20,
         start="2022-01-01", reason="合同第十二条")  # fmt: skip
    post(boss, f"/write-offs/new/{VACANT}/", line=[others[0].pk], reason="业主下落不明，多次联系未果")
    first = timezone.localdate() + timedelta(days=10)
    post(boss, f"/plans/new/{VACANT}/", line=[others[1].pk], count=2, first=f"{first}", reason="一时困难")


def _payments(estate: Estate, boss: Visitor, second: Visitor) -> None:
    paid: dict[str, Any] = {"channel": "cash", "day": "2022-07-08", "amount": "600"}
    post(boss, "/receipts/new/", unit_code=LIVED_IN, **paid)
    post(boss, "/refunds/new/", unit_code=LIVED_IN, amount="80", channel="cash", payee_name="李小华", reason="多交")
    recorded(
        boss.user,
        movement(534_00, "T2", memo="物业费", name="不认识"),
        movement(1_000_00, "T4", is_out=True, name="国网供电公司", memo="电费"),
        movement(20_00, "T5", is_out=True, name="李小华", memo="退款"),
    )
    costs, back = boss.get("/payments-out/").context["table"].data.data.order_by("pk")
    post(boss, f"/payments-out/{costs.pk}/code/", what="2202", amount="1000", estate=estate.pk)
    number = Receipt.objects.order_by("pk").first().number
    post(boss, f"/payments-out/{back.pk}/gives-back/", receipt=number, reason="退款")


def _till(boss: Visitor) -> None:
    """Money over the counter, and the till counted."""
    post(boss, f"/counter/{VACANT}/?party={bill_of(VACANT).payer_id}", amount="100", channel="cash")
    post(boss, "/counter/closes/new/", day=f"{timezone.localdate()}", pieces_10000="1", pieces_50="1", note="多出五角")


def _ordered(boss: Visitor) -> None:
    """Two access cards, of which one was handed over."""
    home = Unit.objects.get(code=LIVED_IN)
    item = FeeItem.objects.get(code="access_card")
    TariffFactory(estate=home.estate, item=item, applies_to="补办", rate="15", unit="元/张")
    payer = bill_of(LIVED_IN).payer_id
    made = post(boss, f"/fee-orders/new/{LIVED_IN}/", price="access_card/补办", quantity="2", payer=payer,
                ordered_on=f"{timezone.localdate()}")  # fmt: skip
    post(boss, f"{made.url}deliver/", quantity="1", day=f"{timezone.localdate()}", signed_by="李小华", scan=photo(77))


def _deposited(boss: Visitor) -> None:
    """A deposit of which a part waits to be paid back."""
    payer = bill_of(LIVED_IN).payer_id
    made = post(boss, f"/deposits/take/{LIVED_IN}/", payer=payer, kind="renovation", amount="2000", channel="card",
                transaction="POS7")  # fmt: skip
    post(boss, f"{made.url}return/", amount="500", channel="cash", payee_name="李小华", reason="完工")


def _foretold(estate: Estate, boss: Visitor, second: Visitor) -> None:
    """A small cost that is posted, and a rate of next year that rests on it and waits."""
    kind = CostKind.objects.get(code="cleaning").pk
    post(boss, "/costs/new/", estate=estate.pk, month="2022-06", kind=kind, amount="10", funding="residents",
         memo="保洁用品", reference="记-0")  # fmt: skip
    cost = boss.get("/costs/").context["table"].data.data.get()
    post(second, "/costs/approve/", voucher=cost.pk)
    post(boss, "/forecasts/new/", estate=estate.pk, year=f"{timezone.localdate().year + 1}", change="3",
         more_vacant="0")  # fmt: skip


def _metered(estate: Estate, boss: Visitor, second: Visitor) -> None:
    """A meter that is read, one that waits, terms and a supplier's bill."""
    item, today = FeeItem.objects.get(code="water_fee").pk, timezone.localdate()
    meter = {"item": item, "multiplier": "1", "installed_on": f"{today - timedelta(days=40)}", "first_value": "0"}
    made = post(boss, f"/meters/new/{LIVED_IN}/", number="S301", **meter)
    post(boss, f"/meters/new/{VACANT}/", number="S302", **meter)
    post(second, f"/approvals/meter/{made.url.split('/')[-2]}/approve/")
    post(boss, f"{made.url}read/", value="9", day=f"{today}", scan=photo(78))
    post(boss, f"/meters/round/{estate.code}/water_fee/{today:%Y-%m}/hand-in/")
    terms = {"supplier": "水务集团", "steps_by": "year", "shared_by": "area", "basis": "业委会决议"}
    post(boss, "/meters/terms/new/", estate=estate.pk, item=item, start="2022-01-01", **terms)
    post(boss, "/meters/bills/new/", estate=estate.pk, item=item, month="2022-06", number="SW-6", quantity="40",
         amount="120")  # fmt: skip


def _let(estate: Estate, boss: Visitor) -> None:
    """A common part that waits to be let."""
    post(boss, "/common-income/leases/new/", estate=estate.pk, kind="site", place="东门快递柜", tenant="丰巢网络",
         monthly_rent="350", start="2022-06-01", last="2023-05-31", basis="业委会决议")  # fmt: skip


def _visited(estate: Estate, boss: Visitor, second: Visitor) -> None:
    """Visitors who pay from today on, a car that came long ago, and a payment that was begun at the gate."""
    now = timezone.now()
    made = post(boss, "/visitor-fees/prices/new/", estate=estate.pk, start=f"{timezone.localdate()}", free_minutes="0",
                per_hour="2", most_a_day="10", basis="业委会决议")  # fmt: skip
    post(second, f"/approvals/visitor_tariff/{made.url.split('/')[-2]}/approve/")
    came = {"plate": "鲁R77777", "at": now - timedelta(minutes=1), "now": now, "by": boss.user}
    begin_visitor_payment(stay=arrive(estate=estate, **came), channel=PaymentChannel.WECHAT, now=now)


def _sold(boss: Visitor) -> None:
    """A home of which the seller still owes."""
    post(boss, f"/owner-changes/new/{VACANT}/", day=f"{timezone.localdate()}", buyer_name="赵新", deed="鲁0012876",
         advance_goes="stays", deposit_goes="stays")  # fmt: skip


def _changed(boss: Visitor) -> None:
    """A unit of which the area was measured anew."""
    post(boss, f"/unit-changes/new/{LIVED_IN}/", day=f"{timezone.localdate()}", area="90", use="residential",
         reason="测绘报告")  # fmt: skip


def _paid_by(boss: Visitor) -> None:
    """A unit of which the bills are split when it is sold."""
    post(boss, f"/payer-changes/new/{LIVED_IN}/", payer="owner", split_by_days="on", reason="业主来函")


def _household(bill: Bill) -> None:
    """A phone on which the payer's page is open, and a payment that was begun on it."""
    Tenure.objects.filter(pk=bill.payer_id).update(phone="13905300123")
    token = document_of(bill).url.rpartition("/")[2]
    post(Client(), f"/home/enter/{token}", phone="0123", name="李")
    assert bill.payer is not None
    _complaint(bill.estate, bill.payer)
    open_order(tenure=bill.payer, channel=PaymentChannel.WECHAT, lines=(), amount=Yuan(1_00), now=timezone.now())


def _complaint(estate: Estate, payer: Tenure) -> None:
    """One home is enough for the work to be held for all."""
    now, today = timezone.now(), timezone.localdate()
    work = WorkOrderFactory(number=f"{estate.code}-K1", estate=estate, done_on=today, accepted_on=today)
    complain(work=work, tenure=payer, words="没有压平", photos=[photo(7).read()], now=now, today=today)


def _costs(estate: Estate, boss: Visitor) -> None:
    kind = CostKind.objects.get(code="cleaning").pk
    post(boss, "/costs/new/", estate=estate.pk, month="2022-06", kind=kind, amount="4300", funding="residents",
         memo="6月保洁", reference="记-1", attachments="发票九张")  # fmt: skip
    post(boss, f"/breakeven/{estate.code}/2022/true-up/", outcome="give_back", basis="业主大会决议")


def _books(boss: Visitor, second: Visitor) -> None:
    """Taken over, and one voucher by hand that comes again every month."""
    post(boss, "/openings/new/", day="2021-12-31", reference="2021年账", debit_1002="50000", credit_3001="50000")
    opening = boss.get("/openings/").context["table"].data.data.get()
    post(second, f"/approvals/opening/{opening.pk}/approve/")
    post(boss, "/manual-vouchers/new/", day="2022-06-30", memo="办公费", attachments="1", monthly="on", scans=photo(8),
         account_1="5602", debit_1="300", account_2="2202", credit_2="300")  # fmt: skip
    voucher = boss.get("/manual-vouchers/").context["table"].data.data.get()
    post(second, f"/approvals/voucher/{voucher.pk}/approve/")
    _fixed_assets(boss, second)
    _store(boss, second)
    post(boss, "/vouchers/2022-06/number/")


def _fixed_assets(boss: Visitor, second: Visitor) -> None:
    """Two cards: one waits, the other is depreciated and is to be disposed of."""
    card = {
        "kind": "machine",
        "cost": "98000",
        "used_since": "2022-04-20",
        "life": 120,
        "residual": 5,
        "expense": "5602",
    }
    post(boss, "/fixed-assets/new/", code="GD-02", name="吹雪机", **card)
    page = post(boss, "/fixed-assets/new/", code="GD-01", name="扫路机", **card).url
    post(second, f"/approvals/fixed_asset/{page.strip('/').rpartition('/')[2]}/approve/")
    post(boss, "/fixed-assets/2022-06/depreciate/")
    right = post(boss, f"{page}correct/", name="扫路车", **card | {"life": 96}, reason="铭牌为准").url
    post(second, f"/approvals/fixed_asset/{right.strip('/').rpartition('/')[2]}/approve/")
    sold = {"day": "2022-07-31", "proceeds": "800", "reason": "卖给回收站", "vat": "general/3-2"}
    post(boss, f"{right}dispose/", **sold)


def _store(boss: Visitor, second: Visitor) -> None:
    """The store is counted, and agrees."""
    stone = Material.objects.create(code="SZ-9", name="石子", unit="t")
    counted = {f"counted_{stone.pk}": "0"}
    page = post(boss, "/stocktakings/new/", day="2022-06-30", counted_by="库管", **counted).url
    post(second, f"/approvals/stock_taking/{page.strip('/').rpartition('/')[2]}/approve/")


def _papers(estate: Estate, boss: Visitor, second: Visitor) -> None:
    asked = {"estate": estate.code, "stage": "friendly", "least_days": "30", "least_amount": "1.00", "pause_days": "30"}
    run = post(boss, "/arrears/reminders/new/", **asked, pay_by="2099-01-01").url
    post(second, f"/approvals/reminder_run/{run.strip('/').rpartition('/')[2]}/approve/")
    post(boss, f"/bills/{bill_of(LIVED_IN).pk}/invoice/")
    post(boss, "/tax/requests/export/", month="2022-06")
    page = post(boss, "/disclosures/new/", estate=estate.pk, quarter="2022-Q2", note="").url
    post(second, f"/approvals/disclosure/{page.strip('/').rpartition('/')[2]}/approve/")
    post(boss, f"{page}photos/", place="南门", pictures=photo(7))
    label = f"{bill_of(LIVED_IN).number} {LIVED_IN}"
    SyncRecord.objects.create(
        doctype="invoice", key=label, label=label, estate=estate.code, content={}, digest="0" * 64,
        state="failed", settled_at=timezone.now(), error_kind="TimeoutOfTheirs",
    )  # fmt: skip
    by = UserFactory(role="accountant")
    RemoteChange.objects.create(
        kind="purchase", name="ACC-PINV-2026-00001", label="绿地公司", estate=estate, after="2022-07-05 绿化养护",
        amount=Yuan(88_50), prepared_by=by, prepared_at=timezone.now(),
    )  # fmt: skip
    KnownDocument.objects.create(
        doctype="Sales Invoice", name="ACC-SINV-2026-00007", digest="0" * 64, reason="装修押金", amount=Yuan(5_00),
        prepared_by=by, prepared_at=timezone.now(),
    )  # fmt: skip


def _programs(boss: Visitor) -> None:
    """A service account with a token, and a webhook that has something to tell."""
    named = {"username": "finance-link", "display_name": "财务接口", "roles": "accountant"}
    account = post(boss, "/staff/programs/new/", **named).url
    post(boss, account, name="夜间", rights="billing.view", days="30")
    typed = {"name": "财务系统", "address": "https://hooks.example.org/", "kinds": "receipt.recorded", "active": "on"}
    post(boss, "/webhooks/new/", **typed)
    paid = {"channel": "bank", "transaction": "W1", "day": "2022-07-09", "amount": "1"}
    post(boss, "/receipts/new/", unit_code=LIVED_IN, **paid)
