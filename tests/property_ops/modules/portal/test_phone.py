"""A crew's pages and what is entered on them: once, by the own crew, with a reason where it is refused."""

import json
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from property_ops.framework.models import StoredPicture
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import Yuan
from property_ops.modules.dispatch.public import VisitState, place_visit
from property_ops.modules.dispatch.services.visits import cancel_visit
from property_ops.modules.dispatch.testing import CrewFactory, CrewMemberFactory, VisitFactory
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.portal.domain import entries as reading
from property_ops.modules.portal.domain.errors import EntryKeyTaken
from property_ops.modules.portal.models import PhoneEntry
from property_ops.modules.portal.models.entry import EntryKind
from property_ops.modules.portal.services.entries import Sent, take_entry
from property_ops.modules.works.models import Material, TradeRate, WorkCost, WorkPhoto
from property_ops.modules.works.public import PhotoStage, WorkResult, WorkState, add_photo
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import OFFICE_ROLES, said_of, text_of, visitor
from tests.property_ops.framework.pictures import photos
from tests.visitors import Visitor

pytestmark = pytest.mark.django_db
ENTRIES = "/phone/entries/"


def leader_of(crew) -> Visitor:
    user = UserFactory(role="crew", language="zh-hans")
    CrewMemberFactory(crew=crew, user=user, is_leader=True)
    client = Visitor()
    client.user = user
    client.force_login(user, backend="property_ops.framework.authentication.AccessBackend")
    return client


@pytest.fixture
def crew():
    return CrewFactory(name="施工一班")


@pytest.fixture
def work():
    return WorkOrderFactory(
        number="GD-7", estate=EstateFactory(name="北城新村"), place="3号楼前", planned=Decimal(120), done=None,
        done_on=None, result=WorkResult.PENDING, accepted=None, accepted_on=None, state=WorkState.SCHEDULED,
    )  # fmt: skip


@pytest.fixture
def visit(work, crew):
    return VisitFactory(work=work, crew=crew, starts_at=timezone.now())


@pytest.fixture
def leader(crew, visit):
    return leader_of(crew)


def send(client, visit, kind, content=None, *, key=None, photo=None, said_at=None):
    sent = {
        "key": str(key or uuid4()),
        "kind": kind,
        "visit": str(visit.pk),
        "said_at": (said_at or timezone.now()).isoformat(),
        "content": json.dumps(content or {}),
    }
    if photo is not None:
        sent["photo"] = SimpleUploadedFile("photo", photo)
    return client.post(ENTRIES, sent)


def refused(response):
    assert response.status_code == 422
    assert response.json()["state"] == "refused"
    return response.json()["sentence"]


def stored(response):
    return (response.status_code, response.json()) == (200, {"state": "stored"})


def test_a_crew_leader_begins_with_the_day_and_sees_the_own_visits_alone(leader, visit):
    VisitFactory(crew=CrewFactory(), starts_at=visit.starts_at, work__place="别人的地方")
    assert leader.get("/").url == "/phone/"
    page = text_of(leader.get("/phone/"))
    for words in ("施工一班", "路面修补", "北城新村 · 3号楼前", "计划 120 ㎡"):
        assert words in page
    assert "别人的地方" not in page
    assert "这一天没有派工" in text_of(leader.get("/phone/", {"day": "2020-01-01"}))
    assert leader.get("/phone/", {"day": "yesterday"}).status_code == 404


def test_the_whole_course_of_a_visit(leader, visit, work):
    assert stored(send(leader, visit, "start"))
    assert stored(send(leader, visit, "photo", {"stage": "before"}, photo=photos.jpeg()))
    assert stored(send(leader, visit, "quantities", {"done": {"1": "１18.5"}}))
    assert stored(send(leader, visit, "done", {"whole": "yes"}))
    visit.refresh_from_db()
    work.refresh_from_db()
    assert (visit.state, work.state, work.done) == (VisitState.DONE, WorkState.DONE, Decimal("118.5"))
    assert [(photo.stage, photo.added_by) for photo in work.photos.all()] == [("before", leader.user)]
    page = text_of(leader.get(f"/phone/visits/{visit.pk}/"))
    for words in ("已完成 118.5 ㎡", "开工", "照片", "收工"):
        assert words in page


