"""From promise to charge: a plan by two persons, scans that count once, the month by what was done."""

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from invoices.modules.charges.public import Charge, charge_month
from invoices.modules.disclosure.selectors.figures import services_of
from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.acceptance import Manner
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.quarters import Quarter
from property_ops.modules.confirmations.domain import errors as confirmation_errors
from property_ops.modules.confirmations.models import Confirmation
from property_ops.modules.confirmations.services.papers import SignedService, approve_paper, write_down
from property_ops.modules.confirmations.testing import AgreementItemFactory, ConfirmationFactory
from property_ops.modules.dispatch.testing import CrewFactory
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.rounds.domain import errors
from property_ops.modules.rounds.domain.counting import Per
from property_ops.modules.rounds.models import DoubtfulScan, RoundScan, ScanWay, SkippedRound, WeatherKind
from property_ops.modules.rounds.selectors.counting import counts
from property_ops.modules.rounds.services.checkpoints import enter_checkpoint, renew_plate, retire_checkpoint
from property_ops.modules.rounds.services.plans import (
    PlannedLine,
    approve_bad_weather,
    prepare_plan,
    record_bad_weather,
)
from property_ops.modules.rounds.services.scans import (
    SentScan,
    approve_scan,
    checkpoint_of_plate,
    take_scan,
)
from property_ops.modules.rounds.testing import CheckpointFactory, planned, scanned
from property_ops.modules.rounds.verifiers import verify
from tests.invoices import june
from tests.pages import text_of, visitor
from tests.property_ops.framework.importing.papers import CONFIRMATIONS, bring, cells, only_error, register, workbook
from tests.property_ops.framework.pictures import photos

pytestmark = pytest.mark.django_db

JUNE = Month(2022, 6)
DAYS = [date(2022, 6, day) for day in range(1, 31)]
TODAY = date(2022, 7, 5)
NOW = timezone.make_aware(datetime(2022, 7, 5, 10))


@pytest.fixture
def estate():
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def points(estate):
    return [CheckpointFactory(estate=estate, code=code) for code in ("A01", "A02")]


@pytest.fixture
def cleaning(estate, points):
    item = AgreementItemFactory(estate=estate, name="保洁")
    planned(item, JUNE.start)
    return item


@pytest.fixture
def leader():
    return UserFactory(role="crew")


def counted(item):
    found = counts(item.estate, JUNE)[item.pk]
    return found.done, found.promised


def signed(item, completion="1", **changed):
    row = SignedService(item, Decimal(1), Decimal(completion), changed.pop("reason", ""))
    usual = {
        "estate": item.estate, "month": JUNE, "rows": [row], "committee": "李主任", "branch": "赵书记",
        "on": date(2022, 7, 2), "scan": photos.jpeg(), "by": UserFactory(role="dispatcher"), "now": NOW, "today": TODAY,
    }  # fmt: skip
    return write_down(**(usual | changed))


def sent(point, at=NOW, **changed):
    usual = {"key": uuid4(), "checkpoint": point, "way": ScanWay.PLATE, "scanned_at": at, "clock": NOW}
    return SentScan(**(usual | changed))


