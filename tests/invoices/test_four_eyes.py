"""Every kind of thing that one person prepares and another approves (docs/product.md rule 10), found by its model.

Whoever adds one gives a sample of it here: a thing that waits, prepared by the person given. All the rest is asked of
each kind alike: its service, its page and the database refuse the person who has both rights.
"""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
import zxingcpp
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import CheckConstraint
from django.test import Client
from django.utils import timezone
from PIL import Image

from invoices.modules.billing.models import PayerChange
from invoices.modules.billing.public import Bill
from invoices.modules.billing.services import prepare_payer_change
from invoices.modules.books.public import (
    BankReconciliation,
    FixedAsset,
    FixedAssetDisposal,
    ManualLine,
    ManualVoucher,
    PlannedDisposal,
    approve_fixed_asset,
    prepare_disposal,
    prepare_fixed_asset,
    prepare_manual_voucher,
    prepare_reconciliation,
)
from invoices.modules.breakeven.public import (
    CostKind,
    CostVoucher,
    TrueUp,
    TrueUpOutcome,
    prepare_true_up,
    prepare_voucher,
)
from invoices.modules.collections.domain.instalments import InstalmentDraft as InstalmentPart
from invoices.modules.collections.domain.reminding import ReminderTerms
from invoices.modules.collections.domain.states import Stage
from invoices.modules.collections.models import InstalmentPlan, LateChargeTerms, ReminderRun, WriteOff
from invoices.modules.collections.services import Loss, prepare_plan, prepare_run, prepare_terms, prepare_write_off
from invoices.modules.common_income.models import CommonLease
from invoices.modules.common_income.services import CommonLeaseTerms, prepare_lease
from invoices.modules.complaints.models import HoldRelease
from invoices.modules.complaints.services import answer_complaints, complain, propose_release
from invoices.modules.counter.domain.tills import TillCount
from invoices.modules.counter.models import DayClose
from invoices.modules.counter.services import close_day
from invoices.modules.credit_notes.public import Credit, CreditNote, prepare_credit_note
from invoices.modules.deposits.models import DepositKind, DepositUse
from invoices.modules.deposits.services import GivenDeposit, propose_return, take_deposit
from invoices.modules.disclosure.public import Disclosure, Quarter, prepare
from invoices.modules.erpnext.models import KnownDocument, PaymentCorrection, RemoteChange
from invoices.modules.fees.models import FeeDelivery
from invoices.modules.fees.services import order_fee, write_down_delivery
from invoices.modules.forecasts.domain.reckoning import Assumptions
from invoices.modules.forecasts.models import RateForecast
from invoices.modules.forecasts.services import keep_forecast
from invoices.modules.ledger.public import EntryDraft, NotClosed, Reopening, ask_reopening, close_month, post
from invoices.modules.meters.models import Meter, ReadingSheet, SupplierBill, SupplyTerms
from invoices.modules.meters.services import (
    enter_supplier_bill,
    hand_in,
    register_meter,
    write_down_reading,
)
from invoices.modules.meters.services import propose_terms as propose_supply
from invoices.modules.online_payments.domain.words import PaidFact
from invoices.modules.online_payments.models import OnlineOrder, OnlineRefund, PaymentCodeChange
from invoices.modules.online_payments.services import land, propose_online_refund, propose_payment_code
from invoices.modules.opening.public import BalanceLine, Opening, prepare_opening
from invoices.modules.ownership.models import OwnerChange
from invoices.modules.ownership.services import prepare_owner_change
from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.models import (
    Disbursement,
    DisbursementReversal,
    Receipt,
    ReceiptReversal,
    Refund,
    RefundLink,
)
from invoices.modules.payments.services import Payee, enter, propose_refund, propose_refund_link, record, reverse
from invoices.modules.tariffs.models import FeeItem
from invoices.modules.tariffs.public import Tariff
from invoices.modules.tariffs.testing import FeeItemFactory, TariffFactory
from invoices.modules.tax.models import Taxpayer, VatRate
from invoices.modules.tax.services import propose_rate, propose_taxpayer
from invoices.modules.visitor_fees.models import VisitorTariff
from invoices.modules.visitor_fees.services import VisitorPrice, propose_visitor_tariff
from property_ops.framework.approval.dated import propose
from property_ops.framework.approval.domain import (
    AlreadyDecided,
    ApprovalState,
    NothingToApprove,
    RejectedWithoutReason,
)
from property_ops.framework.approval.kinds import ApprovalKind, approval_kinds, waiting_for
from property_ops.framework.approval.models import FourEyes, Prepared, kinds_of_prepared
from property_ops.framework.approval.verifiers import verify
from property_ops.framework.importing import import_files
from property_ops.framework.models import AuditEvent, ImportedBatch, User
from property_ops.framework.scope import OfEstate
from property_ops.framework.testing import UserFactory
from property_ops.framework.todo import WaitingTask, tasks_of
from property_ops.kernel.errors import BusinessError, IllegalMove, NotAllowed, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.spans import YearSpan
from property_ops.modules.assessment.domain.parts import AssessedPart
from property_ops.modules.assessment.models import AssessmentCorrection, AssessmentWeights, SettledSheet, Training
from property_ops.modules.assessment.public import settle, write_down_training
from property_ops.modules.assessment.selectors.rows import of_person
from property_ops.modules.assessment.services.correcting import FigureObjection, object_to
from property_ops.modules.confirmations.models import ConfirmationPaper
from property_ops.modules.confirmations.public import SignedService, write_down
from property_ops.modules.confirmations.testing import AgreementItemFactory
from property_ops.modules.dispatch.models import CrewContract
from property_ops.modules.dispatch.services.contracts import propose_contract
from property_ops.modules.dispatch.testing import CrewFactory, VisitFactory
from property_ops.modules.erasure.models import Erasure
from property_ops.modules.erasure.services import ask_erasure
from property_ops.modules.estates.models import BankAccountChange, Unit, UnitChange
from property_ops.modules.estates.services import prepare_unit_change, propose_bank_account
from property_ops.modules.estates.testing import EstateFactory, UnitFactory, owned_unit
from property_ops.modules.grid.domain.errors import OnlyWhoTakesOver
from property_ops.modules.grid.models import DutyRole, GridHandOver
from property_ops.modules.grid.services.keeping import begin_duty, enter_area, offer_hand_over
from property_ops.modules.inspections.models import Rectification
from property_ops.modules.inspections.services.rectifying import report_rectified
from property_ops.modules.inspections.testing import a_hazard
from property_ops.modules.parking.models import LeaseProposal
from property_ops.modules.parking.services.leases import LeaseTerms, let_space
from property_ops.modules.parking.testing import SpaceFactory
from property_ops.modules.providers.domain.states import StandingMove
from property_ops.modules.providers.models import (
    CooperationAgreement,
    PriceList,
    ProviderSettlement,
    ScoreStandard,
    ServiceComplaint,
    ServicePayer,
    SlipTranscription,
    StandingChange,
)
from property_ops.modules.providers.services.accepting import ServiceRating, accept_for_company, transcribe_slip
from property_ops.modules.providers.services.agreements import (
    AgreementDraft,
    PricedItem,
    prepare_agreement,
    prepare_prices,
)
from property_ops.modules.providers.services.settling import prepare_settlement
from property_ops.modules.providers.services.standing import (
    propose_standing,
    record_complaint,
)
from property_ops.modules.providers.testing import SAMPLE_STANDARD, candidate, done, item_called, listed, taken
from property_ops.modules.queue.models import QueueWeights, WorksBudget
from property_ops.modules.queue.services.queueing import PlannedBudget, prepare_budget
from property_ops.modules.rounds.models import BadWeatherDay, DoubtfulScan, RoundPlan, ScanWay, WeatherKind
from property_ops.modules.rounds.public import Per
from property_ops.modules.rounds.services.plans import PlannedLine as DailyRounds
from property_ops.modules.rounds.services.plans import prepare_plan as prepare_rounds
from property_ops.modules.rounds.services.plans import record_bad_weather
from property_ops.modules.rounds.services.scans import SentScan, take_scan
from property_ops.modules.rounds.testing import CheckpointFactory
from property_ops.modules.volunteers.models import TeamKind, VolunteerHours, VolunteerRate
from property_ops.modules.volunteers.services.volunteering import (
    CalledActivity,
    HoursOf,
    call_activity,
    enter_hours,
    enter_team,
)
from property_ops.modules.votes.public import Poll
from property_ops.modules.votes.testing import prepared as prepared_vote
from property_ops.modules.works.models import (
    AcceptanceTerms,
    EmergencyCallOut,
    Material,
    StockCount,
    StockTaking,
    Transcription,
)
from property_ops.modules.works.public import FundingSplit, Party, PlannedLine, WorkOrder, WorkResult, call_out
from property_ops.modules.works.services.accepting import transcribe
from property_ops.modules.works.services.planning import create_work, estimate_work
from property_ops.modules.works.services.stocktaking import CountedLine, prepare_stock_taking
from property_ops.modules.works.services.store import change_material, count_stock, receive_material
from property_ops.modules.works.services.terms import propose_terms
from property_ops.modules.works.testing import WorkOrderFactory, agree
from tests.invoices import june
from tests.property_ops.framework.importing.papers import TARIFFS, cells, register, workbook
from tests.property_ops.framework.pictures import photos