def test_a_finished_day_does_not_finish_the_work(leader, visit, work):
    send(leader, visit, "start")
    assert stored(send(leader, visit, "done"))
    visit.refresh_from_db()
    work.refresh_from_db()
    assert (visit.state, work.state) == (VisitState.DONE, WorkState.IN_PROGRESS)


def test_an_entry_that_is_sent_again_takes_effect_once(leader, visit):
    send(leader, visit, "start")
    key = uuid4()
    for _ in range(3):
        assert stored(send(leader, visit, "photo", {"stage": "after"}, key=key, photo=photos.jpeg()))
    assert PhoneEntry.objects.filter(key=key).count() == WorkPhoto.objects.count() == StoredPicture.objects.count() == 1
    assert work_events(visit) == ["start"]
    for _ in range(2):
        assert stored(send(leader, visit, "quantities", {"done": {"1": "7"}}, key=UUID(int=1 << 80)))
    assert work_events(visit) == ["start", "record"]


def work_events(visit):
    return [event.action for event in visit.work.events.order_by("id")]


def test_two_that_arrive_at_once_are_one(leader, visit, monkeypatch):
    """Neither finds the other; the database lets one in, and the other one is told what was stored."""
    from property_ops.modules.portal.services import entries as service

    sent = Sent(uuid4(), EntryKind.START, visit, timezone.now(), {})
    first = take_entry(sent=sent, by=leader.user, now=timezone.now())
    answers = iter([None, first])
    monkeypatch.setattr(service, "_known", lambda sent, by: next(answers))
    assert take_entry(sent=sent, by=leader.user, now=timezone.now()) == first
    assert PhoneEntry.objects.count() == 1


def test_the_same_key_with_something_else_is_refused(leader, visit):
    key = uuid4()
    send(leader, visit, "start", key=key)
    assert said_of(EntryKeyTaken()) in refused(send(leader, visit, "done", key=key))
    visit.refresh_from_db()
    assert visit.state == VisitState.STARTED


def test_what_is_refused_is_told_and_leaves_nothing_so_that_it_may_be_sent_again(leader, visit, work):
    key = uuid4()
    assert "GD-7" in refused(send(leader, visit, "quantities", {"done": {"1": "5"}}, key=key))
    assert not PhoneEntry.objects.exists()
    send(leader, visit, "start")
    assert stored(send(leader, visit, "quantities", {"done": {"1": "5"}}, key=key))


def test_what_was_begun_before_another_crew_reported_the_work_done_was_begun(leader, visit, work):
    work.state, work.done, work.done_on = WorkState.DONE, Decimal(5), timezone.localdate()
    work.save()
    stored(send(leader, visit, "start"))
    visit.refresh_from_db()
    work.refresh_from_db()
    assert (visit.state, work.state) == (VisitState.STARTED, WorkState.DONE)


def test_a_visit_that_is_called_off_is_struck_through_on_the_day(leader, visit):
    cancel_visit(visit=visit, by=UserFactory(role="dispatcher"), at=timezone.now())
    page = text_of(leader.get(f"/phone/?day={timezone.localdate(visit.starts_at)}"))
    assert "已取消，不用去了" in page
    assert f'href="/phone/visits/{visit.pk}/"' not in page


def test_a_start_that_the_work_refuses_starts_no_visit(leader, visit, work):
    work.state = WorkState.DRAFT
    work.save()
    refused(send(leader, visit, "start"))
    visit.refresh_from_db()
    assert visit.state == VisitState.PLANNED