def test_a_month_is_confirmed_and_charged_by_the_rounds_that_were_done(shipped, leader):
    estate = june.registered()  # a flat of 86.52 m² at 0.35 and 0.40
    Confirmation.objects.all().delete()
    item = estate.agreement_items.get(name="保洁")
    estate.agreement_items.exclude(pk=item.pk).delete()
    points = [CheckpointFactory(estate=estate, code=code) for code in ("A01", "A02")]
    planned(item, JUNE.start)
    scanned(points[0], DAYS, by=leader)
    scanned(points[1], DAYS[:-6], by=leader, at=time(10))
    assert counted(item) == (54, 60)

    paper = signed(item, "0.9")
    assert not Confirmation.objects.exists()  # it waits
    approve_paper(paper_id=paper.pk, by=UserFactory(role="reviewer"), now=NOW)
    one = Confirmation.objects.get()
    assert (one.completion, one.counted_done, one.counted_promised) == (Decimal("0.9"), 54, 60)
    assert one.manner == Manner.TRANSCRIBED

    charge_month(month=JUNE, by=UserFactory(is_superuser=True), today=TODAY)
    fees = Charge.objects.filter(item__code="service_fee", unit__code=june.LIVED_IN).order_by("start")
    # 86.52 × 0.35 × 15/30 × 0.9 = 13.6269; 86.52 × 0.40 × 15/30 × 0.9 = 15.5736
    assert [fee.amount for fee in fees] == [Yuan(13_63), Yuan(15_57)]
    assert fees[0].basis.facts["confirmed"][0]["rounds_done"] == 54
    told = {what: count for what, count, _unit in services_of(estate, Quarter(2022, 2))}
    assert (told["应巡次数"], told["实巡次数"]) == ("60", "54"), "on the notice of the quarter, too"
    assert not [difference for check in verify() for difference in check.differences]


def test_no_door_confirms_more_than_was_done(estate, cleaning, points, leader, tmp_path):
    scanned(points[0], DAYS, by=leader)
    assert counted(cleaning) == (30, 60)
    with pytest.raises(confirmation_errors.MoreThanWasDone):
        signed(cleaning, "0.500001")
    row = cells(
        CONFIRMATIONS, 小区="牡丹花园", 服务月份="2022-06", 服务内容="保洁", 权重=1, 完成比例=0.6,
        业委会确认人="李", 党支部确认人="赵", 确认日期="2022-07-02",
    )  # fmt: skip
    report = bring(workbook(tmp_path / "服务确认单.xlsx", {"服务确认单": register(CONFIRMATIONS, row)}))
    assert "30" in str(only_error(report).facts)
    assert not Confirmation.objects.exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        ConfirmationFactory(
            item=cleaning, month=JUNE.start, completion=Decimal("0.6"), counted_done=30, counted_promised=60
        )


def test_less_than_was_counted_is_confirmed_with_a_reason_only(cleaning, points, leader):
    scanned(points[0], DAYS, by=leader)
    with pytest.raises(confirmation_errors.LessWithoutReason):
        signed(cleaning, "0.4")
    assert signed(cleaning, "0.4", reason="雨后积水未扫").rows.get().reason == "雨后积水未扫"


def test_the_sheet_is_refused_before_the_month_is_over_twice_and_above_one(cleaning, points, leader):
    scanned(points[0], DAYS, by=leader)
    scanned(points[1], DAYS, by=leader, at=time(10))
    with pytest.raises(confirmation_errors.MonthNotOver):
        signed(cleaning, today=date(2022, 6, 30))
    with pytest.raises(confirmation_errors.SignedBeforeMonthsEnd):
        signed(cleaning, on=date(2022, 6, 30))
    with pytest.raises(confirmation_errors.OneSignerForBoth):
        signed(cleaning, committee="赵 书记")
    with pytest.raises(confirmation_errors.SignedInFuture):
        signed(cleaning, on=date(2022, 7, 6))
    with pytest.raises(confirmation_errors.NothingToConfirm):
        signed(cleaning, rows=[])
    with pytest.raises(confirmation_errors.WeightsAboveOne):
        signed(cleaning, rows=[SignedService(cleaning, Decimal("1.000001"), Decimal(1))])
    paper = signed(cleaning)
    with pytest.raises(confirmation_errors.PaperWaitsAlready):
        signed(cleaning)
    approve_paper(paper_id=paper.pk, by=UserFactory(role="reviewer"), now=NOW)
    with pytest.raises(confirmation_errors.ConfirmedAlready):
        signed(cleaning)
    with pytest.raises(NotAllowed):
        signed(cleaning, by=UserFactory(role="accountant"))