NOW, TODAY = datetime(2023, 1, 10, 9, 0, tzinfo=UTC), date(2023, 1, 10)
Sample = Callable[[User], Any]


def moved(income: int, cost: int) -> None:
    """What an estate brought in and cost in June 2022, by the ledger; many homes pay."""
    legs = [("1122", "BC01", f"BC01-1-1-{home}", "", income) for home in range(6)]
    post(
        [
            EntryDraft(
                "bill/1", date(2022, 7, 1), date(2022, 6, 1), "账单", (*legs, ("5001.01", "BC01", "", "", -6 * income))
            ),
            EntryDraft(
                "cost/1", date(2022, 7, 1), date(2022, 6, 1), "成本",
                (("5401.12", "BC01", "residents", "", cost), ("2202", "BC01", "", "", -cost)),
            ),
        ]
    )  # fmt: skip


def a_cost_voucher(by: User) -> Any:
    cleaning = CostKind.objects.get(code="cleaning")
    voucher = CostVoucher(
        estate=EstateFactory(), month=date(2022, 6, 1), kind=cleaning, amount=Yuan(100), memo="保洁", reference="记-1"
    )
    return prepare_voucher(voucher=voucher, by=by, now=NOW)


def a_manual_voucher(by: User) -> Any:
    lines = [ManualLine("1403", Yuan(100_00)), ManualLine("2202", Yuan(-100_00))]
    voucher = ManualVoucher(day=date(2022, 6, 30), memo="购材料")
    return prepare_manual_voucher(voucher=voucher, lines=lines, by=by, now=NOW)


def a_fixed_asset(by: User) -> Any:
    said = {"code": "GD-01", "name": "扫路机", "kind": "machine", "used_since": date(2022, 4, 1), "life": 60}
    asset = FixedAsset(cost=Yuan(1_000_00), residual_ratio=Decimal("0.05"), **said)
    return prepare_fixed_asset(asset=asset, by=by, now=NOW)


def a_disposal_of_an_asset(by: User) -> Any:
    asset = a_fixed_asset(UserFactory(role="accountant"))
    approve_fixed_asset(asset_id=asset.pk, by=UserFactory(role="reviewer"), now=NOW)
    going = PlannedDisposal(date(2022, 6, 30), Yuan(100_00), "报废")
    return prepare_disposal(asset=asset, planned=going, by=by, now=NOW)


def a_reconciliation(by: User) -> Any:
    return prepare_reconciliation(account="1002", month=Month(2022, 6), statement=Yuan(0), items=[], by=by, now=NOW)


def an_opening(by: User) -> Any:
    balances = [BalanceLine("1002", Yuan(100_00)), BalanceLine("3001", Yuan(-100_00))]
    return prepare_opening(day=date(2021, 12, 31), reference="科目余额表", balances=balances, by=by, now=NOW)


def a_day_close(by: User) -> Any:
    return close_day(day=TODAY, count=TillCount({100_00: 1}), note="找零备用", by=by, now=NOW, today=TODAY)