@pytest.mark.parametrize(
    ("kind", "content", "photo"),
    [
        ("dance", {}, None),
        ("done", {"remark": "铺完了😀"}, None),
        ("quantities", {}, None),
        ("quantities", {"done": {}}, None),
        ("quantities", {"done": {"1": "many"}}, None),
        ("quantities", {"done": {"1": "-1"}}, None),
        ("quantities", {"done": {"1": "NaN"}}, None),
        ("quantities", {"done": {"1": "1e9"}}, None),
        ("quantities", {"done": {"1": "0.00001"}}, None),
        ("quantities", {"done": {"9": "1"}}, None),
        ("quantities", {"done": ["1"]}, None),
        ("photo", {"stage": "before"}, None),
        ("photo", {"stage": "never"}, photos.jpeg()),
        ("photo", {"stage": "before"}, photos.SVG),
        ("photo", {"stage": "before"}, photos.EXE),
    ],
)
def test_nonsense_is_refused_and_nothing_is_stored(kind, content, photo, leader, visit):
    send(leader, visit, "start")
    assert refused(send(leader, visit, kind, content, photo=photo))
    assert [entry.kind for entry in PhoneEntry.objects.all()] == ["start"]
    assert not WorkPhoto.objects.exists()


@pytest.mark.parametrize(
    "change",
    [{"key": "1"}, {"visit": "x"}, {"visit": "99999"}, {"content": "["}, {"content": "[1]"}, {"said_at": "now"},
     {"said_at": "2022-06-10T00:00:00"}],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(change, leader, visit):
    sent = {"key": str(uuid4()), "kind": "start", "visit": str(visit.pk), "said_at": timezone.now().isoformat()}
    assert "无法识别" in refused(leader.post(ENTRIES, {**sent, "content": "{}", **change}))


def test_the_time_of_an_entry_is_the_phones_but_never_ahead(leader, visit):
    entered = timezone.now() - timedelta(hours=3)
    send(leader, visit, "start", said_at=entered)
    visit.refresh_from_db()
    assert visit.started_at == entered
    send(leader, visit, "done", said_at=timezone.now() + timedelta(days=3))
    assert PhoneEntry.objects.get(kind="done").said_at <= timezone.now()
    assert "超过 31 天" in refused(send(leader, visit, "start", said_at=timezone.now() - timedelta(days=32)))


def test_another_crew_sees_and_records_nothing(leader, visit, crew):
    stranger = leader_of(CrewFactory())
    assert stranger.get(f"/phone/visits/{visit.pk}/").status_code == 404
    refused(send(stranger, visit, "start"))
    send(leader, visit, "start")
    send(leader, visit, "photo", {"stage": "before"}, photo=photos.jpeg())
    url = f"/phone/photos/{WorkPhoto.objects.get().pk}.jpg"
    assert leader.get(url)["Content-Type"] == "image/jpeg"
    assert stranger.get(url).status_code == 404
    with pytest.raises(BusinessError):
        take_entry(sent=Sent(uuid4(), EntryKind.DONE, visit, timezone.now(), {}), by=stranger.user, now=timezone.now())


@pytest.mark.parametrize("role", OFFICE_ROLES)
def test_who_may_open_the_phone_pages(role, visit):
    allowed = role in ("dispatcher", "manager", "grid_worker")
    client = visitor(role)
    assert client.get("/phone/").status_code == (200 if allowed else 403)
    assert client.get("/phone/ready/").status_code == (200 if allowed else 403)
    assert client.get("/").status_code == 200


def test_a_crew_leader_sees_nothing_of_the_office(leader):
    for path in ("/works/", "/works/GD-7/", "/estates/", "/audit/", "/import/", "/staff/"):
        assert leader.get(path).status_code in (403, 404), path


def test_without_a_log_in_nothing_is_sent_and_the_worker_is_still_there(visit):
    outside = Client()
    assert outside.post(ENTRIES).status_code == 302
    assert outside.get("/phone/ready/").status_code == 302
    worker = outside.get("/phone/sw.js")
    assert (worker.status_code, worker["Content-Type"]) == (200, "text/javascript")


def test_an_entry_needs_the_token_of_our_own_page(leader, visit):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = leader.cookies
    assert strict.post(ENTRIES, {}).status_code == 403
    token = strict.get("/phone/ready/").json()["csrf"]
    assert strict.post(ENTRIES, {}, headers={"X-CSRFToken": token}).status_code == 422


def test_pages_of_crews_run_no_inline_script_and_show_photos_that_wait(leader, visit):
    response = leader.get(f"/phone/visits/{visit.pk}/")
    policy = response["Content-Security-Policy"]
    assert "img-src 'self' data: blob:" in policy
    assert "script-src" not in policy
    assert "<script>" not in text_of(response)


def test_stored_entries_are_never_changed(leader, visit):
    send(leader, visit, "start")
    row = PhoneEntry.objects.get()
    for change in (lambda: row.delete(), lambda: PhoneEntry.objects.update(kind="done")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_hours_and_material_become_costs_of_the_work(leader, visit, work):
    TradeRate.objects.create(trade="沥青工", rate=Yuan(40_00), start=date(2022, 1, 1))
    store = Material.objects.create(code="AC13", name="沥青混合料", unit="t", stock=2, value=Yuan(900_00))
    send(leader, visit, "start")
    page = text_of(leader.get(f"/phone/visits/{visit.pk}/"))
    assert "沥青混合料（t，库存 2）" in page
    assert stored(send(leader, visit, "hours", {"trade": "沥青工", "people": "3", "each": "7.5"}))
    assert stored(send(leader, visit, "material", {"material": "AC13", "quantity": "0.5"}))
    assert [cost.amount for cost in WorkCost.objects.filter(work=work).order_by("id")] == [Yuan(900_00), Yuan(225_00)]
    assert "NONE" in refused(send(leader, visit, "material", {"material": "NONE", "quantity": "1"}))
    assert refused(send(leader, visit, "material", {"material": "AC13", "quantity": "99"}))
    store.refresh_from_db()
    assert store.stock == Decimal("1.5")


def test_hours_and_material_are_read_as_they_are_typed():
    assert reading.hours({"trade": "瓦工", "people": "3", "each": "７.5"}).total == Decimal("22.5")
    assert reading.used({"material": "AC13", "quantity": "0.5"}).quantity == Decimal("0.5")
    for trade, people, each in (("", "3", "1"), ("x", "0", "1"), ("x", "1.5", "1"), ("x", "1", "25")):
        with pytest.raises(BusinessError):
            reading.hours({"trade": trade, "people": people, "each": each})
    for wrong in ({"material": "x", "quantity": "0"}, {"quantity": "1"}):
        with pytest.raises(BusinessError):
            reading.used(wrong)


@pytest.mark.parametrize(
    ("kind", "content", "limit"),
    [
        ("hours", {"trade": "瓦工", "people": "2", "each": "30"}, "每人每天最多 24 小时"),
        ("hours", {"trade": "瓦工", "people": "900", "each": "8"}, "最多 200 人"),
        ("quantities", {"done": {"1": "10000000"}}, "须小于 10000000"),
        ("quantities", {"done": {"1": "0.00001"}}, "小数最多 4 位"),
    ],
)
def test_a_limit_is_named_where_it_refuses(kind, content, limit, leader, visit):
    send(leader, visit, "start")
    assert limit in refused(send(leader, visit, kind, content))


def test_who_may_not_do_it_any_more_is_told_so_as_of_any_refusal(leader, visit):
    """An answer that is a page would be taken for an office that does not answer, and sent again for ever."""
    leader.user.groups.clear()
    answer = send(leader, visit, "start")
    assert (answer.status_code, answer.json()["state"]) == (403, "refused")
    assert not PhoneEntry.objects.exists()


def test_what_the_office_has_is_shown_with_its_quantities(leader, visit):
    send(leader, visit, "start")
    send(leader, visit, "quantities", {"done": {"1": "12.5"}})
    send(leader, visit, "photo", {"stage": "before"}, photo=photos.jpeg())
    send(leader, visit, "done", {"whole": "yes"})
    page = text_of(leader.get(f"/phone/visits/{visit.pk}/"))
    for words in ("</b> 路面修补 12.5 ㎡ <", "</b> 施工前 <", "</b> 整个工程完工 <"):
        assert words in page


def test_a_drawing_of_the_office_is_on_the_visit_and_is_no_photo_of_the_crew(leader, visit, work):
    add = {"work": work, "data": photos.jpeg(), "by": UserFactory(role="manager"), "now": timezone.now()}
    drawing = add_photo(stage=PhotoStage.DRAWING, caption="剖面", **add)
    page = leader.text(f"/phone/visits/{visit.pk}/")
    shown = (f"/phone/photos/{drawing.pk}.jpg?size=medium" in page, "剖面" in page, 'value="drawing"' in page)
    assert shown == (True, True, False)


def test_a_crew_measures_its_own_photo_and_sees_the_area_beside_what_it_typed(leader, visit, work):
    pytest.importorskip("cv2")
    from tests.property_ops.framework.pictures.scenes import scene

    one = scene(4, tilt=30)
    send(leader, visit, "start")
    send(leader, visit, "quantities", {"done": {"1": "12"}})
    assert send(leader, visit, "photo", {"stage": "after"}, photo=one.jpeg).status_code == 200
    path = f"/phone/visits/{visit.pk}/photos/{WorkPhoto.objects.get().pk}/"
    page = f"/phone/visits/{visit.pk}/"
    assert path in leader.get(page).content.decode()
    assert leader.get(path).status_code == 200
    assert leader.post(path, {"corners": json.dumps(one.corners), "tap": "6"}).status_code == 302
    found = work.photo_areas.get()
    assert (found.typed, found.by) == (Decimal(12), leader.user)
    assert f"{found.area.normalize():f} ± " in text_of(leader.get(page))
    stranger = leader_of(CrewFactory(name="施工二班"))
    assert stranger.get(path).status_code == 404
    assert stranger.post(path, {"corners": json.dumps(one.corners)}).status_code == 404
    assert work.photo_areas.count() == 1


def test_what_a_phone_tells_late_is_taken_although_the_visit_was_given_to_others_meanwhile(leader, visit, crew, work):
    dispatcher, other, told_at = UserFactory(role="dispatcher"), CrewFactory(name="施工二班"), timezone.now()
    place_visit(visit=visit, crew=other, start=told_at + timedelta(days=1), by=dispatcher, at=timezone.now())
    assert send(leader, visit, "start").status_code == 422  # now it is theirs
    assert send(leader, visit, "start", said_at=told_at).status_code == 200
    assert send(leader, visit, "quantities", {"done": {"1": "30"}}, said_at=told_at).status_code == 200
    visit.refresh_from_db()
    assert (visit.crew, visit.state) == (crew, VisitState.STARTED)
    work.refresh_from_db()
    assert work.done == 30


def test_hours_are_told_by_person_and_nobody_works_more_than_a_day_a_day(leader, crew, visit, work):
    TradeRate.objects.create(trade="瓦工", start=date(2020, 1, 1), rate=Yuan(40_00))
    CrewMemberFactory(crew=crew, name="张三")
    send(leader, visit, "start")
    told = {"trade": "瓦工", "people": "", "each": "", "who": {"张三": "8", "李四": "6.5", "王五": ""}}
    assert stored(send(leader, visit, "hours", told))
    assert stored(send(leader, visit, "hours", {"trade": "瓦工", "people": "2", "each": "8", "who": {}}))
    assert [(one.hours, one.amount) for one in WorkCost.objects.order_by("pk")] == [
        (Decimal("14.5"), Yuan(580_00)), (Decimal(16), Yuan(640_00)),
    ]  # fmt: skip
    too_long = send(leader, visit, "hours", {**told, "who": {"张三": "17"}})
    assert "每人每天最多 24 小时" in too_long.json()["sentence"]
    assert WorkCost.objects.count() == 2
    assert "张三 8 h、李四 6.5 h" in text_of(leader.get(f"/phone/visits/{visit.pk}/"))
    page = text_of(visitor("dispatcher").get(f"/hours-per-person/?month={timezone.localdate():%Y-%m}"))
    figures = "".join(f'<td class="num">{figure}</td>' for figure in (8, 1, 1))
    assert f"<td>{crew.name}</td><td>张三</td>{figures}" in page
    assert visitor("crew").get("/hours-per-person/").status_code == 403
