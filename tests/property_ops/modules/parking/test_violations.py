"""Parking violations: linked to the unit for those who may see it, told to the owner politely, settled."""

import io
from datetime import date, datetime, timedelta

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import IllegalMove, NotAllowed
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.parking.domain import errors
from property_ops.modules.parking.models import ParkingViolation, ViolationPhoto
from property_ops.modules.parking.public import NotificationWay, ViolationKind
from property_ops.modules.parking.services.violations import notify_owner, record_violation, settle
from property_ops.modules.parking.testing import LeaseFactory, SpaceFactory
from tests.pages import sheet_of, text_of, visitor
from tests.property_ops.framework.pictures import photos

MORNING = timezone.make_aware(datetime(2022, 7, 1, 9, 0))
NOON = MORNING + timedelta(hours=3)
LIST = "/parking/violations/"


@pytest.fixture
def estate(db):
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def lease(estate):
    unit = UnitFactory(estate=estate, building=9, entrance=4, room="601")
    return LeaseFactory(space=SpaceFactory(estate=estate, number="A017"), unit=unit, plate="鲁R12345")


@pytest.fixture
def dispatcher(db):
    return UserFactory(role="dispatcher")


def seen(estate, by, plate="鲁R·12345", what=ViolationKind.FIRE_LANE, place="3号楼东侧", at=MORNING, **more):
    return record_violation(estate=estate, plate=plate, what=what, place=place, at=at, now=NOON, by=by, **more)


def test_a_car_is_recorded_its_owner_notified_and_it_is_settled(estate, lease, dispatcher):
    record = seen(estate, dispatcher)
    assert (record.plate, record.unit, record.state) == ("鲁R12345", lease.unit, "open")
    record = notify_owner(record=record, way=NotificationWay.PHONE, at=NOON, by=dispatcher)
    assert (record.state, record.way, record.notified_by) == ("notified", "phone", dispatcher)
    record = settle(record=record, at=NOON, by=dispatcher)
    assert (record.state, record.settled_at, record.settled_by) == ("settled", NOON, dispatcher)
    for again in (lambda: settle(record=record, at=NOON, by=dispatcher),
                  lambda: notify_owner(record=record, way=NotificationWay.WECHAT, at=NOON, by=dispatcher)):  # fmt: skip
        with pytest.raises(IllegalMove):
            again()
    assert AuditEvent.objects.filter(action__startswith="parking.violation").count() == 3


def test_only_the_lease_of_that_day_is_linked(estate, lease, dispatcher):
    lease.end = date(2022, 7, 1)
    lease.save()
    assert seen(estate, dispatcher).unit is None
    assert seen(estate, dispatcher, at=MORNING - timedelta(days=1)).unit == lease.unit
    assert seen(estate, dispatcher, plate="鲁RD12345").unit is None


def test_what_is_missing_or_does_not_fit_is_refused(estate, lease, dispatcher):
    with pytest.raises(errors.NotAPlate):
        seen(estate, dispatcher, plate="")
    with pytest.raises(errors.NotAPlate):
        seen(estate, dispatcher, plate="鲁R1234")
    with pytest.raises(errors.PlaceMissing):
        seen(estate, dispatcher, place=" ")
    with pytest.raises(errors.NotYet):
        seen(estate, dispatcher, at=NOON + timedelta(minutes=1))
    with pytest.raises(errors.SpaceElsewhere):
        seen(estate, dispatcher, space=SpaceFactory())
    with pytest.raises(errors.StandsOnItsOwn):
        seen(estate, dispatcher, what=ViolationKind.OTHERS_SPACE, space=lease.space)
    assert not ParkingViolation.objects.exists()
    other = seen(estate, dispatcher, plate="鲁R54321", what=ViolationKind.OTHERS_SPACE, space=lease.space, place="")
    assert other.where == "A017"


def test_the_database_refuses_states_that_disagree(estate, dispatcher):
    record = seen(estate, dispatcher)
    wrong = [
        {"state": "notified"}, {"state": "settled"}, {"way": "phone"}, {"plate": ""}, {"place": ""},
        {"notified_at": NOON}, {"settled_at": NOON, "settled_by": dispatcher},
    ]  # fmt: skip
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            ParkingViolation.objects.filter(pk=record.pk).update(**values)


def test_the_unit_is_shown_only_to_who_may_see_it(estate, lease, dispatcher):
    elsewhere = EstateFactory(name="北城新村")
    record = seen(elsewhere, dispatcher)
    assert record.unit == lease.unit
    there = visitor("grid_worker", elsewhere)
    for url in (LIST, f"{LIST}{record.pk}/"):
        assert "BC01-9-4-601" in text_of(visitor("manager").get(url))
        page = text_of(there.get(url))
        assert "鲁R12345" in page
        assert "BC01-9-4-601" not in page
    assert "鲁R12345" not in text_of(there.get(f"{LIST}?q=BC01-9-4"))
    assert "BC01-9-4-601" not in {cell for row in sheet_of(there.get(f"{LIST}?export=xlsx")) for cell in row}
    at_home = visitor("grid_worker", estate)
    assert "鲁R12345" not in text_of(at_home.get(LIST))
    for path in ("", "notice.pdf"):
        assert at_home.get(f"{LIST}{record.pk}/{path}").status_code == 404
    for path in ("notify", "settle", "photos"):
        assert at_home.post(f"{LIST}{record.pk}/{path}/", {"way": "phone"}).status_code == 404