def an_erasure(by: User) -> Any:
    tenure = owned_unit(owner="钱守诚").tenures.get()
    tenure.end = date(2022, 1, 1)
    tenure.save()
    said = {"asked_on": date(2023, 1, 2), "asked_how": "书面申请"}
    return ask_erasure(tenure=tenure, by=by, now=NOW, today=TODAY, **said)


def a_work_to_be_due_again(by: User) -> Any:
    june.issued(UserFactory(is_superuser=True), approved_by=UserFactory(is_superuser=True))
    work, payer = WorkOrder.objects.get(), june.bill_of(june.LIVED_IN).payer
    agree(work.estate, complaint_days=30, complaint_percent=0)
    assert payer is not None
    said = complain(work=work, tenure=payer, words="没有压平", photos=(), now=NOW, today=date(2022, 7, 10))
    moment = {"now": NOW, "today": TODAY}
    answer_complaints(work=work, complaints=[said.pk], upheld=True, words="重做", by=by, **moment)
    return propose_release(work=work, reason="重做", new_due_on=date(2999, 1, 1), by=by, **moment)


def a_change_of_owner(by: User) -> Any:
    june.registered()
    change = OwnerChange(
        unit=Unit.objects.get(code=june.LIVED_IN), day=date(2023, 1, 1), buyer_name="赵新", deed="鲁0012876"
    )
    return prepare_owner_change(change=change, by=by, now=NOW)


def a_change_of_a_unit(by: User) -> Any:
    unit = UnitFactory()
    change = UnitChange(unit=unit, day=TODAY, area=unit.area + 1, use=unit.use, reason="房产证")
    return prepare_unit_change(change=change, by=by, now=NOW)


def a_true_up(by: User) -> Any:
    estate = EstateFactory(code="BC01")
    moved(100_00, 300_00)
    return prepare_true_up(
        estate=estate, year=2022, outcome=TrueUpOutcome.CARRY, basis="决议", by=by, now=NOW, today=TODAY
    )


def a_disclosure(by: User) -> Any:
    estate = EstateFactory(code="BC01", name="牡丹花园")
    moved(100_00, 300_00)
    return prepare(estate=estate, quarter=Quarter(2022, 2), note="", by=by, now=NOW, today=TODAY)


def an_imported_batch(by: User) -> Any:
    EstateFactory(code="BC01", name="牡丹花园")
    words = {"小区": "牡丹花园", "收费项目": "物业服务费", "适用": "住宅", "单位": "元/㎡·月"}
    row = cells(TARIFFS, 标准="9.99", 执行日期="2022-01-01", **words)
    with TemporaryDirectory() as folder:
        path = workbook(Path(folder) / "收费标准.xlsx", {"收费标准": register(TARIFFS, row)})
        import_files(paths=[path], by=by, as_of=TODAY)
    return ImportedBatch.objects.get()


def a_vat_rate(by: User) -> Any:
    words = {"tax_code": "3040502020200000000", "category": "经营租赁", "basis": "公告"}
    item = FeeItemFactory(code="parking_fee")
    return propose_rate(
        item=item, taxpayer="general", rate=Decimal("0.11"), start=date(2026, 7, 1), by=by, now=NOW, **words
    )


def a_kind_of_taxpayer(by: User) -> Any:
    return propose_taxpayer(kind="small", start=date(2026, 7, 1), basis="登记", by=by, now=NOW)


def a_reopening(by: User) -> Any:
    close_month(month=Month(2022, 6), by=by, at=NOW)
    return ask_reopening(month=Month(2022, 6), reason="漏记", by=by, now=NOW)


def a_bill(by: User) -> Any:
    june.drafted(by)
    Bill.objects.exclude(pk=Bill.objects.earliest("pk").pk).delete()
    return Bill.objects.get()


def an_estimate(by: User) -> Any:
    work = create_work(estate=EstateFactory(), kind="路面修补", by=by, on=TODAY)
    line = PlannedLine("路面修补", "㎡", Decimal(10), Yuan(80_00))
    return estimate_work(work=work, lines=[line], split=FundingSplit.whole("subsidy"), by=by, on=TODAY)


def a_stocktaking(by: User) -> Any:
    """Half of what the store has is not there."""
    keeper = UserFactory(role="manager")
    sand = change_material(material=Material(code="S", name="黄砂", unit="t"), by=keeper)
    receive_material(material=sand, quantity=Decimal(20), paid=Yuan(2000_00), by=keeper, on=TODAY)
    return count_stock(material=sand, counted=Decimal(10), by=by, on=TODAY, remark="盘亏", now=timezone.now())


def a_sheet_of_the_store(by: User) -> Any:
    keeper = UserFactory(role="manager")
    sand = change_material(material=Material(code="S2", name="碎石", unit="t"), by=keeper)
    lines = [CountedLine(sand, Decimal(0))]
    return prepare_stock_taking(day=TODAY, counted_by="库管", lines=lines, by=by, now=NOW)


def an_emergency(by: User) -> Any:
    """A work that began before it was released."""
    planner, estate = UserFactory(role="dispatcher"), EstateFactory()
    agree(estate, emergency_limit=Yuan(1000_00), emergency_month_limit=Yuan(1000_00))
    work = create_work(estate=estate, kind="路面修补", by=planner, on=TODAY)
    line = PlannedLine("路面修补", "㎡", Decimal(10), Yuan(80_00))
    estimate_work(work=work, lines=[line], split=FundingSplit.whole("subsidy"), by=planner, on=TODAY)
    return call_out(work=work, reason="塌方", by=by, now=timezone.now())


def terms_of_acceptance(by: User) -> Any:
    words = {"has_committee": True, "deemed_days": 7, "warranty_months": 12}
    return propose_terms(estate=EstateFactory(), by=by, now=NOW, **words)


def a_signed_paper(by: User) -> Any:
    """Of a work in which nobody here had a part."""
    order = WorkOrderFactory(result=WorkResult.PENDING, accepted=None, accepted_on=None, accepted_by="")
    return transcribe(
        work=order, party=Party.COMMITTEE, measured={1: Decimal(1)}, person="王主任", on=TODAY, scan=photos.jpeg(),
        by=by, now=NOW,
    )  # fmt: skip


def a_bank_account(by: User) -> Any:
    return propose_bank_account(bank_name="建设银行", bank_account="3705 0001", by=by, now=NOW)