def test_a_plan_counts_from_its_first_day_once_another_person_approved_it(estate, cleaning, points, leader):
    now = timezone.now()
    line = PlannedLine(name="楼道保洁", per=Per.DAY, times=2, points="A01")
    manager = UserFactory(role="manager")
    waiting = prepare_plan(item=cleaning, start=date(2022, 6, 16), lines=[line], by=manager, now=now)
    assert counted(cleaning) == (0, 60)
    with pytest.raises(errors.PlanStandsAlready):
        prepare_plan(item=cleaning, start=waiting.start, lines=[line], by=manager, now=now)
    text_of(visitor("manager").get(f"/rounds/plans/{waiting.pk}/"))
    visitor("reviewer").post(f"/approvals/round_plan/{waiting.pk}/approve/")
    assert counted(cleaning) == (0, 15 * 2 + 15 * 2)
    ConfirmationFactory(item=cleaning, month=JUNE.start, completion=Decimal(0))
    with pytest.raises(errors.PlanBeginsTooEarly):
        prepare_plan(item=cleaning, start=date(2022, 6, 20), lines=[line], by=manager, now=now)
    with pytest.raises(errors.NothingPromised):
        prepare_plan(item=cleaning, start=date(2022, 7, 1), lines=[], by=manager, now=now)


def test_bad_weather_excuses_once_another_person_approved_it(estate, points, leader):
    item = AgreementItemFactory(estate=estate, name="绿化")
    line = PlannedLine(name="修剪", per=Per.DAY, times=1, points="A*", excused_by_weather=True)
    planned(item, JUNE.start, line)
    words = {"estate": estate, "weather": WeatherKind.RAIN, "by": UserFactory(role="dispatcher"), "now": NOW}
    day = record_bad_weather(day=date(2022, 6, 3), today=TODAY, **words)
    assert counted(item) == (0, 60)
    approve_bad_weather(day_id=day.pk, by=UserFactory(role="manager"), now=NOW)
    assert counted(item) == (0, 58)
    with pytest.raises(errors.WeatherRecorded):
        record_bad_weather(day=date(2022, 6, 3), today=TODAY, **words)
    with pytest.raises(errors.WeatherToCome):
        record_bad_weather(day=TODAY, today=TODAY, **words)


def test_a_scan_that_is_sent_again_counts_once(points, cleaning, leader):
    scan = sent(points[0], NOW - timedelta(days=6))
    first = take_scan(sent=scan, by=leader, now=NOW)
    assert take_scan(sent=scan, by=leader, now=NOW) == first
    with pytest.raises(errors.ScanKeyTaken):
        take_scan(sent=scan, by=UserFactory(role="crew"), now=NOW)
    with pytest.raises(errors.ScanKeyTaken):
        take_scan(sent=sent(points[0], scan.scanned_at, key=scan.key, remark="x"), by=leader, now=NOW)
    assert RoundScan.objects.count() == 1
    with pytest.raises(errors.ScanTooOld):
        take_scan(sent=sent(points[0], NOW - timedelta(days=32)), by=leader, now=NOW)
    with pytest.raises(NotAllowed):
        take_scan(sent=sent(points[0]), by=UserFactory(role="accountant"), now=NOW)


@pytest.mark.parametrize(
    ("changed", "doubt"),
    [
        ({"way": ScanWay.TYPED}, "by_hand"),
        ({"clock": NOW + timedelta(minutes=11)}, "clock"),
        ({"clock": NOW - timedelta(minutes=11)}, "clock"),
        ({"at": NOW - timedelta(days=3, minutes=1)}, "late"),
    ],
)
def test_a_doubtful_scan_counts_once_another_person_looked_at_it(points, cleaning, leader, changed, doubt):
    at = changed.pop("at", NOW - timedelta(hours=1))
    scan = take_scan(sent=sent(points[0], at, **changed), by=leader, now=NOW)
    assert scan.doubtful.doubts == doubt
    month, item = Month.of(timezone.localdate(at)), cleaning
    assert counts(item.estate, month)[item.pk].done == 0
    text_of(visitor("reviewer").get(f"/rounds/scans/{scan.pk}/"))
    approve_scan(doubtful_id=scan.doubtful.pk, by=UserFactory(role="reviewer"), now=NOW)
    assert counts(item.estate, month)[item.pk].done == 1


