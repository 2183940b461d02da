"""Areas lie on a plan without network; on every day one knows who is responsible, and hands over to who agrees."""

from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from property_ops.framework.importing import import_files
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.modules.dispatch.domain.slots import SHANGHAI
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.grid.approvals import HAND_OVERS
from property_ops.modules.grid.domain import errors
from property_ops.modules.grid.models import DutyRole, GridArea, GridDuty, GridHandOver, GridPoint
from property_ops.modules.grid.selectors.grid import responsible_on
from property_ops.modules.grid.services.keeping import (
    PlacedAt,
    begin_duty,
    enter_area,
    offer_hand_over,
    place_area,
    take_over,
    upload_plan,
)
from property_ops.modules.requests.models import Request
from tests.pages import text_of, visitor
from tests.property_ops.framework.importing.papers import Level, register, workbook
from tests.property_ops.framework.pictures import photos

pytestmark = pytest.mark.django_db
NOW, MAY, JUNE = datetime(2022, 5, 1, 9, tzinfo=SHANGHAI), date(2022, 5, 1), date(2022, 6, 1)


@pytest.fixture
def by():
    return UserFactory(role="manager")


@pytest.fixture
def area(by):
    estate = EstateFactory(code="BC01", name="牡丹花园")
    return enter_area(estate=estate, code="A", name="南区", covers="1至3号楼", by=by, now=NOW)


def duty(area, person, by, *, start=MAY, last=None, role=DutyRole.MAIN):
    return begin_duty(area=area, person=person, role=role, start=start, last=last, by=by, now=NOW)