def a_deposit_to_pay_back(by: User) -> Any:
    june.issued(UserFactory(is_superuser=True), approved_by=UserFactory(is_superuser=True))
    payer = june.bill_of(june.LIVED_IN).payer
    given = GivenDeposit(payer.unit, payer, DepositKind.objects.get(code="renovation"))
    movement = MoneyMovement(channel=PaymentChannel.CASH, transaction="", day=TODAY, amount=Yuan(100_00))
    deposit = take_deposit(given=given, movement=movement, by=UserFactory(is_superuser=True), now=NOW, today=TODAY)
    payee = Payee("李小华", PaymentChannel.CASH)
    return propose_return(deposit_id=deposit.pk, amount=Yuan(60_00), payee=payee, reason="完工", by=by, now=NOW)


def a_payment_code(by: User) -> Any:
    picture = BytesIO()
    code: Any = zxingcpp.create_barcode("wxp://f2f0abc", zxingcpp.BarcodeFormat.QRCode)
    Image.fromarray(code.to_image(scale=6)).save(picture, "PNG")
    return propose_payment_code(channel=PaymentChannel.WECHAT, picture=picture.getvalue(), by=by, now=NOW)


def another_payer(by: User) -> Any:
    home = owned_unit(owner="李小华", estate=EstateFactory(code="BC01"), building=5, entrance=2, room="301")
    change = PayerChange(unit=home, payer="tenant", split_by_days=False, mask_payer=False, reason="租赁合同")
    return prepare_payer_change(change=change, by=by, now=NOW)


def a_delivered_card(by: User) -> Any:
    home = owned_unit(owner="李小华", estate=EstateFactory(code="BC01"), building=5, entrance=2, room="301")
    price = {"item": FeeItem.objects.get(code="access_card"), "applies_to": "补办", "unit": "元/张"}
    TariffFactory(estate=home.estate, rate=Decimal(15), **price)
    order = order_fee(
        unit=home, payer=home.tenures.get(), item="access_card", applies_to="补办", quantity=Decimal(1),
        ordered_on=TODAY, note="", by=by, now=NOW,
    )  # fmt: skip
    return write_down_delivery(
        order_id=order.pk, quantity=Decimal(1), day=TODAY, signed_by="李小华", scan=photos.jpeg(), by=by, now=NOW,
        today=TODAY,
    )  # fmt: skip


def a_forecast(by: User) -> Any:
    estate = june.issued(by=UserFactory(role="accountant"), approved_by=UserFactory(role="reviewer"))
    legs = (("5401.11", estate.code, "residents", "", 9), ("2202", estate.code, "", "", -9))
    post([EntryDraft("cost/1", TODAY, date(2022, 6, 1), "工资", legs)])
    return keep_forecast(
        estate=estate, year=2024, base_year=2022, said=Assumptions(), note="", by=by, now=NOW, today=TODAY
    )


def a_new_meter(by: User) -> Any:
    unit = owned_unit(owner="李小华", estate=EstateFactory(code="BC01"), building=5, entrance=2, room="301")
    item, day = FeeItem.objects.get(code="water_fee"), TODAY.replace(day=1)
    meter = Meter(unit=unit, item=item, number="S301", installed_on=day, first_value=Decimal(0))
    return register_meter(meter=meter, by=by, now=NOW)


def a_sheet_of_readings(by: User) -> Any:
    meter = a_new_meter(by)
    Meter.objects.filter(pk=meter.pk).update(state="approved", decided_by=UserFactory(), decided_at=NOW)
    day = TODAY + timedelta(days=1)
    write_down_reading(meter_id=meter.pk, day=day, value=Decimal(9), scan=None, by=by, now=NOW, today=day)
    return hand_in(estate=meter.unit.estate, item=meter.item, month=Month.of(day), by=by, now=NOW)


def terms_of_a_supply(by: User) -> Any:
    terms = SupplyTerms(
        estate=EstateFactory(code="BC01"), item=FeeItem.objects.get(code="water_fee"), supplier="水务集团",
        steps_by="year", shared_by="area", start=TODAY, basis="业委会决议",
    )  # fmt: skip
    return propose_supply(terms=terms, by=by, now=NOW)


def a_suppliers_bill(by: User) -> Any:
    bill = SupplierBill(
        estate=EstateFactory(code="BC01"), item=FeeItem.objects.get(code="water_fee"), month=TODAY.replace(day=1),
        number="SW-5", quantity=Decimal(40), amount=Yuan(120_00),
    )  # fmt: skip
    return enter_supplier_bill(bill=bill, by=by, now=NOW)


def a_lease_of_a_common_part(by: User) -> Any:
    terms = CommonLeaseTerms(
        estate=EstateFactory(code="BC01"), kind="site", place="东门快递柜", tenant="丰巢", monthly_rent=Yuan(350_00),
        start=TODAY, end=TODAY.replace(year=TODAY.year + 1), basis="业委会决议",
    )  # fmt: skip
    return prepare_lease(terms=terms, by=by, now=NOW)


def a_price_of_visitors_parking(by: User) -> Any:
    price = VisitorPrice(60, Yuan(2_00), Yuan(10_00), "业委会决议")
    return propose_visitor_tariff(estate=EstateFactory(code="BC01"), start=FAR.start, price=price, by=by, now=NOW)


def a_confirmed_month(by: User) -> Any:
    item = AgreementItemFactory()
    rows = [SignedService(item, Decimal(1), Decimal(1))]
    return write_down(
        estate=item.estate, month=Month(2022, 6), rows=rows, committee="王主任", branch="赵书记", on=TODAY,
        scan=photos.jpeg(), by=by, now=NOW, today=TODAY,
    )  # fmt: skip


def a_vote_of_owners(by: User) -> Any:
    return prepared_vote(owned_unit().estate, by=by)


def a_plan_of_rounds(by: User) -> Any:
    point = CheckpointFactory()
    line = DailyRounds(name="楼道清扫", per=Per.DAY, times=1, points=point.code)
    return prepare_rounds(
        item=AgreementItemFactory(estate=point.estate), start=date(2023, 2, 1), lines=[line], by=by, now=NOW
    )


def a_day_of_rain(by: User) -> Any:
    words = {"weather": WeatherKind.RAIN, "by": by, "now": NOW, "today": TODAY}
    return record_bad_weather(estate=EstateFactory(), day=date(2023, 1, 9), **words)


