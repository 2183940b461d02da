"""Wall painting on a work: measuring walls, and what the page of the work says they need."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from property_ops.framework.models import AuditEvent
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.wall_painting.models import PaintedWall, WallPaint
from property_ops.modules.works.public import WorkResult
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import OFFICE_ROLES, queries_of, text_of, visitor

pytestmark = pytest.mark.django_db

WALLS = "/wall-painting/walls/GD-8/"
FACADE = {"side": "facade", "length": "60", "height": "18", "openings": "280", "coats": "2", "access": "scaffold"}
HALL = {"side": "inner", "length": "40", "height": "2.8", "openings": "", "coats": "1", "access": "ground"}


@pytest.fixture
def paint(shipped):
    return WallPaint.objects.get(code="WQ-HL")


@pytest.fixture
def work(paint):
    estate = EstateFactory(code="BC02", name="北城新村")
    return WorkOrderFactory(
        number="GD-8",
        kind="外墙粉刷",
        estate=estate,
        place="5号楼",
        result=WorkResult.PENDING,
        accepted=None,
        accepted_on=None,
    )


@pytest.fixture
def dispatcher(work):
    return visitor("dispatcher")


def typed(*rows):
    paints = {"facade": WallPaint.objects.get(code="WQ-HL"), "inner": WallPaint.objects.get(code="NQ-RJ")}
    data = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {
            f"form-{number}-{name}": value
            for name, value in ({"place": "", "paint": paints[row["side"]].pk} | row).items()
        }
    return data


def test_measured_walls_stand_on_the_page_of_the_work_with_what_they_need(dispatcher):
    """800 m² × 2 coats at 6 m² a litre: 280 litres with 5 % wastage; 112 m² × 1 coat at 10 m²: 11.76."""
    answer = dispatcher.post(WALLS, typed(FACADE, HALL))
    assert (answer.status_code, answer.url) == (302, "/works/GD-8/")
    page = text_of(dispatcher.get("/works/GD-8/"))
    for words in ("912", "1,600", "280", "11.8", "1,080", "2 次，每次至少间隔 1 天", "不低于 5 °C，风力不超过 5 级"):
        assert words in page
    assert AuditEvent.objects.get(action="wall_painting.measured").detail == {"walls": 2}


def test_rope_work_stops_at_a_lower_wind(dispatcher):
    dispatcher.post(WALLS, typed(FACADE | {"access": "rope", "height": "30"}))
    assert "风力不超过 4 级" in text_of(dispatcher.get("/works/GD-8/"))


def test_measuring_again_changes_what_differs_and_keeps_the_rest(dispatcher):
    dispatcher.post(WALLS, typed(FACADE, HALL, HALL))
    kept, changed, _gone = PaintedWall.objects.order_by("number")
    dispatcher.post(WALLS, typed(FACADE, HALL | {"coats": "3"}))
    assert [(wall.pk, wall.coats) for wall in PaintedWall.objects.order_by("number")] == [(kept.pk, 2), (changed.pk, 3)]
    assert (kept.history.count(), changed.history.count()) == (1, 2)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"length": "0"}, "长度为 0 m，应大于 0"),
        ({"height": "-3"}, "高度为 -3 m，应大于 0"),
        ({"length": "5000"}, "不超过 500 m"),
        ({"openings": "1200"}, "门窗洞口 1200 ㎡ 不小于墙面 1080 ㎡，请重新丈量。"),
        ({"access": "ground"}, "墙高 18 m，长杆、人字梯最高只能到 4 m"),
        ({"side": "inner", "paint": "WQ-HL"}, "外墙弹性乳胶漆 不适用于该墙面"),
        ({"coats": "9"}, "row-error"),
        ({"length": "六十"}, "row-error"),
        ({"paint": "999999"}, "row-error"),
    ],
)
def test_a_size_that_no_wall_has_is_told_in_its_row_and_nothing_is_stored(change, sentence, dispatcher):
    if change.get("paint") == "WQ-HL":
        change = change | {"paint": WallPaint.objects.get(code="WQ-HL").pk}
    answer = dispatcher.post(WALLS, typed(HALL, FACADE | change))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not PaintedWall.objects.exists()


def test_nothing_is_measured_once_the_work_is_accepted(dispatcher, work):
    work.state, work.result = "accepted", WorkResult.ACCEPTED
    work.accepted, work.accepted_on = work.done, date(2022, 6, 15)
    work.save()
    assert dispatcher.post(WALLS, typed(HALL)).status_code == 422
    assert not PaintedWall.objects.exists()
    assert WALLS not in text_of(dispatcher.get("/works/GD-8/"))


def test_the_database_refuses_an_absurd_wall(work, paint):
    for wrong in ({"length": 0}, {"height": 101}, {"coats": 0}, {"openings": 300}, {"openings": -1}):
        values = {"length": 100, "height": 3, "openings": 0, "coats": 2} | wrong
        with pytest.raises(IntegrityError), transaction.atomic():
            PaintedWall.objects.create(work=work, number=1, side="inner", access="ground", paint=paint, **values)


def test_empty_rows_begin_with_what_is_usual_for_the_work(dispatcher, work):
    page = text_of(dispatcher.get(WALLS))
    assert page.count('<option value="facade" selected>') == 3
    assert page.count('<option value="scaffold" selected>') == 3


def test_walls_are_no_matter_of_other_kinds_of_work(dispatcher, work):
    work.kind = "路面修补"
    work.save()
    assert WALLS not in text_of(dispatcher.get("/works/GD-8/"))


@pytest.mark.parametrize("role", OFFICE_ROLES)
def test_only_dispatchers_and_managers_measure(role, work):
    expected = 200 if role in ("dispatcher", "manager") else 403
    assert visitor(role, work.estate).get(WALLS).status_code == expected


def test_the_page_of_a_work_takes_no_more_queries_with_more_walls(dispatcher):
    dispatcher.post(WALLS, typed(FACADE))
    few = queries_of(dispatcher, "/works/GD-8/")
    dispatcher.post(WALLS, typed(*[FACADE, HALL] * 5))
    assert queries_of(dispatcher, "/works/GD-8/") == few


def test_the_paints_are_seen_by_all_and_changed_by_managers(paint, dispatcher):
    assert "外墙弹性乳胶漆" in text_of(dispatcher.get("/wall-painting/paints/"))
    url = f"/wall-painting/paints/{paint.pk}/"
    assert dispatcher.get(url).status_code == 403
    values = {
        "code": "WQ-HL", "name": "外墙漆", "side": "facade", "coverage": "7.5", "wastage": "4", "drying_hours": "8",
        "lowest_temperature": "5", "in_use": "on",
    }  # fmt: skip
    manager = visitor("manager")
    assert manager.post(url, values | {"coverage": "0"}).status_code == 422
    assert manager.post(url, values).status_code == 302
    paint.refresh_from_db()
    assert (paint.coverage, paint.drying_hours) == (Decimal("7.5"), 8)
