"""An estate in which every money service has something to do, most of it on one account.

牡丹花园 of June 2022 (tests/invoices/june.py), seen from January 2023. The home BC01-5-2-301 has a disputed line of
440.67, so that 50.00 which were paid too much are free, though something is open; July's bill would use them.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from invoices.modules.billing.public import Bill, BillLine, approve_bills, draft_bills
from invoices.modules.books.models import FixedAsset, ManualVoucher
from invoices.modules.books.services import (
    ManualLine,
    PlannedDisposal,
    approve_fixed_asset,
    prepare_disposal,
    prepare_fixed_asset,
    prepare_manual_voucher,
    prepare_reconciliation,
)
from invoices.modules.breakeven.domain.true_up import TrueUpOutcome
from invoices.modules.breakeven.models import CostKind, CostVoucher
from invoices.modules.breakeven.services import approve_vouchers, prepare_true_up, prepare_voucher
from invoices.modules.charges.public import charge_month
from invoices.modules.collections.domain.instalments import InstalmentDraft
from invoices.modules.collections.domain.reminding import ReminderTerms
from invoices.modules.collections.domain.states import Stage
from invoices.modules.collections.services import (
    Loss,
    approve_terms,
    approve_write_off,
    open_dispute,
    prepare_plan,
    prepare_run,
    prepare_terms,
    prepare_write_off,
)
from invoices.modules.complaints.services import answer_complaints, complain, propose_release
from invoices.modules.counter.domain.tills import TillCount
from invoices.modules.counter.services import close_day
from invoices.modules.credit_notes.services import Credit, prepare_credit_note
from invoices.modules.deposits.models import DepositKind
from invoices.modules.deposits.services import GivenDeposit, propose_return, take_deposit
from invoices.modules.ledger.public import ask_reopening, close_month
from invoices.modules.meters.models import SupplierBill
from invoices.modules.meters.services import enter_supplier_bill
from invoices.modules.online_payments.domain.words import PaidFact
from invoices.modules.online_payments.models import OnlineOrder, OrderedLine
from invoices.modules.online_payments.services import approve_online_refund, land, propose_online_refund
from invoices.modules.opening.models import Opening, OpeningLine
from invoices.modules.ownership.models import OwnerChange
from invoices.modules.ownership.services import prepare_owner_change
from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.models import Disbursement, Receipt
from invoices.modules.payments.public import Payee
from invoices.modules.payments.services import (
    PaymentCodingDraft,
    code_payment,
    enter,
    propose_refund,
    propose_refund_link,
    record,
)
from invoices.modules.tariffs.models import FeeItem
from invoices.modules.tariffs.testing import TariffFactory, fee_items
from property_ops.framework import shipped_data
from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory
from property_ops.kernel.calculation import Calculation
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.confirmations.testing import confirm
from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.works.public import WorkOrder
from property_ops.modules.works.testing import WorkOrderFactory, agree
from tests.invoices import june
from tests.invoices.june import JUNE, LIVED_IN, VACANT, bill_of

MAY, JULY, AUGUST, SEPTEMBER = Month(2022, 5), Month(2022, 7), Month(2022, 8), Month(2022, 9)
TODAY = date(2023, 1, 10)
NOW = datetime(2023, 1, 10, 9, 0, tzinfo=UTC)
PAID_ON = date(2022, 7, 8)
AT = {"now": NOW, "today": TODAY}


@dataclass(frozen=True)
class World:
    """Who acts, and what they find; read anew by every thread."""

    @cached_property
    def accountant(self) -> User:
        return User.objects.get(username="kuaiji")

    @cached_property
    def reviewer(self) -> User:
        return User.objects.get(username="fuhe")

    @cached_property
    def manager(self) -> User:
        return User.objects.get(username="jingli")

    @cached_property
    def estate(self) -> Estate:
        return Estate.objects.get(code="BC01")

    @property
    def bill(self) -> Bill:
        return bill_of(LIVED_IN)

    @property
    def party(self) -> str:
        return str(self.bill.payer_id)

    @property
    def disputed(self) -> BillLine:
        return self.bill.lines.get(amount=Yuan(440_67))

    def receipt(self, transaction: str) -> Receipt:
        return Receipt.objects.get(transaction=transaction)

    def payment(self, transaction: str) -> Disbursement:
        return Disbursement.objects.get(transaction=transaction)


def movement(fen: int, transaction: str, **more: object) -> MoneyMovement:
    said: dict = {"channel": PaymentChannel.BANK, "transaction": transaction, "day": PAID_ON, "amount": Yuan(fen)}
    return MoneyMovement(**(said | more))


def refund_of(world: World, fen: int) -> dict:
    return {
        "unit_code": LIVED_IN, "party": world.party, "amount": Yuan(fen), "channel": PaymentChannel.CASH,
        "payee_name": "李小华", "payee_account": "", "reason": "多交", "by": world.accountant, "now": NOW,
    }  # fmt: skip


def voucher(world: World, reference: str) -> CostVoucher:
    return CostVoucher(
        estate=world.estate, month=JUNE.start, reference=reference, kind=CostKind.objects.get(code="cleaning"),
        amount=Yuan(80_00), memo="保洁",
    )  # fmt: skip


def build() -> None:
    """Into an empty, migrated database."""
    shipped_data.load_all()
    fee_items()
    world = World()
    for name, role in (("kuaiji", "accountant"), ("fuhe", "reviewer"), ("jingli", "manager")):
        UserFactory(username=name, role=role)
    estate = june.issued(world.accountant, world.reviewer)
    for month in (JULY, AUGUST, SEPTEMBER):
        confirm(estate, month, 保洁=("0.5", "1"), 秩序维护=("0.5", "1"))
    _neighbours()
    _corrections(world)
    _payments(world)
    _online(world)
    _later_months(world)
    _costs(world)
    _taking_over(world)
    _books(world)
    _complaints(world)
    close_day(day=TODAY, count=TillCount({100_00: 1}), note="多出", by=UserFactory(role="accountant"), **AT)
    change = OwnerChange(
        unit=Unit.objects.get(code=LIVED_IN), day=TODAY, buyer_name="赵新", deed="鲁1", advance_goes="buyer",
        signed_paper="结算单",
    )  # fmt: skip
    prepare_owner_change(change=change, by=world.accountant, now=NOW)
    _deposits(world)
    _supplied(world)
    _closing(world)


def _neighbours() -> None:
    """Another estate, with one home and one July."""
    estate = EstateFactory(code="BC02", name="芍药花园")
    owned_unit(owner="钱多", estate=estate, building=1, entrance=1, room="101", code="BC02-1-1-101", area=Decimal(80))
    TariffFactory(estate=estate, rate=Decimal("0.50"))
    confirm(estate, JULY, 保洁=("1", "1"))


def _deposits(world: World) -> None:
    """Two of another home; a part of the first waits to be paid back."""
    payer = bill_of(VACANT).payer
    assert payer is not None
    given = GivenDeposit(payer.unit, payer, DepositKind.objects.get(code="renovation"))
    for fen in (200_00, 70_00):
        cash = movement(fen, "", channel=PaymentChannel.CASH, day=TODAY)
        deposit = take_deposit(given=given, movement=cash, by=world.accountant, **AT)
        if fen == 200_00:
            payee = Payee("张三", PaymentChannel.CASH)
            propose_return(
                deposit_id=deposit.pk, amount=Yuan(50_00), payee=payee, reason="完工", by=world.accountant, now=NOW
            )


def _supplied(world: World) -> None:
    bill = SupplierBill(
        estate=world.estate, item=FeeItem.objects.get(code="water_fee"), month=MAY.start, number="SW-5",
        quantity=Decimal(40), amount=Yuan(120_00),
    )  # fmt: skip
    enter_supplier_bill(bill=bill, by=world.accountant, now=NOW)


def _taking_over(world: World) -> None:
    unit = Unit.objects.get(code=LIVED_IN)
    paper = Opening.objects.create(
        kind="deposits", estate=world.estate, day=date(2022, 12, 31), reference="押金清单",
        prepared_by=world.accountant, prepared_at=NOW,
    )  # fmt: skip
    OpeningLine.objects.create(
        opening=paper, position=0, account="2241.04", unit=unit, payer=unit.tenures.get(), amount=Yuan(500_00)
    )


def _books(world: World) -> None:
    lines = [ManualLine("1403", Yuan(50_00)), ManualLine("2202", Yuan(-50_00))]
    voucher = ManualVoucher(day=date(2022, 12, 31), memo="购材料")
    prepare_manual_voucher(voucher=voucher, lines=lines, by=world.accountant, now=NOW)
    asset = FixedAsset(
        code="GD-01", name="扫路机", kind="machine", used_since=date(2022, 10, 1), cost=Yuan(1_000_00), life=10,
        residual_ratio=Decimal(0),
    )  # fmt: skip
    made = prepare_fixed_asset(asset=asset, by=world.accountant, now=NOW)
    approve_fixed_asset(asset_id=made.pk, by=world.reviewer, now=NOW)
    going = PlannedDisposal(date(2022, 12, 31), Yuan(0), "报废")
    prepare_disposal(asset=made, planned=going, by=world.accountant, now=NOW)
    prepare_reconciliation(account="1002", month=MAY, statement=Yuan(0), items=[], by=world.accountant, now=NOW)


def _corrections(world: World) -> None:
    by, now = world.accountant, NOW
    open_dispute(line=world.disputed, words="面积不对", channel="phone", by=by, now=now, today=date(2022, 7, 6))
    parking = world.bill.lines.get(amount=Yuan(40_00))
    instead = Calculation(Decimal(1), "项", Decimal(30), Fraction(1))
    prepare_credit_note(
        bill=world.bill, credits=[Credit(parking.pk, Yuan(40_00), instead)], reason="车位", by=by, now=now
    )
    prepare_write_off(losses=[Loss(world.disputed.pk, Yuan(200_00))], reason="确实收不回", by=by, now=now)
    lines = bill_of(VACANT).lines.order_by("position")
    lost = prepare_write_off(losses=[Loss(lines[0].pk, lines[0].amount)], reason="去世", by=by, now=now)
    approve_write_off(write_off_id=lost.pk, by=world.reviewer, now=now, today=date(2022, 7, 20))
    prepare_plan(
        line_ids=[lines[1].pk], parts=[InstalmentDraft(date(2023, 3, 1), lines[1].amount)], reason="困难", by=by, **AT
    )
    for start in (date(2022, 7, 1), date(2023, 2, 1)):
        terms = prepare_terms(
            estate=world.estate, rate=Decimal("0.0005"), grace_days=0, cap_percent=30, start=start, reason="合同",
            by=by, now=now,
        )  # fmt: skip
        if start.year == 2022:
            approve_terms(terms_id=terms.pk, by=world.reviewer, now=now)
    prepare_run(estate=world.estate, stage=Stage.REMINDER, terms=reminding(), pay_by=date(2023, 3, 1), by=by, now=now)


def reminding() -> ReminderTerms:
    return ReminderTerms(TODAY, 1, Yuan(1), 0)


def _payments(world: World) -> None:
    by = world.accountant
    rest = world.bill.total.fen - 440_67
    enter(movement=movement(rest + 50_00, "E1"), unit_code=LIVED_IN, party=world.party, by=by, **AT)
    coming = [movement(120_00, "W1", memo="物业费"), movement(60_00, "W2", memo="物业费"), movement(500_00, "W3")]
    going = [movement(fen, number, is_out=True) for number, fen in (("P1", 100_00), ("P3", 10_00))]
    going.append(movement(100_00, "P2", is_out=True, twin=("bank", "P1")))
    record(movements=[*coming, *going, movement(25_00, "P4", is_out=True)], by=by, file="流水.xlsx", **AT)
    propose_refund(**refund_of(world, 50_00))
    propose_refund_link(
        disbursement=world.payment("P1").pk, receipt=world.receipt("W1").number, reason="退回", by=by, now=NOW
    )
    code_payment(disbursement=world.payment("P4").pk, said=PaymentCodingDraft("5603.01", Yuan(25_00)), by=by, **AT)


def _online(world: World) -> None:
    """Next door one order is open and one paid, of which 5.00 are to be given back and 3.00 approved to be."""
    payer = bill_of(VACANT).payer
    said = {"channel": "wechat", "unit": payer.unit, "tenure": payer, "made_at": NOW, "expires_at": NOW}
    line = bill_of(VACANT).lines.order_by("position").last()
    for number, fen in (("ZF1", 20_00), ("ZF2", 30_00)):
        order = OnlineOrder.objects.create(number=number, amount=Yuan(fen), **said)
        OrderedLine.objects.create(order=order, line=line, amount=Yuan(fen))
    land(paid=PaidFact("ZF1", "WX1", Yuan(20_00), NOW), channel=PaymentChannel.WECHAT, by=world.accountant, **AT)
    paid = OnlineOrder.objects.get(number="ZF1")
    propose_online_refund(order=paid, amount=Yuan(5_00), reason="多缴", by=world.accountant, now=NOW)
    other = propose_online_refund(order=paid, amount=Yuan(3_00), reason="多缴", by=world.accountant, now=NOW)
    approve_online_refund(refund=other.pk, by=world.reviewer, now=NOW)


def _later_months(world: World) -> None:
    """July waits to be issued, August to be approved, September to be charged."""
    for month in (JULY, AUGUST):
        charge_month(month=month, by=world.accountant, today=TODAY)
        draft_bills(month=month, by=world.accountant, now=NOW)
    approve_bills(month=JULY, by=world.reviewer, now=NOW)


def _costs(world: World) -> None:
    for reference in ("记-1", "记-2"):
        prepared = prepare_voucher(voucher=voucher(world, reference), by=world.accountant, now=NOW)
        if reference == "记-1":
            approve_vouchers(ids=[prepared.pk], by=world.reviewer, **AT)
    prepare_true_up(
        estate=world.estate, year=2022, outcome=TrueUpOutcome.GIVE_BACK, basis="业主大会", by=world.accountant, **AT
    )


def _complaints(world: World) -> None:
    """One work that one home complains about, and two that both do: of these all is answered, and one is to be
    released."""
    agree(world.estate, complaint_days=30, complaint_percent=60)
    for number, homes in (("GD-A", [VACANT]), ("GD-B", [LIVED_IN, VACANT]), ("GD-C", [LIVED_IN, VACANT])):
        day = date(2023, 1, 5)
        work = WorkOrderFactory(number=number, estate=world.estate, done_on=day, accepted_on=day)
        said = [complain(work=work, tenure=bill_of(home).payer, words="没有压平", photos=(), **AT).pk for home in homes]
        if len(homes) > 1:
            answer_complaints(work=work, complaints=said, upheld=True, words="已重做", by=world.manager, **AT)
    held = WorkOrder.objects.get(number="GD-C")
    propose_release(work=held, reason="已重做", new_due_on=date(2023, 3, 1), by=world.manager, **AT)


def _closing(world: World) -> None:
    close_month(month=MAY, by=world.manager, at=NOW)
    ask_reopening(month=MAY, reason="补记", by=world.manager, now=NOW)