def prices_of_a_contractor(by: User) -> Any:
    return propose_contract(
        crew=CrewFactory(), contractor="鲁西建安", agreement="HT-07", start=TODAY, prices={"road_repair": Yuan(42_00)},
        by=by, now=NOW,
    )  # fmt: skip


def a_doubtful_scan(by: User) -> Any:
    scan = SentScan(uuid4(), CheckpointFactory(), ScanWay.TYPED, NOW, NOW)
    return take_scan(sent=scan, by=by, now=NOW).doubtful


def a_hazard_put_right(by: User) -> Any:
    hazard = a_hazard(by=UserFactory(role="manager"), photo=photos.jpeg((31, 30)), now=NOW)
    return report_rectified(
        hazard=hazard, key=uuid4(), how="补好了", done_on=TODAY, photo=photos.jpeg((32, 30)), by=by, now=NOW
    )


def a_cooperation_agreement(by: User) -> Any:
    draft = AgreementDraft("HZ-9", TODAY, TODAY, "两小时内到场", "提前三十日通知")
    return prepare_agreement(provider=candidate("诚信水电"), draft=draft, by=by, now=NOW)


def a_price_list(by: User) -> Any:
    prices = [PricedItem(item_called("疏通"), Yuan(80_00))]
    return prepare_prices(provider=candidate("诚信水电"), start=TODAY, prices=prices, by=by, now=NOW)


def another_standing(by: User) -> Any:
    provider = listed("诚信水电", {"疏通": 80_00}, photo=photos.jpeg())
    return propose_standing(provider=provider, move=StandingMove.WARN, reason="迟到", by=by, now=NOW)


def another_standard(by: User) -> Any:
    return propose(ScoreStandard, start=TODAY, figures=SAMPLE_STANDARD, by=by, now=NOW)


def other_weights(by: User) -> Any:
    figures = dict.fromkeys(QueueWeights.FIGURES, 5)
    return propose(QueueWeights, start=TODAY, figures=figures, by=by, now=NOW)


def a_budget_of_works(by: User) -> Any:
    budget = PlannedBudget(TODAY, Yuan(5000_00), "公共收益")
    return prepare_budget(estate=EstateFactory(), budget=budget, by=by, now=NOW)


def other_weights_of_assessment(by: User) -> Any:
    figures = dict.fromkeys(AssessmentWeights.FIGURES, 0) | {"answered": 100}
    said = {"by": by, "now": NOW}
    return propose(AssessmentWeights, start=TODAY, figures=figures, **said)


def an_objection_to_a_figure(by: User) -> Any:
    objection = FigureObjection(AssessedPart.ANSWERED, 1, 0, "当天已答复")
    return object_to(whose=of_person(by), span=YearSpan.of(TODAY), objection=objection, by=by, now=NOW)


def a_settled_sheet(by: User) -> Any:
    whose = of_person(UserFactory(role="dispatcher"))
    return settle(whose=whose, span=YearSpan.of(TODAY).previous, by=by, now=NOW, today=TODAY)


def a_training(by: User) -> Any:
    called = [UserFactory(role="dispatcher")]
    return write_down_training(title="消防演练", day=TODAY, called=called, came=called, by=by, now=NOW, today=TODAY)


def hours_of_volunteers(by: User) -> Any:
    team = enter_team(estate=EstateFactory(), name="红马甲", kind=TeamKind.RESIDENTS, leader="王秀兰", by=by, now=NOW)
    called = CalledActivity("清理楼道", NOW, "1号楼")
    activity = call_activity(team=team, called=called, by=by, now=NOW)
    return enter_hours(activity=activity, hours=[HoursOf("王芳", "", Decimal(2))], by=by, now=NOW)


def worth_of_an_hour(by: User) -> Any:
    said = {"by": by, "now": NOW}
    return propose(VolunteerRate, start=TODAY, figures={"fen_an_hour": 1800}, **said)


def an_area_handed_over(by: User) -> Any:
    """To who is called "other" here: nobody else takes it over."""
    other = User.objects.filter(username="other").first() or UserFactory(username="other", is_superuser=True)
    area = enter_area(estate=EstateFactory(), code="A", name="南区", covers="1号楼", by=by, now=NOW)
    begin_duty(area=area, person=by, role=DutyRole.MAIN, start=TODAY, last=None, by=by, now=NOW)
    on = TODAY + timedelta(days=1)
    return offer_hand_over(area=area, to=other, on=on, words="钥匙在社区", by=by, now=NOW)


def a_service(payer: ServicePayer = ServicePayer.RESIDENT) -> Any:
    provider = listed("诚信水电", {"疏通": 80_00}, photo=photos.jpeg())
    return done(taken(EstateFactory(), provider, payer=payer, now=NOW), "疏通", photo=photos.jpeg(), now=NOW)


def a_signed_slip(by: User) -> Any:
    rating = ServiceRating("王芳", 5)
    return transcribe_slip(order=a_service(), rating=rating, on=TODAY, photo=photos.jpeg((140, 90)), by=by, now=NOW)


def a_complaint(by: User) -> Any:
    return record_complaint(order=a_service(), words="迟到", on=TODAY, by=by, now=NOW)


def a_settlement(by: User) -> Any:
    order = a_service(ServicePayer.COMPANY)
    accept_for_company(order=order, rating=ServiceRating("经理", 5), by=UserFactory(role="manager"), now=NOW)
    day = date(2023, 2, 1)
    return prepare_settlement(provider=order.provider, month=Month(2023, 1), by=by, now=NOW, today=day)


def a_lease_with_rent(by: User) -> Any:
    space = SpaceFactory()
    terms = LeaseTerms(unit=UnitFactory(estate=space.estate), monthly_rent=Yuan(60_00), start=TODAY)
    return let_space(space=space, terms=terms, by=by, now=NOW)


def an_issued_line() -> Any:
    """A line of 14.38 of an issued bill, which two others made."""
    june.issued(UserFactory(is_superuser=True), approved_by=UserFactory(is_superuser=True))
    return june.bill_of(june.LIVED_IN).lines.earliest("position")


def a_credit_note(by: User) -> Any:
    line = an_issued_line()
    return prepare_credit_note(bill=line.bill, credits=[Credit(line.pk, Yuan(1_00))], reason="有误", by=by, now=NOW)


