"""Road repair on a work: measuring defects, closing spaces, and the notice to those whose cars stand there."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pypdf
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from property_ops.framework import permissions, shipped_data
from property_ops.framework.models import AuditEvent
from property_ops.modules.estates.testing import EstateFactory, TenureFactory, UnitFactory
from property_ops.modules.parking.public import Closure
from property_ops.modules.parking.testing import LeaseFactory, SpaceFactory
from property_ops.modules.road_repair.models import RoadDefect, RoadMix
from property_ops.modules.works.public import WorkResult, cancel_work
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import OFFICE_ROLES, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def asphalt(shipped):
    return RoadMix.objects.get(code="AC-13")


@pytest.fixture
def work(asphalt):
    estate = EstateFactory(code="BC02", name="北城新村")
    return WorkOrderFactory(
        number="GD-7", estate=estate, place="3号楼前", result=WorkResult.PENDING, accepted=None, accepted_on=None
    )


@pytest.fixture
def dispatcher(work):
    return visitor("dispatcher")


def typed(*rows, **more):
    """(type, length, width, depth) of each row."""
    mix = str(RoadMix.objects.get(code="AC-13").pk)
    data = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"} | more
    for number, (kind, length, width, depth) in enumerate(rows):
        row = {"type": kind, "length": length, "width": width, "depth": depth, "mix": mix, "place": ""}
        data |= {f"form-{number}-{name}": value for name, value in row.items()}
    return data


DEFECTS = "/road-repair/defects/GD-7/"
POTHOLE = ("pothole", "2", "1.5", "5")


def test_measured_defects_stand_on_the_page_of_the_work_with_what_they_need(dispatcher, work):
    """2 × 1.5 × 5 cm and 10 × 3 × 8 cm: 33 m², (0.15 + 2.4) m³ × 2.4 × 1.03 = 6.3036 t, ordered as 6.31 t."""
    answer = dispatcher.post(DEFECTS, typed(POTHOLE, ("subsidence", "10", "3", "8")))
    assert (answer.status_code, answer.url) == (302, "/works/GD-7/")
    page = text_of(dispatcher.get("/works/GD-7/"))
    for words in ("坑槽", "沉陷", "33", "6.31 t", "4 小时", "不低于 10 °C"):
        assert words in page
    event = AuditEvent.objects.get(action="road_repair.measured")
    assert (event.subject, event.detail) == ("GD-7", {"defects": 2})


def test_measuring_again_changes_what_differs_and_keeps_the_rest(dispatcher, work):
    dispatcher.post(DEFECTS, typed(POTHOLE, ("crack", "3", "0.02", "4"), ("subsidence", "10", "3", "8")))
    kept, changed, _gone = RoadDefect.objects.order_by("number")
    dispatcher.post(DEFECTS, typed(POTHOLE, ("crack", "3.5", "0.02", "4")))
    assert [(defect.pk, defect.length) for defect in RoadDefect.objects.order_by("number")] == [
        (kept.pk, 2), (changed.pk, Decimal("3.5")),
    ]  # fmt: skip
    assert (kept.history.count(), changed.history.count()) == (1, 2)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("pothole", "0", "1", "5"), "长度为 0 m，应大于 0"),
        (("pothole", "-2", "1", "5"), "长度为 -2 m，应大于 0"),
        (("pothole", "2", "1", "500"), "深度为 500 cm，应大于 0 且不超过 100 cm"),
        (("crack", "0.5", "3", "5"), "裂缝的长度应大于宽度"),
        (("pothole", "abc", "1", "5"), "row-error"),
        (("pothole", "2", "1", ""), "row-error"),
        (("hole", "2", "1", "5"), "row-error"),
    ],
)
def test_a_size_that_no_defect_has_is_told_in_its_row_and_nothing_is_stored(row, sentence, dispatcher):
    answer = dispatcher.post(DEFECTS, typed(POTHOLE, row))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not RoadDefect.objects.exists()


def test_nothing_is_measured_once_the_work_is_accepted(dispatcher, work):
    work.state, work.result = "accepted", WorkResult.ACCEPTED
    work.accepted, work.accepted_on = work.done, date(2022, 6, 15)
    work.save()
    assert "验收" in dispatcher.post(DEFECTS, typed(POTHOLE)).content.decode()
    assert not RoadDefect.objects.exists()
    assert DEFECTS not in text_of(dispatcher.get("/works/GD-7/"))


def test_the_database_refuses_an_absurd_defect(work, asphalt):
    for wrong in ({"length": 0}, {"width": 51}, {"depth": "100.1"}):
        values = {"length": 1, "width": 1, "depth": 5} | wrong
        with pytest.raises(IntegrityError), transaction.atomic():
            RoadDefect.objects.create(work=work, number=1, type="pothole", mix=asphalt, **values)


@pytest.fixture
def closed(dispatcher, work):
    """Space A1 is let to somebody, A2 to nobody; both are closed on 10 to 12 June."""
    home = UnitFactory(estate=work.estate, building=3, entrance=1, room="101", code="BC02-3-1-101")
    TenureFactory(unit=home, name="李小华", phone="13812341234")
    let, free = (SpaceFactory(estate=work.estate, number=number) for number in ("A1", "A2"))
    LeaseFactory(space=let, unit=home, plate="鲁R4H7WY")
    answer = dispatcher.post(
        "/road-repair/close/GD-7/",
        {"first_day": "2022-06-10", "last_day": "2022-06-12", "spaces": [let.pk, free.pk]},
    )
    assert (answer.status_code, answer.url) == (302, "/works/GD-7/")
    return home


def test_closed_spaces_stand_on_the_page_of_the_work(closed, dispatcher):
    assert list(Closure.objects.values_list("space__number", "start", "end", "work_order_number")) == [
        (number, date(2022, 6, 10), date(2022, 6, 13), "GD-7") for number in ("A1", "A2")
    ]
    assert "2022-06-10 – 2022-06-12" in text_of(dispatcher.get("/works/GD-7/"))


def notice(client):
    answer = client.get("/road-repair/notice/GD-7/")
    assert answer["Content-Type"] == "application/pdf"
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(answer.content)).pages]


def test_the_notice_names_plates_and_days_and_the_call_list_the_people(closed, dispatcher):
    poster, calls = notice(dispatcher)
    for words in ("挪车通知", "北城新村", "3号楼前", "A1", "鲁R4H7WY", "A2", "未出租", "2022-06-10 至 2022-06-12"):
        assert words in poster
    for private in ("李小华", "13812341234"):
        assert private not in poster
        assert private in calls
    event = AuditEvent.objects.get(action="road_repair.notice_printed")
    assert (event.user, event.detail) == (dispatcher.user, {"cars": 2, "phones": True})


def test_phones_are_masked_for_those_who_may_not_see_them(closed, monkeypatch):
    rights = {
        name: roles - {"manager"} if name == "people.view_phone" else roles
        for name, roles in permissions.rights().items()
    }
    monkeypatch.setattr(permissions, "rights", lambda: rights)
    poster, calls = notice(visitor("manager"))
    assert "138****1234" in calls
    assert "13812341234" not in poster + calls


def test_without_a_closed_space_there_is_no_notice(dispatcher):
    answer = dispatcher.get("/road-repair/notice/GD-7/", follow=True)
    assert "没有封闭停车位" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"last_day": "2022-06-09"}, "早于"), ({"spaces": []}, "必填"), ({"first_day": "夏天"}, "日期")],
)
def test_a_closure_without_days_or_spaces_is_refused(changes, words, dispatcher, work):
    space = SpaceFactory(estate=work.estate)
    data = {"first_day": "2022-06-10", "last_day": "2022-06-12", "spaces": [space.pk]} | changes
    answer = dispatcher.post("/road-repair/close/GD-7/", data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Closure.objects.exists()


def test_spaces_of_another_estate_cannot_be_closed(dispatcher, work):
    data = {"first_day": "2022-06-10", "last_day": "2022-06-12", "spaces": [SpaceFactory().pk]}
    assert dispatcher.post("/road-repair/close/GD-7/", data).status_code == 422


def test_a_space_is_reopened_from_today(closed, dispatcher):
    closure = Closure.objects.first()
    assert dispatcher.post(f"/road-repair/reopen/{closure.pk}/").url == "/works/GD-7/"


@pytest.mark.parametrize("role", OFFICE_ROLES)
def test_only_dispatchers_and_managers_measure_and_close(role, work):
    client = visitor(role, work.estate)
    expected = 200 if role in ("dispatcher", "manager") else 403
    for url in (DEFECTS, "/road-repair/close/GD-7/"):
        assert client.get(url).status_code == expected
    assert (DEFECTS in text_of(client.get("/works/GD-7/"))) == (expected == 200)


def test_the_mixes_are_seen_by_all_and_changed_by_managers(asphalt, dispatcher):
    assert "AC-13" in text_of(dispatcher.get("/road-repair/mixes/"))
    url = f"/road-repair/mixes/{asphalt.pk}/"
    assert dispatcher.get(url).status_code == 403
    manager = visitor("manager")
    values = {
        "code": "AC-13", "name": "热拌", "family": "asphalt", "density": "2.35", "wastage": "4", "loose_factor": "1.2",
        "curing_hours": "6", "lowest_temperature": "10", "in_use": "on",
    }  # fmt: skip
    assert manager.post(url, values | {"density": "0"}).status_code == 422
    assert manager.post(url, values).status_code == 302
    asphalt.refresh_from_db()
    assert (asphalt.density, asphalt.curing_hours) == (Decimal("2.35"), 6)
    shipped_data.load_all()
    asphalt.refresh_from_db()
    assert asphalt.name == "热拌"


@pytest.mark.parametrize(("begun", "left"), [(False, 1), (True, 2)])
def test_spaces_of_a_work_that_is_given_up_are_open_again_unless_it_was_begun(begun, left, dispatcher, work):
    """One closure ran already and ends today, one has not come and goes; a road that lies open bears no car."""
    today = timezone.localdate()
    work.state = "in_progress" if begun else "approved"
    work.done_on = work.done = None
    work.save()
    space = SpaceFactory(estate=work.estate, number="A1")
    for first, last in ((-5, 5), (10, 12)):
        days = [today + timedelta(days=day) for day in (first, last)]
        Closure.objects.create(space=space, work_order_number="GD-7", start=days[0], end=days[1])
    asked = dispatcher.post("/work-steps/cancel/GD-7/", {"remark": "业主不同意"}).content.decode()
    assert ("继续封闭" in asked, "重新开放" in asked) == (begun, not begun)
    cancel_work(work=work, by=dispatcher.user, on=today, remark="业主不同意")
    assert Closure.objects.count() == left
    assert Closure.objects.filter(end__gt=today).count() == (2 if begun else 0)