def test_two_points_within_seconds_and_a_photo_sent_before_are_doubtful(points, cleaning, leader):
    take_scan(sent=sent(points[0], NOW - timedelta(seconds=30), photo=photos.jpeg()), by=leader, now=NOW)
    hurried = take_scan(sent=sent(points[1], NOW - timedelta(seconds=20)), by=leader, now=NOW)
    again = take_scan(sent=sent(points[1], NOW - timedelta(days=1), photo=photos.jpeg()), by=leader, now=NOW)
    assert (hurried.doubtful.doubts, again.doubtful.doubts) == ("hurried", "photo")
    assert DoubtfulScan.objects.count() == 2


def test_a_point_has_a_code_of_its_own(points):
    with pytest.raises(errors.CheckpointTaken):
        enter_checkpoint(
            estate=points[0].estate, code="ａ01", name="门岗", kind=points[0].kind, by=UserFactory(role="manager")
        )


def test_a_plate_is_known_only_as_it_hangs(points):
    plate = points[0].plate
    assert checkpoint_of_plate(plate) == points[0]
    for wrong in ("", "1", f"{points[1].pk}.{plate.split('.')[1]}", plate + "x", "9" * 30 + ".x", "²." + plate):
        with pytest.raises(errors.PlateUnknown):
            checkpoint_of_plate(wrong)
    manager = UserFactory(role="manager")
    renewed = renew_plate(checkpoint=points[0], by=manager)
    with pytest.raises(errors.PlateUnknown):
        checkpoint_of_plate(plate)
    retire_checkpoint(checkpoint=renewed, on=TODAY, by=manager)
    with pytest.raises(errors.CheckpointRetired):
        checkpoint_of_plate(renewed.plate)


def entry(client, kind, **content):
    now = timezone.now().isoformat()
    given = {"key": str(uuid4()), "kind": kind, "visit": "plate", "said_at": now, "sent_at": now}
    return client.post("/phone/entries/", given | {"content": json.dumps(content)}).json()


def test_the_phone_sends_scans_rounds_by_hand_and_what_was_skipped(estate, points):
    item = AgreementItemFactory(estate=estate, name="保洁")
    team, leader = CrewFactory(), UserFactory(role="crew")
    team.members.create(name="王班长", user=leader)
    daily = PlannedLine(name="楼道", per=Per.DAY, times=1, points="*", crew=team)
    planned(item, Month.of(timezone.localdate()).start, daily)
    crew = Client()
    crew.force_login(leader, backend="property_ops.framework.authentication.AccessBackend")
    assert "A01" in text_of(crew.get(f"/phone/plates/{points[0].plate}/"))
    assert "不是" in text_of(crew.get("/phone/plates/1.x/"))
    assert "0 / 2" in text_of(crew.get("/phone/rounds/"))
    assert entry(crew, "scan", plate=points[0].plate) == {"state": "stored"}
    assert entry(crew, "scan", estate="BC01", code="a02", remark="牌掉了") == {"state": "stored"}
    assert entry(crew, "skip", estate="BC01", code="A02", remark="有人家办事") == {"state": "stored"}
    assert entry(crew, "scan", plate="1.x")["state"] == "refused"
    assert entry(crew, "skip", estate="BC01", code="A02", remark="")["state"] == "refused"
    assert "1 / 2" in text_of(crew.get("/phone/rounds/"))  # the one by hand is looked at first
    assert "已巡 1／应巡 2" in text_of(crew.get("/phone/"))
    assert RoundScan.objects.count() == 2
    assert SkippedRound.objects.get().reason == "有人家办事"
    assert visitor("accountant").post("/phone/entries/", {"kind": "scan"}).status_code == 403