def a_write_off(by: User) -> Any:
    return prepare_write_off(losses=[Loss(an_issued_line().pk, Yuan(1_00))], reason="无法收回", by=by, now=NOW)


def a_plan(by: User) -> Any:
    line, parts = an_issued_line(), [date(2023, 2, 1), date(2023, 3, 1)]
    shares = [InstalmentPart(parts[0], Yuan(1_00)), InstalmentPart(parts[1], line.amount - Yuan(1_00))]
    return prepare_plan(line_ids=[line.pk], parts=shares, reason="困难", by=by, now=NOW, today=TODAY)


def terms_of_late_charges(by: User) -> Any:
    words = {"rate": Decimal("0.0005"), "grace_days": 0, "cap_percent": 20, "reason": "合同第八条"}
    return prepare_terms(estate=EstateFactory(), start=date(2022, 9, 1), by=by, now=NOW, **words)


def a_batch_of_reminders(by: User) -> Any:
    estate = an_issued_line().bill.estate
    terms = ReminderTerms(TODAY, least_days=1, least_amount=Yuan(0), pause_days=0)
    return prepare_run(estate=estate, stage=Stage.FRIENDLY, terms=terms, pay_by=date(2099, 1, 1), by=by, now=NOW)


def a_receipt(by: User) -> Any:
    """600.00 in cash for a bill of 511.49."""
    an_issued_line()
    cash = MoneyMovement(channel=PaymentChannel.CASH, transaction="", day=TODAY, amount=Yuan(600_00))
    party = str(june.bill_of(june.LIVED_IN).payer_id)
    return enter(movement=cash, unit_code=june.LIVED_IN, party=party, by=by, now=NOW, today=TODAY)


def a_refund(by: User) -> Any:
    a_receipt(by)
    party = str(june.bill_of(june.LIVED_IN).payer_id)
    return propose_refund(
        unit_code=june.LIVED_IN, party=party, amount=Yuan(88_51), channel=PaymentChannel.CASH, payee_name="李小华",
        payee_account="", reason="多交", by=by, now=NOW,
    )  # fmt: skip


def a_link_of_a_refund(by: User) -> Any:
    def of(transaction: str, fen: int, *, is_out: bool) -> MoneyMovement:
        return MoneyMovement(
            channel=PaymentChannel.BANK,
            transaction=transaction,
            day=TODAY,
            amount=Yuan(fen),
            is_out=is_out,
            name="李小华",
        )

    june.issued(UserFactory(is_superuser=True), approved_by=UserFactory(is_superuser=True))
    moved = [of("T1", 100_00, is_out=False), of("P1", 20_00, is_out=True)]
    record(movements=moved, by=by, now=NOW, today=TODAY, file="银行流水.xlsx")
    back, receipt = Disbursement.objects.get(transaction="P1"), Receipt.objects.get(transaction="T1")
    return propose_refund_link(disbursement=back.pk, receipt=receipt.number, reason="退款", by=by, now=NOW)


def a_refund_of_an_online_payment(by: User) -> Any:
    payer = an_issued_line().bill.payer
    order = OnlineOrder.objects.create(
        number="ZF1", channel="wechat", unit=payer.unit, tenure=payer, amount=Yuan(20_00), made_at=NOW, expires_at=NOW
    )
    paid = PaidFact("ZF1", "WX1", Yuan(20_00), NOW)
    land(paid=paid, channel=PaymentChannel.WECHAT, by=by, now=NOW, today=TODAY)
    order.refresh_from_db()
    return propose_online_refund(order=order, amount=Yuan(5_00), reason="多缴", by=by, now=NOW)


def a_payment_corrected_over_there(by: User) -> Any:
    june.issued(UserFactory(is_superuser=True), approved_by=UserFactory(is_superuser=True))
    payer = str(june.bill_of(june.LIVED_IN).payer_id)
    movement = MoneyMovement(channel=PaymentChannel.CASH, transaction="", day=TODAY, amount=Yuan(5_00))
    receipt = enter(movement=movement, unit_code=june.LIVED_IN, party=payer, by=by, now=NOW, today=TODAY)
    return PaymentCorrection.objects.create(receipt=receipt, cancelled="PAY-1", prepared_by=by, prepared_at=NOW)


def a_visit_moved_over_there(by: User) -> RemoteChange:
    visit = VisitFactory(crew=CrewFactory(), starts_at=datetime(2022, 7, 11, 1, tzinfo=UTC))
    return RemoteChange.objects.create(
        kind="visit", name="TASK-1", key="po:visit:1", label=str(visit), estate=visit.work.estate, before="2022-07-11",
        after="2022-07-12～2022-07-12", prepared_by=by, prepared_at=NOW,
    )  # fmt: skip


def a_document_known_over_there(by: User) -> KnownDocument:
    return KnownDocument.objects.create(
        doctype="Sales Invoice", name="ACC-1", digest="0" * 64, reason="押金", prepared_by=by, prepared_at=NOW
    )


