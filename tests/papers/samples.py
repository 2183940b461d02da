"""Every kind of paper that the product makes, in its usual and in its odd shapes, by the module that draws it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from invoices.modules.billing.public import Bill
from invoices.modules.books.domain.reconciling import ItemKind, ReconcilingDraft
from invoices.modules.books.models import Voucher
from invoices.modules.books.public import prepare_reconciliation
from invoices.modules.books.reports import statement_paper, voucher_paper
from invoices.modules.books.reports.reconciliation_paper import reconciliation_pdf
from invoices.modules.books.selectors import statements_of
from invoices.modules.books.services.numbering import number_vouchers
from invoices.modules.breakeven.public import result_of
from invoices.modules.breakeven.reports import paper as break_even
from invoices.modules.collections.domain.reminding import ReminderTerms
from invoices.modules.collections.domain.states import Stage
from invoices.modules.collections.services import approve_run, letter_pdf, prepare_run, print_run
from invoices.modules.counter.models import DayClose
from invoices.modules.counter.reports.hand_over import draw_hand_over
from invoices.modules.credit_notes.reports import credit_note
from invoices.modules.credit_notes.services import Credit, approve_credit_note, prepare_credit_note
from invoices.modules.deposits.models import Deposit, DepositKind
from invoices.modules.deposits.reports.receipt import draw_receipt as draw_deposit
from invoices.modules.disclosure.public import Quarter, prepare
from invoices.modules.disclosure.reports import poster
from invoices.modules.disclosure.services.publishing import poster_of
from invoices.modules.forecasts.models import RateForecast
from invoices.modules.forecasts.reports import paper as forecast_paper
from invoices.modules.forecasts.selectors import HomesOfArea
from invoices.modules.ledger.domain.reports import MonthSum, Posting, ReportScope, TrialRow
from invoices.modules.ledger.public import EntryDraft, post
from invoices.modules.ledger.reports import papers as ledger_papers
from invoices.modules.ownership.models import OwnerChange, SettledCertificate
from invoices.modules.ownership.reports import papers as ownership_papers
from invoices.modules.ownership.services import prepare_owner_change
from invoices.modules.payments.domain.papers import PaidLine, ReceiptDoc
from invoices.modules.payments.reports import receipt_paper, receipt_slip
from invoices.modules.statements.domain.account_statement import AccountDoc, AccountLine
from invoices.modules.statements.reports.account_statement import account_pdf, write_account_print_file
from invoices.modules.statements.reports.printer import render, render_merged
from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month, Period
from property_ops.kernel.scores import scored
from property_ops.kernel.spans import YearSpan
from property_ops.modules.assessment.domain.parts import AssessedKind, AssessedPart
from property_ops.modules.assessment.models import AssessmentCorrection, AssessmentWeights, SettledSheet
from property_ops.modules.assessment.reports.sheet import draw_assessment
from property_ops.modules.assessment.selectors.rows import Assessed
from property_ops.modules.assessment.selectors.sheets import AssessmentSheet
from property_ops.modules.dispatch.testing import CrewFactory, VisitFactory, at
from property_ops.modules.erasure.domain.kept import KEPT
from property_ops.modules.erasure.reports.record import ErasureDoc, draw_erasure
from property_ops.modules.estates.public import Company, Estate
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.insight.reports import paper as half_year_paper
from property_ops.modules.insight.selectors import half_year
from property_ops.modules.inspections.reports.sheet import draw_hazard_month
from property_ops.modules.inspections.selectors.months import hazard_month
from property_ops.modules.inspections.testing import a_hazard
from property_ops.modules.meetings.reports.notice import draw_meeting_notice
from property_ops.modules.news.reports.handout import draw_handout
from property_ops.modules.news.reports.poster import draw_poster
from property_ops.modules.parking.domain.lots.drawing import Entrance, Lot, Obstacle
from property_ops.modules.parking.domain.lots.layout import lay_out
from property_ops.modules.parking.domain.lots.planned import SpaceLayout, WantedSpaces
from property_ops.modules.parking.models.violation import ParkingViolation, ViolationKind
from property_ops.modules.parking.reports.lot_sheet import draw_lot_sheet
from property_ops.modules.parking.reports.violation_notice import draw_violation_notice
from property_ops.modules.portal.reports.certificate import draw_certificate
from property_ops.modules.portal.reports.quantity_book import draw_book
from property_ops.modules.portal.reports.work_sheet import draw_work_sheet
from property_ops.modules.portal.selectors.papers import book_of, completion_of, order_of
from property_ops.modules.providers.models import ServicePayer
from property_ops.modules.providers.reports.sheet import draw_sheet
from property_ops.modules.providers.services.accepting import ServiceRating, accept_for_company
from property_ops.modules.providers.services.settling import prepare_settlement, sheet_of
from property_ops.modules.providers.testing import done, listed, taken
from property_ops.modules.questionnaires.public import AskedQuestion, QuestionKind
from property_ops.modules.questionnaires.reports.sheets import SheetDoc, draw_sheets
from property_ops.modules.queue.domain.ranking import WaitingWork, ranked
from property_ops.modules.queue.models import QueueWeights, WorksBudget
from property_ops.modules.queue.reports.sheet import draw_queue
from property_ops.modules.queue.selectors.works import EstateQueue, QueuedWork
from property_ops.modules.requests.domain.subjects import SubjectEvidence
from property_ops.modules.requests.models import Request
from property_ops.modules.requests.models.request import RatedBy
from property_ops.modules.requests.reports.reply import draw_reply
from property_ops.modules.requests.reports.slips import NoticeSlip, draw_slips
from property_ops.modules.road_repair.reports.notice import draw_notice
from property_ops.modules.road_repair.selectors import Car
from property_ops.modules.rounds.reports.plates import draw_plates
from property_ops.modules.rounds.testing import CheckpointFactory
from property_ops.modules.supervision.reports.sheet import draw_supervision
from property_ops.modules.supervision.selectors import quarter_of
from property_ops.modules.votes.public import Choice, PlannedSubject, Poll, Silence
from property_ops.modules.votes.services.closing import close_poll
from property_ops.modules.votes.services.papers import print_papers as print_ballots
from property_ops.modules.votes.services.papers import replace_paper
from property_ops.modules.votes.testing import keyed, opened, paper_of
from property_ops.modules.votes.testing import person as votes_person
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.public import PhotoStage, WorkResult, add_photo
from property_ops.modules.works.reports.marker_board import draw_marker_board
from property_ops.modules.works.testing import WorkOrderFactory
from tests.invoices import june
from tests.invoices.statements.samples import SERVICE, WORK, of_amount, statement
from tests.property_ops.framework.pictures import photos

DAY, NOW = date(2022, 9, 20), datetime(2022, 9, 20, 9, 0, tzinfo=UTC)
HALF = Period(date(2022, 1, 1), date(2022, 7, 1))
LONG = "因道路维修施工及养护，请在规定时间内移开车辆。" * 12
NAMELESS = Company(name="")

Papers = Iterable[tuple[str, bytes]]


class Office:
    """Who prepares and who approves, and June 2022 issued by them."""

    def __init__(self, preparer: User, approver: User, folder: Path) -> None:
        self.preparer, self.approver, self.folder = preparer, approver, folder

    def bill(self) -> Bill:
        june.issued(self.preparer, self.approver)
        return june.bill_of(june.LIVED_IN)


def statements(office: Office) -> Papers:
    many = statement((SERVICE,) * 60 + (WORK,) * 3)
    yield "usual", render(statement())
    yield "in credit", render(of_amount(-1))
    yield "over many sheets", render(many)
    yield "with rare characters", render(statement(payer="𠮷䶮喆"))
    render_merged([statement(), many, statement(payer="𠮷䶮喆")], office.folder / "merged.pdf")
    yield "print file", (office.folder / "merged.pdf").read_bytes()


def account_statements(office: Office) -> Papers:
    line = AccountLine(date(2022, 7, 5), "账单 ZD2022-000001", "2022-06", Yuan(511_49), None, Yuan(511_49), 1)
    empty = AccountDoc(
        "城市物业", "电话 0530-5566778", "牡丹花园", june.LIVED_IN, "5号楼2单元301", "7", "李*华", HALF, ZERO, (), ZERO,
        ZERO, ZERO,
    )  # fmt: skip
    usual = replace(empty, lines=(line,), charged=Yuan(511_49), closing=Yuan(511_49))
    yield "usual", account_pdf(usual)
    yield "without an entry", account_pdf(empty)
    yield "over many sheets", account_pdf(replace(usual, lines=(line,) * 200))
    write_account_print_file([usual, empty], office.folder / "accounts.pdf", title="对账单")
    yield "print file", (office.folder / "accounts.pdf").read_bytes()


def receipts(office: Office) -> Papers:
    line = PaidLine("物业服务费", "2022年6月", "ZD2022-000001", Yuan(14_38))
    usual = ReceiptDoc(
        "城市物业", "电话 0530-5566778", "SJ2022-000001", DAY, "李小华", june.LIVED_IN, "牡丹花园 5号楼", "现金",
        (line,), Yuan(14_38), "王会计",
    )  # fmt: skip
    yield "usual", receipt_paper.render([usual])
    yield "all in advance", receipt_paper.render([replace(usual, lines=(), contact="")])
    yield "more lines than there is room for", receipt_paper.render([replace(usual, lines=(line,) * 40), usual])


def slips(office: Office) -> Papers:
    line = PaidLine("物业服务费", "2022年6月", "ZD2022-000001", Yuan(14_38))
    usual = ReceiptDoc(
        "城市物业服务有限公司", "人民路88号　电话 0530-5566778", "SJ2022-000001", DAY, "李小华", june.LIVED_IN,
        "牡丹花园 5-2-301", "现金", (line,), Yuan(20_00), "王会计",
    )  # fmt: skip
    yield "usual", receipt_slip.render(usual)
    yield "of many lines", receipt_slip.render(replace(usual, lines=(line,) * 40, amount=Yuan(575_20)))
    yield "with long and rare words", receipt_slip.render(replace(usual, payer="𠮷䶮喆" * 12, lines=(), contact=""))


def hand_overs(office: Office) -> Papers:
    close = DayClose(
        starts_on=DAY, day=DAY, pieces={"10000": 3, "10": 4}, movements=[["receipt/SJ2022-000001", 110_00]],
        others=[["card", 2, 60_00]], expected=Yuan(110_00), counted=Yuan(300_40), change=Yuan(200_00),
        difference=Yuan(-9_60), note="找零差额，原因待查", prepared_by=office.preparer, number="RJ2022-000001",
        decided_by=office.approver,
    )  # fmt: skip
    yield "usual", draw_hand_over(close)
    close.number, close.movements, close.others, close.note = None, [["refund/TK2022-000001", -20_00]], [], LONG
    close.pieces, close.counted, close.change = {}, ZERO, Yuan(20_00)
    yield "not approved, more given back than taken", draw_hand_over(close)


def deposits(office: Office) -> Papers:
    payer = office.bill().payer
    kind = DepositKind(code="renovation", name="装修押金", terms=LONG)
    deposit = Deposit(
        number="YJ2022-000001", unit=payer.unit, payer=payer, kind=kind, amount=Yuan(2_000_00), day=DAY,
        about=LONG[:80], opening="QC2021-000003", taken_by=office.preparer,
    )  # fmt: skip
    yield "taken over", draw_deposit(deposit)


def ownerships(office: Office) -> Papers:
    bill = office.bill()
    change = OwnerChange(unit=bill.account.unit, day=DAY, buyer_name="𠮷䶮喆", deed=LONG, signed_paper="结算单")
    prepared = prepare_owner_change(change=change, by=office.preparer, now=NOW)
    yield "settlement", ownership_papers.draw_settlement(prepared)
    certificate = SettledCertificate(
        number="JQ2022-000001", unit=bill.account.unit, payer=bill.payer, name="李小华", day=DAY, advance=Yuan(88_51),
        billed_until=date(2022, 6, 1), head=12, head_digest="0" * 64, issued_by=office.preparer,
    )  # fmt: skip
    yield "certificate", ownership_papers.draw_certificate(certificate)
    certificate.billed_until, certificate.advance, certificate.name = None, ZERO, "𠮷䶮喆"
    yield "certificate without a bill", ownership_papers.draw_certificate(certificate)


def credit_notes(office: Office) -> Papers:
    bill = office.bill()
    credit = Credit(bill.lines.get(amount=Yuan.parse("16.44")).pk, Yuan.parse("16.44"))
    note = prepare_credit_note(bill=bill, credits=[credit], reason="面积登记有误", by=office.preparer, now=NOW)
    note = approve_credit_note(note_id=note.pk, by=office.approver, now=NOW, today=DAY)
    lines = list(note.lines.all())
    yield "usual", credit_note.draw(note, lines, Company.objects.get())
    note.reason = LONG
    yield "over many sheets", credit_note.draw(note, lines * 60, NAMELESS)


def reminders(office: Office) -> Papers:
    terms = ReminderTerms(DAY, least_days=30, least_amount=Yuan(100_00), pause_days=30)
    run = prepare_run(
        estate=office.bill().estate, stage=Stage.REMINDER, terms=terms, pay_by=date(2022, 10, 10), by=office.preparer,
        now=NOW,
    )  # fmt: skip
    approve_run(run_id=run.pk, by=office.approver, now=NOW, today=DAY)
    run.refresh_from_db()
    yield "usual", letter_pdf(letter=run.letters.first(), by=office.preparer)
    yield "print file", print_run(run=run, by=office.preparer).read_bytes()


def posters(office: Office) -> Papers:
    """Six homes paid 100.00 each; cleaning cost 550.00."""
    estate = EstateFactory(code="BC08", name="公示小区")
    owned_unit(owner="欧阳修文", estate=estate)
    may, posted = date(2022, 5, 1), date(2022, 6, 30)
    paid = [
        EntryDraft(
            f"test/{home}", posted, may, "账单",
            (("1122", "BC08", f"BC08-1-1-{home}", "7", 100_00), ("5001.01", "BC08", "", "", -100_00)),
        )
        for home in range(6)
    ]  # fmt: skip
    cleaned = (("5401.12", "BC08", "residents", "", 550_00), ("2202", "BC08", "", "", -550_00))
    post([*paid, EntryDraft("test/k", posted, may, "保洁", cleaned)])
    found = prepare(estate=estate, quarter=Quarter(2022, 2), note="", by=office.preparer, now=NOW, today=DAY)
    proof = poster_of(found)
    yield "a proof that nobody has published", poster.draw(proof)
    yield (
        "with a long note",
        poster.draw(replace(proof, note=LONG, contact="", number="GS2022-01", url="https://a.cn/1")),
    )


def break_evens(office: Office) -> Papers:
    estate = office.bill().estate
    for title, year in (("usual", 2022), ("of an empty year", 2019)):
        result = result_of(estate.code, Period(date(year, 1, 1), date(year + 1, 1, 1)))
        yield title, break_even.draw(estate, year, result, now=(), balancing=(), bears="", on=DAY)


def forecasts(office: Office) -> Papers:
    forecast = RateForecast(
        number="CS2023-000001", estate=EstateFactory(name="牡丹花园"), year=2023, base_year=2022, months=6,
        change=Decimal(3), more_vacant=Decimal(0), note="保洁合同重签", prepared_by=office.preparer,
        prepared_at=timezone.now(), works=ZERO, reserve=ZERO, subsidy=ZERO, carried=ZERO, needed=Yuan(240_00),
        income=Yuan(240_00),
    )  # fmt: skip
    forecast.save()
    rows = [("人员工资", Yuan(120_00), Yuan(240_00)), ("需要的物业服务费", ZERO, Yuan(240_00))]
    for count in (1, 60):
        areas = [HomesOfArea("住宅", Decimal(40 + one), 3, Yuan(14_00), Yuan(17_31)) for one in range(count)]
        yield f"{count} areas", forecast_paper.draw(forecast, rows=rows, typical=areas[:1], areas=areas, on=DAY)


def ledgers(office: Office) -> Papers:
    scope = ReportScope(HALF)
    row = TrialRow("1122", "应收账款", ZERO, Yuan(511_49), ZERO)
    yield "trial balance", ledger_papers.trial_balance([row] * 80, scope, place="全公司")
    yield "empty trial balance", ledger_papers.trial_balance([], scope, place="全公司")
    months = [MonthSum(date(2022, 6, 1), Yuan(1), ZERO, Yuan(1))]
    posting = Posting(1, DAY, date(2022, 6, 1), "bill/1", "账单", "1122", "BC01", june.LIVED_IN, Yuan(1), Yuan(1))
    yield (
        "an account",
        ledger_papers.account_ledger("1122 应收账款", months, ZERO, [posting] * 80, scope, place="全公司", left_out=3),
    )
    yield "an account without an entry", ledger_papers.account_ledger("1122", [], ZERO, [], scope, place="全公司")


def half_years(office: Office) -> Papers:
    user = User(is_superuser=True, is_active=True)
    yield "without an estate", half_year_paper.draw(half_year(user, Period(date(2019, 1, 1), date(2019, 7, 1))), on=DAY)
    for number in range(12):
        WorkOrderFactory(estate=EstateFactory(code=f"HN{number:02}"))
    yield "of twelve estates", half_year_paper.draw(half_year(user, HALF), on=DAY)


def violation_notices(office: Office) -> Papers:
    record = ParkingViolation(
        estate=EstateFactory.build(name="牡丹花园"), plate="鲁R12345", place="3号楼东侧", what=ViolationKind.FIRE_LANE,
        seen_at=timezone.make_aware(datetime(2022, 7, 1, 9, 0)),
    )  # fmt: skip
    yield "usual", draw_violation_notice(record, Company(name="城市物业", phone="0530-5566778"), on=DAY)
    record.place = "很长的地方" * 12
    yield "without a company", draw_violation_notice(record, NAMELESS, on=DAY)


def lots(office: Office) -> Papers:
    square = ((0, 0), (30_000, 0), (30_000, 20_000), (0, 20_000))
    without_lane = Lot(square, (Entrance((0, 10_000), 6_000),))
    full = replace(without_lane, obstacles=(Obstacle((29_000, 1_000), 600),), fire_lane=((0, 10_000), (30_000, 10_000)))
    narrow = Lot(((0, 0), (5_000, 0), (5_000, 4_000), (0, 4_000)), (Entrance((0, 2_000), 3_000),))
    for title, lot, wanted in (
        ("without fire lane", without_lane, WantedSpaces()),
        ("with all there is", full, WantedSpaces(accessible=2, charging=3)),
        ("with no space at all", narrow, WantedSpaces()),
    ):
        laid_out = lay_out(lot, 90, wanted)
        numbers = [f"东-{space.number:03d}" for space in laid_out.spaces]
        yield title, draw_lot_sheet(_layout(lot, laid_out), numbers, title="东门", facts=[("小区", "牡丹花园")], on=DAY)


def _layout(lot: Lot, laid_out: SpaceLayout) -> Any:
    """As the row of a layout has it."""
    return SimpleNamespace(
        lot=SimpleNamespace(drawn=lot, estate=EstateFactory.build(name="牡丹花园")), laid_out=laid_out
    )


def certificates(office: Office) -> Papers:
    work = WorkOrderFactory(number="GD-7", result=WorkResult.PENDING, accepted=None, accepted_on=None, accepted_by="")
    done = completion_of(work)
    yield (
        "usual",
        draw_certificate(done, address="https://example.org/c/1-abc.def"),
    )
    yield (
        "with nothing on it",
        draw_certificate(
            replace(done, lines=[], parties=(), company=NAMELESS), address="https://example.org/c/1-abc.def"
        ),
    )
    for number, stage in enumerate(PhotoStage):
        add_photo(work=work, stage=stage, data=photos.jpeg(colour=(60 * number, 0, 0)), by=office.approver, now=NOW)
    yield "with photos", draw_certificate(completion_of(work), address="https://example.org/c/1-abc.def")


def work_sheets(office: Office) -> Papers:
    work = WorkOrderFactory(number="GD-8")
    visit = VisitFactory(work=work, number=2, crew=CrewFactory(name="道路一班"), starts_at=at(21, 8), note=LONG[:150])
    yield "of a visit", draw_work_sheet(order_of(work, visit), address="https://example.org/v/1")
    order = order_of(work, None)
    yield "of a work", draw_work_sheet(order, address="")
    yield "without a line", draw_work_sheet(replace(order, lines=[], company=NAMELESS), address="")
    yield "over many sheets", draw_work_sheet(replace(order, lines=order.lines * 60), address="")


def quantity_books(office: Office) -> Papers:
    estate = EstateFactory(code="GCL")
    yield "empty", draw_book(book_of(estate, Month(2022, 6)))
    for number in range(40):
        WorkOrderFactory(number=f"GCL-{number}", estate=estate)
    yield "over many sheets", draw_book(book_of(estate, Month(2022, 6)))


def vouchers(office: Office) -> Papers:
    june.issued(office.preparer, approved_by=office.approver)
    number_vouchers(month=Month(2022, 7), by=office.preparer, now=NOW)
    yield "one", voucher_paper.voucher_pdf(Voucher.objects.earliest("pk"))
    for month in (Month(2022, 7), Month(2022, 1)):
        path = office.folder / f"{month}.pdf"
        voucher_paper.write_month(month, path)
        yield f"bound {month}", path.read_bytes()


def statements_of_a_month(office: Office) -> Papers:
    yield "empty", statement_paper.statements_pdf(statements_of(Month(2022, 6)))
    june.issued(office.preparer, approved_by=office.approver)
    yield "usual", statement_paper.statements_pdf(statements_of(Month(2022, 7)))


def reconciliations(office: Office) -> Papers:
    month, now = Month(2022, 6), timezone.now()
    day, many = month.period.last_day, "支票未兑付，收款人尚未到行办理" * 4
    items = [ReconcilingDraft(kind, day, f"{number} {many}", Yuan(1)) for kind in ItemKind for number in range(30)]
    for shape, account, some in (("nothing between", "1002", []), ("over many sheets", "1012.01", items)):
        found = prepare_reconciliation(
            account=account, month=month, statement=ZERO, items=some, by=office.preparer, now=now
        )
        yield shape, reconciliation_pdf(found, account=account)


def plates(office: Office) -> Papers:
    rows = [(f"A{number:02d}", f"{number}号楼楼道", "https://example.org/phone/plates/1.abc/") for number in range(30)]
    yield "over many sheets", draw_plates(rows, estate="牡丹花园", issuer="城市物业", phone="0530-5566778")
    yield "none", draw_plates([], estate="牡丹花园", issuer="", phone="")


def news_posters(office: Office) -> Papers:
    yield (
        "usual",
        draw_poster(estate="牡丹花园", address="https://example.org/n/BC01/", issuer="城市物业", phone="0530-5566778"),
    )
    yield "nameless", draw_poster(estate="牡丹花园", address="https://example.org/n/BC01/", issuer="", phone="")


def household_sheets(office: Office) -> Papers:
    told = {"estate": "牡丹花园", "address": "https://example.org/n/BC01/"}
    yield "usual", draw_handout(**told, issuer="城市物业", phone="0530-5566778")
    yield "nameless", draw_handout(**told, issuer="", phone="")


def slips_to_hand_over(office: Office) -> Papers:
    slip = NoticeSlip("牡丹花园 5号楼2单元301", "李小华", (LONG, "您的诉求已答复。"))
    yield "usual", draw_slips([slip], issuer="城市物业", phone="0530-5566778", day="2026-11-30")
    yield "over many sheets", draw_slips([slip] * 30, issuer="", phone="", day="2026-11-30")
    yield "none", draw_slips([], issuer="", phone="", day="2026-11-30")


def erasures(office: Office) -> Papers:
    usual = ErasureDoc(
        number="SC-0001", issuer="城市物业", home="牡丹花园 BC01-5-2-301", asked="2026-11-18　书面申请",
        prepared_by="经理", approved_by="复核", carried_out="2026-11-20 09:00", lines=12, kept=KEPT,
        erased=(("房屋台账中的姓名、电话", 1),),
        backups=("2026-11-19.zip",), backups_kept=30,
    )  # fmt: skip
    yield "usual", draw_erasure(usual)
    yield "waiting", draw_erasure(replace(usual, approved_by="", carried_out="", erased=(), lines=0, backups=()))
    yield "over many sheets", draw_erasure(replace(usual, backups=("2026-11-19.zip",) * 300))


def a_vote(**more: Any) -> Poll:
    estate = EstateFactory()
    for room in range(101, 104):
        owned_unit(owner="王芳、李明", estate=estate, room=str(room))
    subjects = [PlannedSubject("fund_use", f"{LONG[:100]}之{number}") for number in range(1, 7)]
    poll = opened(estate, subjects=subjects, **more)
    for unit in list(poll.units.all())[:2]:
        keyed(paper_of(unit), Choice.FOR, Choice.AGAINST, Choice.ABSTAIN, Choice.VOID, Choice.FOR, Choice.FOR)
    return poll


def ballots(office: Office) -> Papers:
    poll = a_vote()
    yield "six long subjects", print_ballots(poll=poll, by=votes_person(), now=NOW)
    replace_paper(unit=poll.units.first(), reason="填错", by=votes_person(), now=NOW)
    yield "of one unit, a second paper", print_ballots(poll=poll, by=votes_person(), now=NOW, only=poll.units.first())


def results_of_votes(office: Office) -> Papers:
    for name, more in (("usual", {}), ("silence counted", {"silence": Silence.MAJORITY, "rules": "议事规则 21"})):
        result = close_poll(poll=a_vote(**more), by=votes_person("reviewer"), now=NOW, today=DAY)
        yield name, bytes(result.sheet)


def hazard_months(office: Office) -> Papers:
    month = Month.of(timezone.localdate())
    point, finder = CheckpointFactory(), UserFactory(role="manager")
    empty = hazard_month(finder, point.estate, month, today=timezone.localdate())
    yield "of a month without any", draw_hazard_month(empty, issuer="")
    for number in range(14):
        words = "路面没有坑洞、沉陷：" + "中心路南段" * (number % 5)
        a_hazard(by=finder, photo=photos.jpeg((60 + number, 60)), checkpoint=point, what=words)
    full = hazard_month(finder, point.estate, month, today=timezone.localdate())
    yield "over many sheets", draw_hazard_month(full, issuer="城市物业")


def replies(office: Office) -> Papers:
    estate = EstateFactory(name="牡丹花园")
    asked = Request(
        number="SQ20220001", estate=estate, channel="visit", topic="drains", content="单元门口积水", person="王小明",
        received_on=DAY, due_on=DAY, answered_on=DAY, result="已疏通", handled_by="贺晓", pk=1,
    )  # fmt: skip
    behind = SubjectEvidence(
        "工单 GD-7", (("类别", "疏通"), ("工程费用", "320.00 元")), ("验收：业委会 亲验 2022-09-20",)
    )
    company, address = Company(name="城市物业", phone="0530-5566778"), "https://example.org/r/1.abc/"
    yield "usual", draw_reply(asked, company=company, evidence=[behind] * 2, address=address, rates=RatedBy.PAPER)
    asked.content = asked.result = "积水" * 250
    yield (
        "with long words",
        draw_reply(asked, company=company, evidence=[behind] * 9, address=address, rates=RatedBy.CODE),
    )
    asked.channel, asked.person, asked.handled_by = "plate", "", ""
    yield "of nobody known", draw_reply(asked, company=NAMELESS, evidence=[], address=address, rates=None)


def notices_of_meetings(office: Office) -> Papers:
    said = {
        "kind": "马扎议事会",
        "estate": "牡丹花园",
        "when": "2022年9月20日 18:30",
        "place": "小广场",
        "number": "HY2022-0001",
    }
    for name, agenda, phone in (("usual", "一、停车\n二、照明", "0530-5566778"), ("long", LONG * 6, "")):
        yield name, draw_meeting_notice(title="停车和照明", agenda=agenda, convener="党支部", phone=phone, **said)


def questionnaire_sheets(office: Office) -> Papers:
    usual = [AskedQuestion(QuestionKind.SINGLE, "灯亮吗", ("亮", "不亮")), AskedQuestion(QuestionKind.TEXT, "其他")]
    many = [AskedQuestion(QuestionKind.MULTIPLE, LONG[:160], tuple(f"选项{one}" for one in range(12)))] * 20
    told = {"number": "WJ2022-0001", "estate": "牡丹花园", "last_day": date(2022, 9, 20)}
    sheets = [SheetDoc(f"WJ2022-0001-{one:04d}", f"https://example.org/q/{one}.abc/") for one in (1, 2)]
    company = Company(name="城市物业", phone="0530-5566778")
    for name, words, asked, by in (("usual", "", usual, company), ("many", LONG, many, NAMELESS)):
        yield name, draw_sheets(sheets, title="楼道照明", words=words, questions=asked, company=by, **told)


def assessments(office: Office) -> Papers:
    whose = Assessed(AssessedKind.PERSON, "1", "胡丽", None)
    spring = YearSpan.parse("2022-Q2")
    yield "of nothing", draw_assessment(AssessmentSheet(whose, spring, None, None, []), issuer="城市物业")
    weights = AssessmentWeights(start=date(2022, 1, 1), **dict.fromkeys(AssessmentWeights.FIGURES, 10))
    counts = {AssessedPart.ANSWERED: (11, 12), AssessedPart.ROUNDS: (1_203, 1_204)}
    score = scored(AssessedPart, weights.figures, counts)
    said = AssessmentCorrection(part="answered", done_change=1, of_change=-1, words=LONG[:300], state="waiting")
    sheet = AssessmentSheet(whose, spring, weights, score, [said] * 9)
    yield "with objections", draw_assessment(sheet, issuer="城市物业")
    by = User(display_name="胡丽")
    settled = SettledSheet(prepared_by=by, decided_by=by, prepared_at=timezone.now(), figures_sha256="a" * 64)
    yield "settled", draw_assessment(replace(sheet, settled=settled), issuer="城市物业")


def queues_of_works(office: Office) -> Papers:
    estate, day = Estate(code="BC01", name="牡丹花园"), date(2022, 9, 20)
    yield "of nothing", draw_queue(EstateQueue(estate, None, None, []), issuer="城市物业", day=day)
    weights = QueueWeights(start=day, **dict.fromkeys(QueueWeights.FIGURES, 5))
    budget = WorksBudget(estate=estate, start=day, amount=Yuan(5000_00), source="公共收益" * 20)
    costs = (100, 900_000, None)
    waiting = [WaitingWork(f"GD-{number}", day, cost, {"requests": 2}) for number, cost in enumerate(costs)]
    places = ranked(waiting, weights.weights, budget.amount.fen)
    works = [
        QueuedWork(one, WorkOrder(number=one.work.number, kind="路面修补", place=LONG[:60]),
                   one.work.cost and Yuan(one.work.cost), [], [], None)
        for one in places
    ]  # fmt: skip
    yield "usual", draw_queue(EstateQueue(estate, weights, budget, works), issuer="城市物业", day=day)


def marker_boards(office: Office) -> Papers:
    yield "usual", draw_marker_board(issuer="城市物业")


def notices_to_move(office: Office) -> Papers:
    work = WorkOrderFactory(number="GD-9")
    car = Car("A017", Period(date(2022, 6, 10), date(2022, 6, 13)), "鲁R12345", june.LIVED_IN, "李小华", "13800001234")
    not_let = Car("A018", car.days)
    company = Company(name="城市物业", phone="0530-5566778")
    yield "usual", draw_notice(work, [car, not_let], company, on=DAY)
    yield "of one space that is not let", draw_notice(work, [not_let], NAMELESS, on=DAY)
    yield "over many sheets", draw_notice(work, [car] * 90, company, on=DAY)


def settlements(office: Office) -> Papers:
    provider = listed("诚信水电", {"室内下水疏通": 80_00}, photo=photos.jpeg())
    now = timezone.now()
    order = done(
        taken(EstateFactory(), provider, payer=ServicePayer.COMPANY, now=now), "室内下水疏通", photo=photos.jpeg()
    )
    accept_for_company(order=order, rating=ServiceRating("经理", 5), by=office.approver, now=now)
    month, after = Month.of(timezone.localdate()), Month.of(timezone.localdate()).end
    made = prepare_settlement(provider=provider, month=month, by=office.preparer, now=now, today=after)
    yield "waiting", sheet_of(settlement=made)
    line = made.lines.get()
    yield "over many sheets", draw_sheet(made, [line] * 90, issuer="城市物业", state="已批准")
    yield "of nothing", draw_sheet(made, [], issuer="", state="")


def supervisions(office: Office) -> Papers:
    estate = june.registered()
    done_on = date(2022, 6, 8)
    WorkOrderFactory(number="GD-77", estate=estate, done_on=done_on, accepted_on=done_on)
    found = quarter_of(estate, Quarter(2022, 2), today=DAY)
    yield "usual", draw_supervision(found, issuer="城市物业")
    yield "over many sheets", draw_supervision(replace(found, works=[*found.works] * 90), issuer="城市物业")
    yield "of nothing", draw_supervision(replace(found, works=(), services=()), issuer="")


KINDS: dict[str, Callable[[Office], Papers]] = {
    "invoices.modules.books.reports.reconciliation_paper": reconciliations,
    "invoices.modules.books.reports.statement_paper": statements_of_a_month,
    "invoices.modules.books.reports.voucher_paper": vouchers,
    "invoices.modules.breakeven.reports.paper": break_evens,
    "invoices.modules.collections.services.printing": reminders,
    "invoices.modules.forecasts.reports.paper": forecasts,
    "invoices.modules.credit_notes.reports.credit_note": credit_notes,
    "invoices.modules.disclosure.reports.poster": posters,
    "invoices.modules.ledger.reports.papers": ledgers,
    "invoices.modules.counter.reports.hand_over": hand_overs,
    "invoices.modules.deposits.reports.receipt": deposits,
    "invoices.modules.ownership.reports.papers": ownerships,
    "invoices.modules.payments.reports.receipt_paper": receipts,
    "invoices.modules.payments.reports.receipt_slip": slips,
    "invoices.modules.statements.reports.account_statement": account_statements,
    "invoices.modules.statements.reports.printer": statements,
    "property_ops.modules.insight.reports.paper": half_years,
    "property_ops.modules.inspections.reports.sheet": hazard_months,
    "property_ops.modules.parking.reports.violation_notice": violation_notices,
    "property_ops.modules.parking.reports.sheet": lots,
    "property_ops.modules.portal.reports.certificate": certificates,
    "property_ops.modules.portal.reports.quantity_book": quantity_books,
    "property_ops.modules.portal.reports.work_sheet": work_sheets,
    "property_ops.modules.erasure.reports.record": erasures,
    "property_ops.modules.news.reports.handout": household_sheets,
    "property_ops.modules.news.reports.poster": news_posters,
    "property_ops.modules.providers.reports.sheet": settlements,
    "property_ops.modules.requests.reports.reply": replies,
    "property_ops.modules.requests.reports.slips": slips_to_hand_over,
    "property_ops.modules.road_repair.reports.notice": notices_to_move,
    "property_ops.modules.rounds.reports.plates": plates,
    "property_ops.modules.meetings.reports.notice": notices_of_meetings,
    "property_ops.modules.questionnaires.reports.sheets": questionnaire_sheets,
    "property_ops.modules.assessment.reports.sheet": assessments,
    "property_ops.modules.queue.reports.sheet": queues_of_works,
    "property_ops.modules.works.reports.marker_board": marker_boards,
    "property_ops.modules.supervision.reports.sheet": supervisions,
    "property_ops.modules.votes.reports.ballot": ballots,
    "property_ops.modules.votes.reports.result": results_of_votes,
}