def test_only_the_crew_that_was_named_keeps_the_promise(estate, points, leader):
    item = AgreementItemFactory(estate=estate, name="秩序")
    crew = CrewFactory()
    planned(item, JUNE.start, PlannedLine(name="夜巡", per=Per.DAY, times=1, points="A01", crew=crew))
    scanned(points[0], DAYS[:3], by=leader)
    assert counted(item) == (0, 30)
    crew.members.create(name="王班长", user=leader)
    scanned(points[0], DAYS[:3], by=leader, at=time(20))
    assert counted(item) == (3, 30)


def test_a_grid_worker_sees_the_rounds_of_the_own_estate_only(estate, cleaning, points):
    other = EstateFactory(code="BC02", name="他处")
    here, elsewhere = visitor("grid_worker", estate), visitor("grid_worker", other)
    address = f"/rounds/{JUNE}/BC01/"
    assert "保洁" in text_of(here.get(address))
    assert elsewhere.get(address).status_code == 404
    assert elsewhere.get(f"/rounds/checkpoints/{points[0].pk}/").status_code == 404
    assert entry(elsewhere, "scan", estate="BC01", code="A01")["state"] == "refused"


def test_the_plates_of_an_estate_are_printed_by_who_keeps_the_register(estate, points):
    answer = visitor("dispatcher").get("/rounds/plates/BC01/")
    assert answer.content.startswith(b"%PDF")
    assert AuditEvent.objects.filter(action="rounds.plates_printed").count() == 1
    assert visitor("grid_worker", estate).get("/rounds/plates/BC01/").status_code == 403


def test_what_was_scanned_or_promised_is_never_changed(cleaning, points, leader):
    scanned(points[0], DAYS[:1], by=leader)
    for table in ("roundscan", "roundplanline", "roundplanpoint"):
        for statement in (f"UPDATE po_rounds_{table} SET id = id", f"DELETE FROM po_rounds_{table}"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


def test_verify_finds_a_month_confirmed_beyond_its_rounds(cleaning, points, leader):
    scanned(points[0], DAYS, by=leader)
    ConfirmationFactory(
        item=cleaning, month=JUNE.start, completion=Decimal("0.5"), counted_done=30, counted_promised=60
    )
    assert not [difference for check in verify() for difference in check.differences]
    Confirmation.objects.update(completion=Decimal("0.6"), counted_done=None, counted_promised=None)
    assert len([difference for check in verify() for difference in check.differences]) == 1


def test_the_office_enters_checkpoints_and_a_plan_on_pages(estate):
    item = AgreementItemFactory(estate=estate, name="保洁")
    manager = visitor("manager")
    typed = {"estate": estate.pk, "code": "a01", "name": "1号楼1单元", "kind": "stairs"}
    assert manager.post("/rounds/checkpoints/new/", typed).status_code == 302
    assert manager.post("/rounds/checkpoints/new/", typed).status_code == 422  # the code is taken
    rows = {
        "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "楼道保洁", "form-0-points": "A*",
        "form-0-times": "2", "form-0-per": "week", "start": "2026-07-01",
    }  # fmt: skip
    assert manager.post(f"/rounds/plans/new/{item.pk}/", rows).status_code == 302
    plan = item.round_plans.get()
    assert [(line.times, line.per, line.points.count()) for line in plan.lines.all()] == [(2, "week", 1)]
    wrong = rows | {"form-0-excused_by_weather": "on", "start": "2026-08-01"}
    assert manager.post(f"/rounds/plans/new/{item.pk}/", wrong).status_code == 422
    for address in ("/rounds/", "/rounds/plans/", "/rounds/checkpoints/", "/rounds/scans/", "/rounds/weather/"):
        text_of(manager.get(address))