SAMPLES: dict[type[FourEyes], Sample] = {
    RemoteChange: a_visit_moved_over_there,
    KnownDocument: a_document_known_over_there,
    AcceptanceTerms: terms_of_acceptance,
    BadWeatherDay: a_day_of_rain,
    OnlineRefund: a_refund_of_an_online_payment,
    BankAccountChange: a_bank_account,
    PaymentCodeChange: a_payment_code,
    BankReconciliation: a_reconciliation,
    Bill: a_bill,
    ConfirmationPaper: a_confirmed_month,
    CooperationAgreement: a_cooperation_agreement,
    CostVoucher: a_cost_voucher,
    CreditNote: a_credit_note,
    CrewContract: prices_of_a_contractor,
    Disclosure: a_disclosure,
    ImportedBatch: an_imported_batch,
    DepositUse: a_deposit_to_pay_back,
    DoubtfulScan: a_doubtful_scan,
    FeeDelivery: a_delivered_card,
    RateForecast: a_forecast,
    Meter: a_new_meter,
    ReadingSheet: a_sheet_of_readings,
    SupplyTerms: terms_of_a_supply,
    SupplierBill: a_suppliers_bill,
    CommonLease: a_lease_of_a_common_part,
    VisitorTariff: a_price_of_visitors_parking,
    EmergencyCallOut: an_emergency,
    Erasure: an_erasure,
    HoldRelease: a_work_to_be_due_again,
    StockCount: a_stocktaking,
    StockTaking: a_sheet_of_the_store,
    LeaseProposal: a_lease_with_rent,
    LateChargeTerms: terms_of_late_charges,
    InstalmentPlan: a_plan,
    ReminderRun: a_batch_of_reminders,
    FixedAsset: a_fixed_asset,
    FixedAssetDisposal: a_disposal_of_an_asset,
    ManualVoucher: a_manual_voucher,
    DayClose: a_day_close,
    UnitChange: a_change_of_a_unit,
    OwnerChange: a_change_of_owner,
    Opening: an_opening,
    PayerChange: another_payer,
    PriceList: a_price_list,
    ProviderSettlement: a_settlement,
    Refund: a_refund,
    Reopening: a_reopening,
    Rectification: a_hazard_put_right,
    RoundPlan: a_plan_of_rounds,
    Poll: a_vote_of_owners,
    AssessmentCorrection: an_objection_to_a_figure,
    AssessmentWeights: other_weights_of_assessment,
    SettledSheet: a_settled_sheet,
    Training: a_training,
    ScoreStandard: another_standard,
    GridHandOver: an_area_handed_over,
    VolunteerHours: hours_of_volunteers,
    VolunteerRate: worth_of_an_hour,
    QueueWeights: other_weights,
    WorksBudget: a_budget_of_works,
    ServiceComplaint: a_complaint,
    SlipTranscription: a_signed_slip,
    StandingChange: another_standing,
    Taxpayer: a_kind_of_taxpayer,
    PaymentCorrection: a_payment_corrected_over_there,
    RefundLink: a_link_of_a_refund,
    Transcription: a_signed_paper,
    TrueUp: a_true_up,
    VatRate: a_vat_rate,
    WorkOrder: an_estimate,
    WriteOff: a_write_off,
}
KINDS = {kind.model: kind for kind in approval_kinds()}
MAY = Month(2022, 5)
FAR = Month(2099, 12)  # what waits in any month waits before it
DONE_AT_ONCE = {DisbursementReversal, ReceiptReversal, Tariff}
"""What never waits: the second person does it at once (asked below by itself), or it waits as an imported batch."""
WAITING = [one for one in kinds_of_prepared() if one not in DONE_AT_ONCE]


def test_each_kind_has_a_sample_here_and_is_in_the_slot():
    assert set(SAMPLES) == set(WAITING) == set(KINDS)


def test_each_kind_says_whether_a_month_is_closed_while_it_waits():
    silent = [kind for kind in KINDS.values() if not any("blocks_closing" in vars(one) for one in said_by(kind))]
    assert [kind.name for kind in silent] == []


def test_what_waits_belongs_to_its_own_month_and_to_none_before_it():
    """Of the first of June is not of May: May may be closed."""
    found = [(kind.name, *one) for kind in KINDS.values() for one in kind.before(MAY).children]
    assert len(found) > 8
    its_own = {("lt", MAY.end), ("lte", MAY.year)}
    from_the_next = ("fixed_asset", "used_since__lt", MAY.start)  # depreciated from the month after its first use
    wrong = [one for one in found if (one[1].rpartition("__")[2], one[2]) not in its_own and one != from_the_next]
    assert wrong == []


def test_what_another_person_does_later_is_promised_by_the_database_too():
    also = [(model, column) for model in kinds_of_prepared() for column in model.also_by_another]
    assert (Opening, "undone_by") in also
    for model, column in also:
        conditions = [str(one.condition) for one in model._meta.constraints if isinstance(one, CheckConstraint)]
        assert any(f"'{column}', F(prepared_by)" in one for one in conditions), (model, column)


def said_by(kind: ApprovalKind[Any]) -> list[type]:
    """Its classes below the common one, whose default is for other people's modules."""
    return [one for one in type(kind).__mro__ if issubclass(one, ApprovalKind) and one is not ApprovalKind]


@pytest.fixture
def both(shipped) -> User:
    """One person who may prepare and approve everything."""
    return UserFactory(username="both", is_superuser=True)


@pytest.fixture
def other(shipped) -> User:
    return UserFactory(username="other", is_superuser=True)


def approve(thing: Any, by: User) -> Any:
    with transaction.atomic():
        return KINDS[type(thing)].approve(thing, by=by, now=NOW, today=TODAY)


def page(person: User, thing: Any, act: str, **typed: str) -> int:
    client = Client()
    client.force_login(person, backend="property_ops.framework.authentication.AccessBackend")
    answer = client.post(f"/approvals/{KINDS[type(thing)].name}/{thing.pk}/{act}/", typed)
    assert "/login/" not in answer.headers.get("Location", "")
    return answer.status_code


def stands(thing: Any) -> bool:
    return type(thing)._default_manager.filter(type(thing).STANDS, pk=thing.pk).exists()


def waits(thing: Any) -> bool:
    return type(thing)._default_manager.get(pk=thing.pk).waits


def approvals_told(user: User) -> list[WaitingTask]:
    return [task for task in tasks_of(user) if task.is_approval]


def who_has_both_rights_does_not_approve_their_own(thing: Any, both: User, other: User) -> None:
    with pytest.raises(SamePerson):
        approve(thing, both)
    assert page(both, thing, "approve") == 302
    assert waits(thing)
    assert not stands(thing)


def the_database_refuses_one_person_as_both(thing: Any, both: User, other: User) -> None:
    approve(thing, other)
    assert stands(thing)
    table = thing._meta.db_table
    twice = f"UPDATE {table} SET prepared_by_id = decided_by_id WHERE id = %s"
    alone = f"UPDATE {table} SET decided_by_id = prepared_by_id WHERE id = %s"
    for statement in (twice, alone):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [thing.pk])
    promises = {one.name for one in thing._meta.constraints}
    assert f"{thing._meta.app_label}_{thing._meta.model_name}_four_eyes" in promises


