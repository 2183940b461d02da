"""Visitors' short stays: one car once, one space for one car, seen by those of the estate."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.parking.domain import errors
from property_ops.modules.parking.models import ShortStay
from property_ops.modules.parking.models.space import SpaceKind
from property_ops.modules.parking.selectors.words import lasted
from property_ops.modules.parking.services.stays import arrive, leave
from property_ops.modules.parking.testing import ClosureFactory, SpaceFactory
from tests.pages import sheet_of, text_of, visitor

MORNING = timezone.make_aware(datetime(2022, 7, 1, 9, 0))
NOON = MORNING + timedelta(hours=3)


@pytest.fixture
def estate(db):
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def space(estate):
    return SpaceFactory(estate=estate, number="L001", kind=SpaceKind.SHORT_STAY)


@pytest.fixture
def dispatcher(db):
    return UserFactory(role="dispatcher")


def come(estate, by, plate="鲁R·12345", at=MORNING, **more):
    return arrive(estate=estate, plate=plate, at=at, now=NOON, by=by, **more)


def test_a_visitor_comes_and_leaves(estate, space, dispatcher):
    unit = UnitFactory(estate=estate)
    stay = come(estate, dispatcher, space=space, unit=unit)
    assert (stay.plate, stay.space, stay.unit, stay.left_at) == ("鲁R12345", space, unit, None)
    assert leave(stay=stay, at=NOON, by=dispatcher).left_at == NOON
    with pytest.raises(errors.LeftAlready):
        leave(stay=stay, at=NOON, by=dispatcher)
    actions = ["parking.visitor_arrived", "parking.visitor_left"]
    assert list(AuditEvent.objects.filter(action__startswith="parking.visitor").values_list("action", flat=True)) in (
        actions, actions[::-1],
    )  # fmt: skip


def test_a_car_is_parked_once_in_an_estate(estate, dispatcher):
    stay = come(estate, dispatcher)
    with pytest.raises(errors.ParkedAlready):
        come(estate, dispatcher, plate="鲁r 12345")
    come(EstateFactory(), dispatcher)
    leave(stay=stay, at=NOON, by=dispatcher)
    come(estate, dispatcher, at=NOON)
    assert ShortStay.objects.count() == 3


def test_a_space_holds_one_visitor_at_a_time(estate, space, dispatcher):
    stay = come(estate, dispatcher, space=space)
    with pytest.raises(errors.SpaceIsTaken):
        come(estate, dispatcher, plate="鲁RD12345", space=space)
    leave(stay=stay, at=NOON, by=dispatcher)
    assert come(estate, dispatcher, plate="鲁RD12345", space=space, at=NOON).space == space


def test_only_open_spaces_for_short_stays_of_the_estate_take_visitors(estate, space, dispatcher):
    for other in (SpaceFactory(estate=estate), SpaceFactory(kind=SpaceKind.SHORT_STAY)):
        with pytest.raises(errors.NotForShortStays):
            come(estate, dispatcher, space=other)
    ClosureFactory(space=space, start=date(2022, 7, 1), end=date(2022, 7, 2))
    with pytest.raises(errors.SpaceIsClosed):
        come(estate, dispatcher, space=space)
    assert not ShortStay.objects.exists()


@pytest.mark.parametrize("plate", ["", " ", "R12345", "鲁R1234", "hello"])
def test_what_is_no_plate_is_refused(plate, estate, dispatcher):
    with pytest.raises(errors.NotAPlate):
        come(estate, dispatcher, plate=plate)


def test_times_to_come_and_units_of_other_estates_are_refused(estate, dispatcher):
    with pytest.raises(errors.NotYet):
        come(estate, dispatcher, at=NOON + timedelta(minutes=1))
    with pytest.raises(errors.NotOfTheEstate):
        come(estate, dispatcher, unit=UnitFactory())
    stay = come(estate, dispatcher)
    with pytest.raises(errors.NotYet):
        leave(stay=stay, at=MORNING - timedelta(minutes=1), by=dispatcher)


def test_the_database_refuses_it_too(estate, space, dispatcher):
    come(estate, dispatcher, space=space)
    wrong = [
        {"plate": "鲁R12345"},
        {"plate": "鲁R54321", "space": space},
        {"plate": ""},
        {"plate": "鲁R54321", "left_at": MORNING - timedelta(minutes=1)},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            ShortStay.objects.create(estate=estate, arrived_at=MORNING, recorded_by=dispatcher, **values)


@pytest.mark.parametrize("role", ["auditor", "reviewer"])
def test_who_only_reads_records_nothing(role, estate):
    with pytest.raises(NotAllowed):
        come(estate, UserFactory(role=role))
    client = visitor(role)
    assert client.get("/parking/stays/arrive/").status_code == 403
    assert client.get("/parking/stays/").status_code == 200


def test_a_grid_worker_records_and_sees_only_their_estates(estate, dispatcher):
    elsewhere = come(EstateFactory(name="北城新村"), dispatcher, plate="鲁R99999")
    client = visitor("grid_worker", estate)
    typed = {"estate": estate.pk, "plate": "鲁R12345", "at": "2022-07-01T09:00"}
    assert client.post("/parking/stays/arrive/", typed).status_code == 302
    assert client.post("/parking/stays/arrive/", {**typed, "estate": elsewhere.estate_id}).status_code == 422
    assert client.post(f"/parking/stays/{elsewhere.pk}/leave/").status_code == 404
    page = text_of(client.get("/parking/stays/"))
    assert "鲁R12345" in page
    assert "鲁R99999" not in page
    with pytest.raises(NotAllowed):
        arrive(
            estate=elsewhere.estate, plate="鲁R11111", at=MORNING, now=NOON,
            by=UserFactory(role="grid_worker"),
        )  # fmt: skip


def test_arrivals_and_leaving_on_pages(estate, space):
    client, unit = visitor("manager"), UnitFactory(estate=estate)
    typed = {
        "estate": estate.pk, "plate": "鲁RD12345", "space": space.pk, "unit": unit.code, "at": "2022-07-01T09:00",
    }  # fmt: skip
    refused = client.post("/parking/stays/arrive/", {**typed, "plate": "x"})
    assert refused.status_code == 422
    assert "车牌" in refused.content.decode()
    assert client.post("/parking/stays/arrive/", {**typed, "unit": "XX"}).status_code == 422
    assert client.post("/parking/stays/arrive/", typed).status_code == 302
    assert f"牡丹花园 · {space.number}" not in text_of(client.get("/parking/stays/arrive/"))
    assert "鲁RD12345" in text_of(client.get("/parking/stays/?state=parked&q=d1234"))
    assert "鲁RD12345" not in text_of(client.get("/parking/stays/?state=left"))
    stay = ShortStay.objects.get()
    leave = f"/parking/stays/{stay.pk}/leave/"
    assert [leave in text_of(visitor(role).get("/parking/stays/")) for role in ("manager", "auditor")] == [True, False]
    assert client.post(leave).status_code == 302
    assert "鲁RD12345 已登记驶离。" in text_of(client.get("/parking/stays/"))
    assert "鲁RD12345" not in text_of(client.get("/parking/stays/?state=parked"))
    rows = sheet_of(client.get("/parking/stays/?export=xlsx"))
    assert rows[0] == ("车牌", "小区", "车位号", "来访户号", "驶入时间", "驶离时间", "停放时长", "登记人")
    assert rows[1][:4] == ("鲁RD12345", "牡丹花园", "L001", unit.code)
    assert AuditEvent.objects.filter(action="people.exported").count() == 1


def test_how_long_a_car_stood():
    minute = timedelta(minutes=1)
    with translation.override("zh-hans"):
        spoken = [lasted(count * minute) for count in (-1, 0, 59, 60, 205, 1440 + 61)]
        assert spoken == ["0 分钟", "0 分钟", "59 分钟", "1 小时 0 分", "3 小时 25 分", "1 天 1 小时 1 分"]
        assert lasted(timedelta(seconds=119)) == "1 分钟"


def test_a_guard_has_the_gate_of_the_own_estates_and_no_register(estate, space, dispatcher):
    unit = UnitFactory(estate=estate, code="BC01-1-1-101")
    come(estate, dispatcher, space=space, unit=unit)
    come(EstateFactory(code="BC02"), dispatcher, plate="鲁R99999")
    guard = visitor("nobody", estate)
    guard.user.groups.add(Group.objects.get_or_create(name="guard")[0])
    assert guard.get("/").headers["Location"] == "/parking/plates/"
    page = guard.get("/parking/stays/").content.decode()
    assert ("鲁R12345" in page, "鲁R99999" in page, f"/parking/spaces/{space.pk}/" in page) == (True, False, False)
    car = {"estate": estate.pk, "plate": "鲁R55555", "what": "fire_lane", "place": "2号楼", "at": "2022-07-01T10:00"}
    made = guard.post("/parking/violations/new/", car)
    assert (made.status_code, guard.get(made.url).status_code) == (302, 200)
    assert "鲁R55555" in text_of(guard.get("/parking/plates/?plate=55555"))
    closed = ("/parking/spaces/", "/parking/leases/", "/units/", f"/units/{unit.code}/", "/requests/", "/works/")
    assert [guard.get(address).status_code for address in closed] == [403] * len(closed)
