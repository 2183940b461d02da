"""What an estate can have on the side of the works: a row at least of every table, most typed in as staff do."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from property_ops.framework.accounts import system_user
from property_ops.framework.backups.tasks import daily_backup
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.spans import YearSpan
from property_ops.modules.assets.testing import AssetFactory, upkeep
from property_ops.modules.confirmations.testing import AgreementItemFactory
from property_ops.modules.dispatch.domain.slots import SHANGHAI
from property_ops.modules.dispatch.models import Distance, Forecast, ForecastHour, PlaceClosure, Proposal
from property_ops.modules.dispatch.testing import CrewFactory, CrewMemberFactory, VisitFactory
from property_ops.modules.estates.models import Estate, Unit
from property_ops.modules.estates.testing import TenureFactory
from property_ops.modules.grid.models import GridArea
from property_ops.modules.inspections.services.finding import take_inspection
from property_ops.modules.inspections.services.rectifying import report_rectified
from property_ops.modules.inspections.testing import a_checklist, a_hazard
from property_ops.modules.news.models import NewsPost
from property_ops.modules.news.services import count_read
from property_ops.modules.notices.models import HandedNotice, Notice
from property_ops.modules.notices.public import Channel, tell, wish
from property_ops.modules.notices.services.digests import want_digest
from property_ops.modules.notices.services.wishes import switch
from property_ops.modules.notices.testing import failed_message
from property_ops.modules.parking.models.space import SpaceKind
from property_ops.modules.parking.testing import ClosureFactory, LeaseFactory, SpaceFactory
from property_ops.modules.portal.models import MonthLink, MonthWord, MonthWordRow, PhoneEntry, SiteAcceptance
from property_ops.modules.questionnaires.public import key_sheet
from property_ops.modules.questionnaires.testing import YES, asked
from property_ops.modules.requests.models import Request, RequestEscalation, Survey
from property_ops.modules.rounds.models import Checkpoint, ScanWay
from property_ops.modules.rounds.services.scans import SentScan, take_scan
from property_ops.modules.rounds.testing import CheckpointFactory, planned
from property_ops.modules.volunteers.models import VolunteerTeam
from property_ops.modules.volunteers.services.volunteering import CalledActivity, HoursOf, call_activity, enter_hours
from property_ops.modules.votes.public import Choice, MarkedPaper, PollSubject
from property_ops.modules.votes.services.ballots import key_ballot
from property_ops.modules.votes.services.closing import recount_paper
from property_ops.modules.votes.testing import keyed, opened, paper_of, person
from property_ops.modules.works.models import EmergencyCallOut, Material, PhotoArea, TradeRate, WorkOrder
from property_ops.modules.works.public import WorkResult, WorkState
from property_ops.modules.works.testing import WorkOrderFactory
from tests.property_ops.framework.pictures import photos
from tests.property_ops.modules.providers.furnishing import furnish_providers
from tests.visitors import Visitor

NOON = datetime(2022, 7, 5, 12, tzinfo=SHANGHAI)
_numbers = count(1)


def phone() -> str:
    """A number that stands nowhere else and that a test finds again."""
    return f"1390000{next(_numbers):04d}"


def furnish(estate: Estate, boss: Visitor) -> None:
    """The estate, which has a unit, gets everything else; `boss` is an administrator."""
    estate.grid_worker_name, estate.grid_worker_phone = "周网格", phone()
    estate.save()
    unit = estate.units.order_by("code").first()
    assert unit is not None
    for tenure in unit.tenures.all():
        tenure.phone = phone()
        tenure.save()
    TenureFactory(unit=unit, role="tenant", name="钱租客", phone=phone(), start=date(2022, 1, 1))
    _works(estate, boss)
    _parking(estate, unit, boss)
    _rounds(estate, boss)
    _votes(estate, boss)
    _meetings(estate, boss)
    _opinions(estate, boss)
    _requests(estate, unit, boss)
    _queue(estate, boss)
    _assessment(estate, boss)
    _volunteers(estate, boss)
    _grid(estate, boss)
    _messages(estate, unit, boss)
    _erasure(unit, boss)
    _news(estate, boss)
    furnish_providers(estate, unit, boss)


def post(boss: Visitor, path: str, **typed: Any) -> Any:
    """As typed in on a page; it must have been taken."""
    answer = boss.post(path, typed)
    assert answer.status_code == 302, (path, answer.status_code, answer.context["form"].errors)
    return answer


def photo(seed: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", photos.jpeg((120 + seed, 90)))


def _works(estate: Estate, boss: Visitor) -> None:
    done = WorkOrderFactory(
        number=f"{estate.code}-W1", estate=estate, place="1号楼前", result=WorkResult.PENDING, accepted=None,
        accepted_on=None,
    )  # fmt: skip
    planned = _released(estate, f"{estate.code}-W2")
    WorkOrderFactory(
        number=f"{estate.code}-W3", estate=estate, kind="外墙粉刷", result=WorkResult.PENDING, accepted=None
    )
    post(boss, f"/work-photos/add/{done.number}/", stage="before", photos=photo(next(_numbers)), caption="")
    shown = done.photos.first()
    assert shown is not None
    now, seen = timezone.now(), {"work": done, "by": boss.user}
    PhotoArea.objects.create(
        picture=shown.picture, corners=[[0, 0], [9, 0], [9, 9]], area=Decimal(2), error=Decimal(1), at=now, **seen
    )
    SiteAcceptance.objects.create(
        work=done, round=7, party="branch", person="赵书记", shown_by=boss.user, signature=shown.picture,
        network="10.*", at=now,
    )  # fmt: skip
    wanted = {"kind": "路面修补", "place": "1号楼", "quantity": "24", "price": "60", "payer": "subsidy"}
    post(boss, "/dispatch/new-work/", estate=estate.pk, **wanted)
    assert boss.post(f"/acceptance-links/branch/give/{done.number}/").status_code == 200
    paper = {"party": "branch", "person": "赵书记", "on": str(timezone.localdate()), "line_1": "1"}
    post(boss, f"/work-steps/transcribe/{done.number}/", scan=photo(next(_numbers)), **paper)
    post(boss, f"/works-terms/{estate.code}/change/", has_committee="on", deemed_days="7")
    Material.objects.get_or_create(code="LQ", defaults={"name": "沥青", "unit": "t"})
    TradeRate.objects.get_or_create(trade="普工", start=date(2020, 1, 1), defaults={"rate": Yuan(30_00)})
    daily_backup.enqueue()
    _visits(estate, planned, boss)
    _costs(planned, boss)


def _released(estate: Estate, number: str) -> WorkOrder:
    work: WorkOrder = WorkOrderFactory(
        number=number, estate=estate, result=WorkResult.PENDING, state=WorkState.APPROVED, done=None, done_on=None,
        accepted=None, accepted_on=None,
    )  # fmt: skip
    return work


def _costs(work: WorkOrder, boss: Visitor) -> None:
    work.costs.create(
        type="labour", trade="普工", hours=Decimal(2), rate=Yuan(30_00), amount=Yuan(60_00), on=date(2022, 6, 20),
        round=work.round, by=boss.user,
    )  # fmt: skip


def _visits(estate: Estate, work: WorkOrder, boss: Visitor) -> None:
    crew = CrewFactory(name=f"第{next(_numbers)}班组", phone=phone())
    CrewMemberFactory(crew=crew, name="吴班长", phone=phone())
    visit = VisitFactory(work=work, number=1, crew=crew, starts_at=timezone.now())
    VisitFactory(work=work, number=2)
    PhoneEntry.objects.create(
        key=uuid4(), by=boss.user, visit=visit, kind="start", digest="0" * 64, said_at=NOON, received_at=NOON
    )
    step = {"visit": visit.pk, "moves": True, "crew": crew.pk, "start": f"{NOON}", "end": f"{NOON}", "minutes": 9}
    Proposal.objects.create(
        first_day=NOON, days=14, by=boss.user, started_at=NOON, beat_at=NOON, state="ready",
        plan=[step | {"says": "", "facts": {}}],
    )  # fmt: skip
    PlaceClosure.objects.create(
        estate=estate, place="1号楼", start=NOON, end=timezone.now() + timedelta(days=9), reason="办酒席"
    )
    forecast = Forecast.objects.create(at=NOON, by=boss.user, estate=estate, source="气象台")
    ForecastHour.objects.create(forecast=forecast, estate=estate, hour=NOON, rain=Decimal(1))
    for other in Estate.objects.filter(pk__lt=estate.pk):
        Distance.objects.get_or_create(one=other, other=estate, defaults={"minutes": 9})


def _rounds(estate: Estate, boss: Visitor) -> None:
    """What is promised, scanned, doubted, rained off, and written down of a month; each waits for another person."""
    point = CheckpointFactory(estate=estate, code="L01")
    item = estate.agreement_items.first() or AgreementItemFactory(estate=estate)
    _month(estate, item, boss)
    day, last_month = timezone.localdate() - timedelta(days=1), Month.of(timezone.localdate()).previous
    planned(item, last_month.start)
    row = {"form-0-name": "楼道", "form-0-points": "L*", "form-0-times": "1", "form-0-per": "day", "start": str(day)}
    post(boss, f"/rounds/plans/new/{item.pk}/", **{"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}, **row)
    post(boss, "/rounds/weather/new/", estate=estate.pk, day=str(day), weather="rain", remark="大雨")
    now = timezone.now()
    photo_of = photos.jpeg((130 + next(_numbers), 90))
    take_scan(sent=SentScan(uuid4(), point, ScanWay.TYPED, now, now, photo_of, "牌掉了"), by=boss.user, now=now)
    _hazards(point, boss)
    _equipment(point, boss)
    sheet = {"committee": "王主任", "branch": "赵书记", "on": str(timezone.localdate()), "scan": photo(next(_numbers))}
    rows = {f"weight-{item.pk}": "10", f"completion-{item.pk}": "0"}
    post(boss, f"/confirmations/write-down/{last_month}/{estate.code}/", **sheet, **rows)


def _month(estate: Estate, item: Any, boss: Visitor) -> None:
    now = timezone.now()
    link = MonthLink.objects.create(
        estate=estate, month=date(2022, 5, 1), party="branch", token_hash=f"{estate.pk:064}", made_by=boss.user,
        expires_on=date(2022, 7, 1), made_at=now,
    )  # fmt: skip
    word = MonthWord.objects.create(link=link, person="赵书记", network="10.*", at=now)
    MonthWordRow.objects.create(word=word, item=item, completion=Decimal(1))


def _votes(estate: Estate, boss: Visitor) -> None:
    """One that waits, one that runs with papers half keyed, one whose result is found and recounted."""
    today = timezone.localdate()
    days = {"register_day": str(today), "first_day": str(today), "last_day": str(today + timedelta(days=9))}
    typed = {"title": "绿化补种", "convener": "业委会", "most_proxies": "1", "silence": "never", "is_secret": "on"}
    post(boss, "/votes/new/", estate=estate.pk, subject_1="补种绿化", kind_1="other", **days, **typed)
    running, over = opened(estate), opened(estate, title="门禁改造", is_secret=False)
    unit = running.units.first()
    key_ballot(paper=paper_of(unit), marked=MarkedPaper([Choice.FOR]), by=boss.user, now=NOON)
    keyed(paper_of(over.units.first()), Choice.FOR)
    post(boss, f"/votes/units/{unit.pk}/delivered/", on=str(today), manner="hand")
    post(boss, f"/votes/units/{unit.pk}/proxy/", agent="周代理", agent_mark="123X", photos=photo(next(_numbers)))
    post(boss, f"/votes/{over.pk}/close/")
    post(boss, f"/votes/{over.pk}/recount/", reason="业主申请")
    recount, paper = over.recounts.get(), paper_of(over.units.first())
    recount_paper(recount=recount, paper=paper, choices=(Choice.AGAINST,), by=person(), now=NOON)
    post(boss, f"/votes/{over.pk}/recount/", reason="业主再次申请")


def _meetings(estate: Estate, boss: Visitor) -> None:
    """One that was held, with an opinion that has its answer and one that waits; one that is called."""
    today = timezone.localdate()
    typed = {
        "kind": "stool",
        "title": "停车",
        "convener": "党支部",
        "hour": "00:00",
        "place": "小广场",
        "agenda": "一、停车",
    }
    for day in (today - timedelta(days=1), today + timedelta(days=5)):
        post(boss, "/meetings/new/", estate=estate.pk, day=str(day), **typed)
    held = estate.meetings.earliest("begins_at")
    minutes = {"present": "王到会 1号楼", "text": "议定", "photos": photo(next(_numbers))}
    post(boss, f"/meetings/{held.pk}/minutes/", **minutes)
    for words in ("灯不亮", "路不平"):
        post(boss, f"/meetings/{held.pk}/opinion/", words=words, answers="工程部", due_on=str(today))
    post(boss, f"/meetings/opinions/{held.opinions.latest('pk').pk}/answer/", answer="已修")
    post(boss, f"/meetings/opinions/{held.opinions.earliest('pk').pk}/becomes/", topic="lighting")


def _queue(estate: Estate, boss: Visitor) -> None:
    """A work that waits, with a request for it and a vote about it; money that waits for another person."""
    work = WorkOrderFactory(
        number=f"{estate.code}-W8", estate=estate, result=WorkResult.PENDING, state=WorkState.DRAFT, done=None,
        done_on=None, accepted=None, accepted_on=None, funding="undecided",
    )  # fmt: skip
    Request.objects.filter(estate=estate, work=None).order_by("pk").update(work=work)
    subject = PollSubject.objects.filter(poll__estate=estate).first()
    post(boss, f"/queue/{estate.code}/works/{work.number}/vote/", subject=subject.pk)
    today = str(timezone.localdate())
    post(boss, "/queue/budgets/new/", estate=estate.pk, start=today, amount="5000", source="公共收益")


def _assessment(estate: Estate, boss: Visitor) -> None:
    """An objection to a figure of the estate, its sheet of the quarter before, and a training that wait."""
    quarter, today = YearSpan.of(timezone.localdate()), str(timezone.localdate())
    post(boss, f"/assessments/{quarter.previous}/estate/{estate.code}/settle/")
    who = person().pk
    post(boss, "/assessments/trainings/new/", title=f"{estate.code}消防演练", day=today, called=who, came=who)
    typed = {"part": "answered", "done": "1", "of": "0", "words": f"{estate.code}当天已答复"}
    post(boss, f"/assessments/{quarter}/estate/{estate.code}/object/", **typed)


def _volunteers(estate: Estate, boss: Visitor) -> None:
    """A team, an activity that began, somebody who signed in, and hours that wait."""
    post(boss, "/volunteers/teams/new/", estate=estate.pk, name="红马甲", kind="residents", leader="王队长")
    team = VolunteerTeam.objects.get(estate=estate)
    called = CalledActivity("清理楼道", timezone.now(), "1号楼", estate.agreement_items.first())
    activity = call_activity(team=team, called=called, by=boss.user, now=timezone.now())
    enter_hours(activity=activity, hours=[HoursOf("孙志愿", "", Decimal(2))], by=boss.user, now=timezone.now())
    day = str(timezone.localdate() + timedelta(days=2))
    typed = {"team": team.pk, "title": "扫雪", "day": day, "hour": "09:00", "place": "中心路"}
    post(boss, "/volunteers/new/", **typed)


def _grid(estate: Estate, boss: Visitor) -> None:
    """An area on a plan, whose keeper offers to hand it over."""
    post(boss, "/grid/areas/new/", estate=estate.pk, code="A", name=f"{estate.code}南区", covers="1号楼")
    post(boss, f"/grid/plans/{estate.code}/upload/", photos=photo(next(_numbers)))
    area = GridArea.objects.get(estate=estate)
    post(boss, f"/grid/areas/{area.pk}/place/", x="500", y="500")
    today = timezone.localdate()
    post(boss, f"/grid/areas/{area.pk}/duty/", person=boss.user.pk, role="main", start=str(today))
    words = {"to": person().pk, "on": str(today + timedelta(days=1)), "words": "钥匙在社区"}
    post(boss, f"/grid/areas/{area.pk}/hand-over/", **words)


def _opinions(estate: Estate, boss: Visitor) -> None:
    """A questionnaire that is drawn up, one that runs with a paper half keyed, one published; a plan of home visits."""
    today, second = timezone.localdate(), UserFactory(role="accountant")
    days = {"first_day": str(today), "last_day": str(today)}
    post(boss, "/questionnaires/new/", estate=estate.pk, title="充电棚", words="", **days)
    drawn = estate.questionnaires.get()
    row = {"form-0-text": "灯亮吗", "form-0-kind": "single", "form-0-options": "亮/不亮"}
    post(boss, f"/questionnaires/{drawn.pk}/questions/", **{"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}, **row)
    running, over = asked(estate, boss.user, last_day=today), asked(estate, boss.user)
    key_sheet(sheet=running.sheets.first(), answers=YES, by=boss.user, now=NOON)
    for by in (boss.user, second):
        key_sheet(sheet=over.sheets.first(), answers=YES, by=by, now=NOON)
    post(boss, f"/questionnaires/{over.pk}/publish/")
    post(boss, "/home-visits/new/", estate=estate.pk, title="走访", buildings="", **days)
    home = estate.visit_plans.get().homes.first()
    said = {"outcome": "met", "words": "老人独居", "opinion_1": "门关不严", "topic_1": "locks"}
    post(boss, f"/phone/home-visits/{home.pk}/", **said)


def _equipment(point: Checkpoint, boss: Visitor) -> None:
    """Under upkeep that is due, that is opened, and that was skipped."""
    asset, today = AssetFactory(estate=point.estate, checkpoint=point), timezone.localdate()
    opened, skipped = upkeep(asset, today), upkeep(asset, today, name="加油")
    upkeep(asset, today, name="校准")
    post(boss, f"/equipment/upkeep/{opened.pk}/open/")
    post(boss, f"/equipment/upkeep/{skipped.pk}/skip/", because="刚做过")


def _hazards(point: Checkpoint, boss: Visitor) -> None:
    """Found on an inspection, and reported as put right; and one that is open."""
    now, checklist = timezone.now(), a_checklist(f"T{point.pk}")
    pictures = [photos.jpeg((140 + next(_numbers), 91)) for _each in range(3)]
    found = {"checkpoint": point, "place": str(point), "checklist": checklist}
    hazard, _open = (a_hazard(by=boss.user, photo=one, **found) for one in pictures[:2])
    sent = SentScan(uuid4(), point, ScanWay.PLATE, now, now)
    take_inspection(sent=sent, checklist=checklist, by=boss.user, now=now)
    report_rectified(
        hazard=hazard, key=uuid4(), how="补好了", done_on=timezone.localdate(now), photo=pictures[2], by=boss.user,
        now=now,
    )  # fmt: skip


def _parking(estate: Estate, unit: Unit, boss: Visitor) -> None:
    space = SpaceFactory(estate=estate, number="K001")
    lease = LeaseFactory(space=space, unit=unit, plate=f"鲁R{10000 + next(_numbers)}", start=date(2022, 1, 1))
    ClosureFactory(space=space, work_order_number=f"{estate.code}-W2")
    wanted = SpaceFactory(estate=estate, number="K002")
    rent = {"unit": unit.code, "monthly_rent": "60", "start": str(timezone.localdate()), "plate": "鲁R77777"}
    post(boss, f"/parking/spaces/{wanted.pk}/let/", **rent)
    visitors = SpaceFactory(estate=estate, number="L001", kind=SpaceKind.SHORT_STAY)
    now = timezone.localtime()
    arrived = f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M}"
    post(
        boss,
        f"/parking/stays/arrive/?estate={estate.pk}",
        estate=estate.pk,
        plate="鲁R55555",
        space=visitors.pk,
        at=arrived,
    )
    typed = {"estate": estate.pk, "plate": lease.plate, "what": "fire_lane", "place": "2号楼东侧", "at": arrived}
    post(boss, "/parking/violations/new/", **typed)
    record = estate.violations.get()
    post(boss, f"/parking/violations/{record.pk}/photos/", photos=photo(next(_numbers)))
    post(boss, "/parking/waiting/new/", estate=estate.pk, name=f"{estate.code}摇号", places=1)
    waiting = estate.waiting_lists.get()
    post(boss, f"/parking/waiting/{waiting.pk}/enter/", unit=unit.code, plate="")
    post(boss, "/parking/lots/new/", estate=estate.pk, **LOT)


LOT = {
    "name": "东门", "outline": "0,0\n16,0\n16,12\n0,12", "entrances": "0,6,5", "obstacles": "", "fire_lane": "",
    "fire_lane_width": "4", "accessible": "0", "accessible_share": "0", "charging": "0", "charging_share": "0",
    "aisle_0": "3.8", "aisle_45": "3.8", "aisle_60": "4.5", "aisle_90": "5.5",
}  # fmt: skip


def _requests(estate: Estate, unit: Unit, boss: Visitor) -> None:
    today = timezone.localdate()
    asked = Request.objects.create(
        number=f"SQ-{estate.code}-1", estate=estate, unit=unit, channel="phone", topic="repair", content="楼道灯不亮",
        person="孙来访", phone=phone(), received_on=today, due_on=today + timedelta(days=3),
    )  # fmt: skip
    post(boss, f"/requests/{asked.number}/subjects/", subject_kind="work", subject=f"{estate.code}-W1")
    post(boss, f"/requests/{asked.number}/pause/", reason="等待产权单位")
    RequestEscalation.objects.create(
        request=asked, clock="finish", was_due=timezone.now(), to=boss.user, at=timezone.now()
    )  # fmt: skip
    called_out = WorkOrderFactory(
        number=f"{estate.code}-W9", estate=estate, place="3号楼前", result=WorkResult.PENDING, accepted=None,
        accepted_on=None, is_emergency=True,
    )  # fmt: skip
    EmergencyCallOut.objects.create(
        work=called_out, reason="污水外溢", started_at=NOON, approve_by=NOON + timedelta(days=3), amount=Yuan(500_00),
        prepared_by=boss.user, prepared_at=NOON,
    )  # fmt: skip
    Survey.objects.create(
        estate=estate, round=f"{estate.code}上半年", closed_on=date(2022, 6, 30), asked=10, took_part=9, satisfied=8
    )


def _messages(estate: Estate, unit: Unit, boss: Visitor) -> None:
    """One that failed, one that waits, what the household wants and what the estate has told."""
    household, now = unit.tenures.filter(role="owner").first(), timezone.now()
    assert household is not None
    failed_message(household, now=now)
    facts = {"estate": estate.name, "number": "SQ-1", "letter": "CJ-1", "day": "2022-07-20"}
    for template in ("request_answered", "reminder"):
        tell(template=template, tenure=household, about=f"{estate.code}-2", facts=facts, now=now)
    wish(tenure=household, channel=Channel.MAIL, refused=True, by=None, now=now)
    switch(estate=estate, template="request_answered", on=True, by=system_user(), now=now)
    want_digest(user=boss.user, address="boss@example.com", wanted=True, now=now)


def _erasure(unit: Unit, boss: Visitor) -> None:
    """Of two who moved out, one whose personal data is to be erased; who has no phone is told on paper."""
    left = {"role": "tenant", "start": date(2019, 1, 1), "end": date(2020, 1, 1)}
    gone = TenureFactory(unit=unit, name="周旧客", phone=phone(), **left)
    older = left | {"start": date(2018, 1, 1), "end": date(2019, 1, 1)}
    TenureFactory(unit=unit, name="吴旧客", phone=phone(), **older)
    post(boss, f"/erasures/new/{gone.pk}/", asked_on="2022-06-01", asked_how="书面申请")
    facts = {"estate": unit.estate.name, "number": "SQ-9"}
    rows = [
        Notice.objects.create(
            key=f"{unit.code}/{number}", template="request_answered", facts=facts, tenure=unit.tenures.first(),
            estate=unit.estate, made_at=timezone.now(), withheld="no_way",
        )
        for number in (1, 2)
    ]  # fmt: skip
    HandedNotice.objects.create(notice=rows[0], by=boss.user, at=timezone.now())


def _news(estate: Estate, boss: Visitor) -> None:
    """A procedure with a photo, corrected once, and a telephone number."""
    today = str(timezone.localdate())
    typed = {
        "estate": estate.pk,
        "kind": "procedure",
        "title": f"{estate.code}停车办理",
        "body": "## 步骤\n- 到服务站",
        "first_day": today,
    }
    post(boss, "/news/new/", **typed, bring="身份证", photos=photo(next(_numbers)))
    made = NewsPost.objects.get(estate=estate)
    post(boss, f"/news/{made.pk}/correct/", **typed, bring="身份证、行驶证")
    count_read(made, on=timezone.localdate())
    number = {"estate": estate.pk, "name": f"{estate.code}服务站", "number": "0530-1234567", "place": "1"}
    post(boss, "/news/numbers/new/", **number)