def another_person_approves_once(thing: Any, both: User, other: User) -> None:
    model = type(thing)
    assert page(other, thing, "approve") == 302
    assert stands(thing)
    assert not waits(thing)
    assert not KINDS[model].blocking(FAR).filter(pk=thing.pk).exists()
    found = model._default_manager.get(pk=thing.pk)
    assert (found.prepared_by, found.decided_by) == (both, other)
    again = (
        pytest.raises((AlreadyDecided, NothingToApprove, IllegalMove, NotClosed))
        if model is not Bill
        else nullcontext()
    )
    with again:  # bills are approved by the month: those that were before stay as they are
        approve(found, UserFactory(is_superuser=True))
    assert model._default_manager.get(pk=thing.pk).decided_by == other
    assert [difference.says % difference.facts for check in verify() for difference in check.differences] == []


def whoever_has_not_the_right_decides_nothing(thing: Any, both: User, other: User) -> None:
    """Its service refuses, and the page asks the service nothing."""
    nobody, kind = UserFactory(username="nobody"), KINDS[type(thing)]
    acts: dict[str, dict[str, Any]] = {"approve": {"today": TODAY}}
    acts |= {"reject": {"reason": "不对"}, "withdraw": {}} if kind.may_be_rejected else {}
    for act, said in acts.items():
        with pytest.raises((NotAllowed, OnlyWhoTakesOver)), transaction.atomic():
            getattr(kind, act)(thing, by=nobody, now=NOW, **said)
        with patch.object(type(kind), act) as asked:
            assert page(nobody, thing, act, reason="不对") in (403, 404)
        assert not asked.called
    assert waits(thing)


def it_waits_for_others_who_may_approve_it(thing: Any, both: User, other: User) -> None:
    kind = KINDS[type(thing)]
    assert list(kind.blocking(FAR)) == ([thing] if kind.blocks_closing else [])
    assert [one.own for one in kind.waiting(other)] == [False]
    assert [one.own for one in kind.waiting(both)] == [True]
    assert [task.count for task in approvals_told(other) if task.url.endswith(f"?kind={kind.name}")] == [1]


def a_stranger_to_the_estate_finds_no_button(thing: Any, both: User, other: User) -> None:
    if isinstance(thing, OfEstate):
        assert not KINDS[type(thing)].visible(UserFactory(role="grid_worker")).filter(pk=thing.pk).exists()


def another_person_rejects_it_for_a_reason(thing: Any, both: User, other: User) -> None:
    kind = KINDS[type(thing)]
    with pytest.raises(RejectedWithoutReason), transaction.atomic():
        kind.reject(thing, reason="  ", by=other, now=NOW)
    with pytest.raises(SamePerson), transaction.atomic():
        kind.reject(thing, reason="不对", by=both, now=NOW)
    assert page(other, thing, "reject") == 302
    assert waits(thing)
    assert page(other, thing, "reject", reason="不对") == 302
    found = type(thing)._default_manager.get(pk=thing.pk)
    assert (found.state, found.rejected_because, found.decided_by) == (ApprovalState.REJECTED, "不对", other)
    with pytest.raises(BusinessError):
        approve(found, UserFactory(is_superuser=True))
    assert not stands(thing)
    assert AuditEvent.objects.filter(action="approval.rejected", user=other).count() == 1


def who_prepared_it_withdraws_it_and_nobody_else(thing: Any, both: User, other: User) -> None:
    assert page(other, thing, "withdraw") == 302
    assert waits(thing)
    assert page(both, thing, "withdraw") == 302
    assert type(thing)._default_manager.get(pk=thing.pk).state == ApprovalState.WITHDRAWN
    with pytest.raises(BusinessError):
        approve(thing, other)
    assert not stands(thing)


WHILE_IT_WAITS = [
    who_has_both_rights_does_not_approve_their_own,
    whoever_has_not_the_right_decides_nothing,
    it_waits_for_others_who_may_approve_it,
    a_stranger_to_the_estate_finds_no_button,
]
ONCE_DECIDED = [another_person_approves_once, the_database_refuses_one_person_as_both]
NOT_TAKEN = [another_person_rejects_it_for_a_reason, who_prepared_it_withdraws_it_and_nobody_else]


@pytest.mark.parametrize("model", [pytest.param(one, id=one.__name__) for one in WAITING])
def test_what_one_person_prepares_another_decides(model, both, other):
    """Each of these from the same sample, as it waited."""
    waiting = SAMPLES[model](both).pk
    for promise in WHILE_IT_WAITS + ONCE_DECIDED + (NOT_TAKEN if KINDS[model].may_be_rejected else []):
        before = transaction.savepoint()
        promise(model._default_manager.get(pk=waiting), both, other)
        transaction.savepoint_rollback(before)


def test_what_waits_is_told_to_whom_it_waits_for_and_nobody_else(both, other):
    thing = a_cost_voucher(both)
    kind = KINDS[type(thing)]
    for person, own in ((other, False), (both, True)):
        assert [(one.kind, one.own) for one in waiting_for(person)] == [(kind, own)]
    assert approvals_told(both) == []
    nobody = UserFactory(username="nobody")
    assert waiting_for(nobody) == approvals_told(nobody) == []


def test_all_that_has_states_in_common_has_them_from_one_place():
    assert {kind.__name__ for kind in kinds_of_prepared() if not issubclass(kind, Prepared)} == {
        "Bill",
        "DisbursementReversal",
        "ReceiptReversal",
        "WorkOrder",
    }


def test_who_entered_a_receipt_does_not_reverse_it(both, other):
    receipt = a_receipt(both)
    moment = {"now": NOW, "today": TODAY}
    with pytest.raises(SamePerson), transaction.atomic():
        reverse(receipt=receipt.pk, because="录错", by=both, **moment)
    client = Client()
    client.force_login(both, backend="property_ops.framework.authentication.AccessBackend")
    client.post(f"/receipts/{receipt.pk}/reverse/", {"because": "录错"})
    with pytest.raises(IntegrityError), transaction.atomic():
        ReceiptReversal.objects.create(
            receipt=receipt, reason="录错", prepared_by=both, decided_by=both, decided_at=NOW
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        Receipt.objects.filter(pk=receipt.pk).update(state="reversed")
    assert Receipt.objects.get().state == "matched"
    reverse(receipt=receipt.pk, because="录错", by=other, **moment)
    reversal = ReceiptReversal.objects.get()
    assert (reversal.receipt, reversal.prepared_by, reversal.decided_by) == (receipt, both, other)
    assert [difference.says % difference.facts for check in verify() for difference in check.differences] == []