@pytest.mark.parametrize("role", ["auditor", "reviewer"])
def test_who_only_reads_records_nothing(role, estate, dispatcher):
    with pytest.raises(NotAllowed):
        seen(estate, UserFactory(role=role))
    record, client = seen(estate, dispatcher), visitor(role)
    assert client.get(f"{LIST}{record.pk}/").status_code == 200
    assert client.post(f"{LIST}{record.pk}/settle/").status_code == 403


def test_a_record_is_made_with_photos_and_carried_on_on_its_page(estate, lease):
    client = visitor("grid_worker", estate)
    typed = {
        "estate": estate.pk, "plate": "鲁R54321", "what": "others_space", "space": "A017", "at": "2022-07-01T09:00",
    }  # fmt: skip
    assert client.post(f"{LIST}new/", {**typed, "space": "Z9"}).status_code == 422
    assert client.post(f"{LIST}new/", {**typed, "space": ""}).status_code == 422
    files = [SimpleUploadedFile("1.jpg", photos.jpeg(place=True)), SimpleUploadedFile("2.jpg", b"no photo")]
    answer = client.post(f"{LIST}new/", {**typed, "photos": files})
    record = ParkingViolation.objects.get()
    assert answer.url == f"{LIST}{record.pk}/"
    photo = ViolationPhoto.objects.get()
    assert photo.picture.latitude is None
    page = text_of(client.get(answer.url))
    assert "2.jpg" in page
    assert f"/photos/{photo.pk}/small/" in page
    assert client.get(f"{LIST}photos/{photo.pk}/small/")["Content-Type"] == "image/jpeg"
    assert visitor("grid_worker").get(f"{LIST}photos/{photo.pk}/small/").status_code == 404
    client.post(f"{answer.url}photos/", {"photos": SimpleUploadedFile("1.jpg", photos.jpeg(place=True))})
    assert record.photos.count() == 1
    assert client.post(f"{answer.url}notify/", {"way": "shouting"}).status_code == 404
    client.post(f"{answer.url}notify/", {"way": "windscreen"})
    assert "挡风玻璃贴提示" in text_of(client.get(LIST))
    client.post(f"{answer.url}settle/")
    assert "鲁R54321" in text_of(client.get(f"{LIST}?state=settled&what=others_space&q=r5432"))
    assert "通知车主" not in text_of(client.get(answer.url))


@pytest.mark.parametrize("what", list(ViolationKind))
def test_the_notice_is_polite_and_names_nobody(what, estate, lease, dispatcher):
    record = seen(estate, dispatcher, what=what)
    pdf = visitor("dispatcher").get(f"{LIST}{record.pk}/notice.pdf").content
    (page,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    text = page.extract_text().replace("\n", "")
    for words in ("温馨提示", "尊敬的车主", "鲁R12345", "3号楼东侧", "2022-07-01 09:00"):
        assert words in text
    for words in ("罚", "拖", "锁", "后果", "责任", "严禁", "违停", lease.unit.code):
        assert words not in text


def test_a_car_seen_five_times_a_minute_is_one_record_and_another_once_it_was_dealt_with(estate, dispatcher):
    five = [seen(estate, dispatcher, at=MORNING + timedelta(seconds=12 * one)) for one in range(5)]
    assert {one.pk for one in five} == {five[0].pk}
    assert seen(estate, dispatcher, what=ViolationKind.BLOCKING).pk != five[0].pk
    settle(record=five[0], at=NOON, by=dispatcher)
    assert seen(estate, dispatcher).pk != five[0].pk


def test_a_guard_finds_a_car_by_the_end_of_its_plate_and_no_person(estate):
    guard = visitor("administrator")
    lease = LeaseFactory(space__estate=estate, space__number="A-12", plate="鲁R7K2M9", unit__code="BC01-9-9-909")
    page = text_of(guard.get("/parking/plates/?plate=k2m9"))
    assert "鲁R7K2M9" in page
    assert "A-12" in page
    assert lease.unit.code not in page
    assert "鲁R7K2M9" not in text_of(guard.get("/parking/plates/?plate=M9"))
    assert "/parking/violations/new/?plate=" in guard.get("/parking/plates/?plate=99999").content.decode()
    elsewhere = visitor("grid_worker")
    assert "A-12" not in text_of(elsewhere.get("/parking/plates/?plate=k2m9"))