def test_one_is_responsible_a_day_and_a_substitute_stands_before(area, by):
    keeper, other = UserFactory(role="grid_worker"), UserFactory(role="dispatcher")
    duty(area, keeper, by)
    duty(area, other, by, start=JUNE, last=JUNE, role=DutyRole.SUBSTITUTE)
    days = (MAY - timedelta(days=1), MAY, JUNE, JUNE + timedelta(days=1))
    assert [responsible_on(area, day) for day in days] == [None, keeper, other, keeper]
    with pytest.raises(errors.DutyOverlaps):
        duty(area, other, by, start=date(2022, 1, 1))
    with pytest.raises(errors.DutyEndsBefore):
        duty(area, other, by, last=MAY - timedelta(days=1))
    with pytest.raises(DatabaseError), transaction.atomic():
        GridDuty.objects.create(area=area, person=other, role="main", start=JUNE, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        duty(area, other, UserFactory(role="grid_worker"))
    with pytest.raises(errors.AreaThere):
        enter_area(estate=area.estate, code="A", name="又", covers="又", by=by, now=NOW)


def test_an_area_changes_hands_on_the_day_once_who_takes_it_over_agrees(area, by):
    keeper, other = UserFactory(role="manager"), UserFactory(role="dispatcher")
    said = {"area": area, "on": JUNE, "words": "钥匙在社区", "now": NOW}
    with pytest.raises(errors.NobodyResponsible):
        offer_hand_over(to=other, by=keeper, **said)
    duty(area, keeper, by)
    with pytest.raises(errors.HandedToOneself):
        offer_hand_over(to=keeper, by=keeper, **said)
    asked = {"channel": "phone", "topic": "roads", "content": "路不平", "received_on": MAY, "due_on": JUNE}
    Request.objects.create(number="SQ1", estate=area.estate, state="received", **asked)
    made = offer_hand_over(to=other, by=keeper, **said)
    assert (made.open_requests, made.open_hazards) == (1, 0)
    for decides in (
        lambda: take_over(hand_over_id=made.pk, by=by, now=NOW),
        lambda: HAND_OVERS.reject(made, reason="不接", by=by, now=NOW),
    ):
        with pytest.raises(errors.OnlyWhoTakesOver):
            decides()
    with pytest.raises(SamePerson):
        take_over(hand_over_id=made.pk, by=keeper, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        GridHandOver.objects.filter(pk=made.pk).update(state="approved", decided_by=by, decided_at=NOW)
    assert responsible_on(area, JUNE) == keeper
    take_over(hand_over_id=made.pk, by=other, now=NOW)
    assert [responsible_on(area, day) for day in (JUNE - timedelta(days=1), JUNE)] == [keeper, other]


def test_a_click_on_the_plan_puts_an_area_there_and_a_new_plan_keeps_the_points(area, by):
    with pytest.raises(errors.NoPlanYet):
        place_area(area=area, at=PlacedAt(1, 1), by=by)
    client = visitor("manager")
    assert "还没有平面图" in text_of(client.get("/grid/plans/BC01/"))
    picture = SimpleUploadedFile("plan.jpg", photos.jpeg((400, 200)))
    assert client.post("/grid/plans/BC01/upload/", {"photos": picture}).status_code == 302
    at = f"/grid/areas/{area.pk}/place/"
    assert client.post(at, {"at.x": "250", "at.y": "250"}).status_code == 302
    point = GridPoint.objects.get()
    assert (point.x, point.y) == (250, 500)  # the picture is shown 1000 wide, and so 500 high
    for wrong in ({}, {"x": "1001", "y": "5"}, {"x": "5", "y": "5", "latitude": "35.2"}):
        assert client.post(at, wrong).status_code == 422
    typed = {"x": "10", "y": "20", "latitude": "35.233800", "longitude": "115.480600"}
    assert client.post(at, typed).status_code == 302
    point.refresh_from_db()
    assert (point.x, point.y, str(point.latitude)) == (10, 20, "35.233800")
    with pytest.raises(errors.OutsideThePlan):
        place_area(area=area, at=PlacedAt(1001, 1), by=by)
    upload_plan(estate=area.estate, picture=photos.jpeg((300, 300)), by=by, now=NOW)
    assert list(GridPoint.objects.order_by("pk").values_list("x", "y")) == [(10, 20), (10, 20)]
    page = text_of(client.get("/grid/plans/BC01/"))
    assert "南区" in page
    assert client.get("/grid/plans/BC01/plan-full.jpg").status_code == 200


def test_a_grid_worker_sees_the_grid_of_the_own_estates_alone(area, by):
    other = enter_area(estate=EstateFactory(name="别的小区"), code="A", name="别处", covers="1号楼", by=by, now=NOW)
    client = visitor("grid_worker", area.estate)
    page = text_of(client.get("/grid/"))
    assert "南区" in page
    assert "别处" not in page
    assert client.get(f"/grid/areas/{other.pk}/").status_code == 404
    assert client.get(f"/grid/plans/{other.estate.code}/").status_code == 404


HEAD = ["小区", "片区编号", "片区名称", "片区范围", "网格员", "任职日期"]


def test_a_register_brings_areas_and_who_looks_after_them_and_changes_none(area, by, tmp_path):
    def bring(*rows):
        path = workbook(tmp_path / "网格台账.xlsx", {"网格台账": register(HEAD, *rows)})
        return import_files(paths=[path], by=by, as_of=MAY)

    keepers = [UserFactory(role="grid_worker", display_name=name) for name in ("孙丽", "周明", "周明")]
    begun = duty(area, keepers[0], by)
    rows = [
        ["牡丹花园", "A", "南区改名", "1至9号楼", "孙丽", "2022年6月1日"],
        ["牡丹花园", "B", "北区", "4至6号楼", "孙丽", "2022年5月1日"],
        ["牡丹花园", "D", "西区", "8号楼", "", ""],
    ]
    for _ in range(2):
        bring(*rows)
        told = GridArea.objects.order_by("code").values_list("code", "name", "covers")
        assert list(told) == [("A", "南区", "1至3号楼"), ("B", "北区", "4至6号楼"), ("D", "西区", "8号楼")]
        duties = GridDuty.objects.exclude(pk=begun.pk).values_list("area__code", "person", "start")
        assert list(duties) == [("B", keepers[0].pk, MAY)]
    (problem,) = bring(["牡丹花园", "C", "东区", "7号楼", "周明", ""]).problems()
    assert (problem.level, problem.column) == (Level.WARNING, "网格员")
    assert GridArea.objects.filter(code="C", duties=None).exists()
