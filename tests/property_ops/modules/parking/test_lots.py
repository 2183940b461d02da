"""Planning a lot in the product: drawn or typed, laid out, exported, and made into spaces and a work."""

import io
import re
from decimal import Decimal
from functools import cache
from itertools import pairwise

import ezdxf
import pypdf
import pytest
from ezdxf import units

from property_ops.framework.models import AuditEvent
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.parking.domain.errors import LotIsChosen, LotNameTaken, NotAPrefix
from property_ops.modules.parking.domain.lots import layout
from property_ops.modules.parking.domain.lots.layout import propose
from property_ops.modules.parking.domain.lots.standards import METRE
from property_ops.modules.parking.models import LotLayout, ParkingLot, Space
from property_ops.modules.parking.public import SpaceKind
from property_ops.modules.parking.reports.plan import Layer, plan_of
from property_ops.modules.parking.reports.sheet import A3, A4, fitting
from property_ops.modules.parking.selectors import marking_of
from property_ops.modules.parking.testing import SpaceFactory
from property_ops.modules.works.public import FurtherQuantity, WorkOrder
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import said_of, text_of, visitor

pytestmark = pytest.mark.django_db

NEW = "/parking/lots/new/"
TYPED = {
    "name": "东门", "outline": "0,0\n30,0\n30,20\n0,20", "entrances": "0,10,6", "obstacles": "", "fire_lane": "",
    "fire_lane_width": "4", "accessible": "2", "accessible_share": "0", "charging": "0", "charging_share": "10",
    "aisle_0": "3.8", "aisle_45": "3.8", "aisle_60": "4.5", "aisle_90": "5.5",
}  # fmt: skip


@cache
def proposed(lot, wanted, aisles):
    return propose(lot, wanted, dict(aisles))


@pytest.fixture(autouse=True)
def _search_once(monkeypatch):
    """A lot that was laid out for one test is not searched again for the next."""
    monkeypatch.setattr(layout, "propose", lambda lot, wanted, aisles: proposed(lot, wanted, tuple(aisles.items())))


@pytest.fixture
def estate():
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def manager():
    return visitor("manager")


def draw(client, estate, **changed):
    return client.post(NEW, {**TYPED, "estate": estate.pk, **changed})


@pytest.fixture
def best(estate, manager):
    draw(manager, estate)
    return LotLayout.objects.get(rank=1)


def choose(client, layout, prefix="东-", first=1):
    return client.post(f"/parking/layouts/{layout.pk}/", {"begins_with": prefix, "first": first})


def test_a_typed_lot_gets_a_layout_for_each_angle(estate, manager):
    answer = draw(manager, estate)
    lot = ParkingLot.objects.get()
    assert answer.url == f"/parking/lots/{lot.pk}/"
    assert [(one.angle, one.space_count) for one in lot.layouts.all()] == [(90, 23), (60, 20), (45, 16), (0, 18)]
    page = text_of(manager.get(answer.url))
    assert page.count("<svg") == 4
    assert "无障碍车位还差 2 个" in page
    event = AuditEvent.objects.get(action="parking.lot_drawn")
    assert (event.user, event.subject) == (manager.user, "BC01 东门")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"outline": "0,0\n30"}, "不是坐标"),
        ({"outline": "0,0\n30,0\n0,20\n30,20"}, "自相交叉"),
        ({"entrances": "15,10,6"}, "不在边界上"),
        ({"fire_lane": "0,10\n30,10", "fire_lane_width": "3.9"}, "大于或等于4"),
        ({"aisle_90": "2"}, "大于或等于3"),
        ({"outline": "0,0\n30,0\n30,2\n0,2", "entrances": "0,1,2.5"}, "排不下车位"),
        ({"charging_share": "101"}, "小于或等于100"),
        ({"obstacles": "x" * 9000}, "8000"),
    ],
)
def test_a_drawing_that_is_none_is_refused_with_what_was_typed(wrong, words, estate, manager):
    answer = draw(manager, estate, **wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ParkingLot.objects.exists()


def test_the_chosen_layout_becomes_spaces_and_a_work(best, manager, estate):
    answer = choose(manager, best)
    assert answer.status_code == 302
    spaces = Space.objects.filter(estate=estate)
    assert [space.number for space in spaces][::22] == ["东-001", "东-023"]
    kinds = [spaces.filter(kind=kind).count() for kind in (SpaceKind.FIXED, SpaceKind.ACCESSIBLE, SpaceKind.CHARGING)]
    assert kinds == [18, 2, 3]
    assert spaces.filter(kind=SpaceKind.ACCESSIBLE)[0].width == Decimal("3.6")
    lot = ParkingLot.objects.get()
    work = WorkOrder.objects.get()
    assert (work.kind, work.estate, work.place) == ("车位施划", estate, "东门")
    assert (lot.chosen, lot.chosen_by, lot.work_order_number) == (best, manager.user, work.number)
    assert "东-023" in text_of(manager.get(f"/parking/layouts/{best.pk}/"))
    plan = work.photos.get()
    assert (plan.stage, plan.caption, plan.picture.width >= 1000) == ("drawing", "东门", True), "for the crew's phone"


def test_a_name_that_another_lot_has_and_a_prefix_of_no_number_are_refused(best, manager, estate):
    taken, odd = draw(manager, estate), choose(manager, best, prefix="东/")
    assert said_of(LotNameTaken(lot="东门", estate=estate.name)) in taken.content.decode()
    assert said_of(NotAPrefix(prefix="东/")) in odd.content.decode()
    assert (ParkingLot.objects.count(), Space.objects.count()) == (1, 0)


def test_the_estimate_of_the_marking_begins_with_the_spaces_and_the_metres_of_line(best, manager, estate):
    choose(manager, best)
    work = WorkOrder.objects.get()
    marking = marking_of(work)
    assert (marking.quantity, marking.unit, best.laid_out.line_metres) == (Decimal(23), "个", Decimal("247.7"))
    assert marking.further == (FurtherQuantity("标线", Decimal("247.7"), "m"),)
    form = manager.get(f"/work-steps/estimate/{work.number}/").content.decode()
    for typed in ("车位施划", "23", "标线", "247.7"):
        assert f'value="{typed}"' in form
    assert marking_of(WorkOrderFactory(kind="车位施划", number="GD-1")) is None


def test_a_layout_is_chosen_once_and_the_drawing_stays(best, manager, estate):
    choose(manager, best)
    other = LotLayout.objects.get(rank=2)
    assert choose(manager, other, prefix="西-").status_code == 422
    answer = manager.post(f"/parking/lots/{best.lot_id}/draw/", {**TYPED, "name": "别名"})
    assert answer.status_code == 422
    assert said_of(LotIsChosen(lot="东门")) in answer.content.decode()
    assert (Space.objects.count(), WorkOrder.objects.count()) == (23, 1)
    assert ParkingLot.objects.get().name == "东门"


def test_numbers_that_are_taken_are_refused_as_a_whole(best, manager, estate):
    SpaceFactory(estate=estate, number="东-005")
    answer = choose(manager, best)
    assert answer.status_code == 422
    assert "东-005" in answer.content.decode()
    assert (Space.objects.count(), WorkOrder.objects.count()) == (1, 0)
    assert choose(manager, best, first=6).status_code == 302


@pytest.mark.parametrize("prefix", ["A/", "A B", "A?", "十" * 13, ""])
def test_a_prefix_fits_into_numbers_and_addresses(prefix, best, manager):
    assert choose(manager, best, prefix=prefix).status_code == 422
    assert not Space.objects.exists()


def test_a_lot_is_drawn_anew_until_one_layout_is_chosen(best, manager):
    answer = manager.post(f"/parking/lots/{best.lot_id}/draw/", {**TYPED, "outline": "0,0;24,0;24,20;0,20"})
    assert answer.status_code == 302
    assert LotLayout.objects.get(rank=1).space_count < best.space_count
    assert ParkingLot.objects.get().history.count() == 2


def test_two_lots_of_an_estate_have_two_names(best, manager, estate):
    assert draw(manager, estate).status_code == 422
    assert draw(manager, EstateFactory()).status_code == 302


def test_the_dxf_is_in_metres_with_a_layer_for_each_kind(best, manager):
    answer = manager.get(f"/parking/layouts/{best.pk}.dxf")
    drawing = ezdxf.read(io.StringIO(answer.content.decode()))
    assert drawing.units == units.M
    by_layer = {}
    for line in drawing.modelspace().query("LWPOLYLINE"):
        by_layer.setdefault(line.dxf.layer, []).append(line)
    assert {name: len(lines) for name, lines in by_layer.items() if name.startswith("车位")} == {
        Layer.STANDARD: 18, Layer.ACCESSIBLE: 2, Layer.CHARGING: 3,
    }  # fmt: skip
    (outline,) = by_layer[Layer.OUTLINE]
    assert [tuple(map(float, point[:2])) for point in outline] == [(0, 0), (30, 0), (30, 20), (0, 20)]
    assert len(drawing.modelspace().query("TEXT")) == 23
    assert not drawing.audit().has_errors


def test_the_pdf_is_to_scale_on_a_sheet_that_holds_it(best, manager):
    page = pypdf.PdfReader(io.BytesIO(manager.get(f"/parking/layouts/{best.pk}.pdf").content)).pages[0]
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [420, 297]
    text = page.extract_text()
    for words in ("停车场规划图", "东门", "1:100", "标线长度", "打印"):
        assert words in text
    width = Decimal(2400) / 100 / Decimal("25.4") * 72
    corners = re.findall(r"([\d.]+) [\d.]+ [ml] ", page.get_contents().get_data().decode("latin-1"))
    widths = {round(abs(Decimal(one) - Decimal(other)), 0) for one, other in pairwise(corners)}
    assert round(width, 0) in widths


def test_small_lots_fit_a4_and_large_ones_shrink(best):
    plan = plan_of(best.lot.drawn, best.laid_out)
    assert fitting(plan) == (A3, 100)
    small = type(plan)((), (), 0, 0, 20 * METRE, 12 * METRE)
    assert fitting(small) == (A4, 100)
    large = type(plan)((), (), 0, 0, 300 * METRE, 100 * METRE)
    assert fitting(large)[1] == 1000


@pytest.mark.parametrize(("role", "status"), [("dispatcher", 200), ("accountant", 403), ("auditor", 403)])
def test_who_may_plan(role, status, best):
    client = visitor(role)
    assert client.get(NEW).status_code == status
    assert text_of(client.get(f"/parking/layouts/{best.pk}/"))
    assert choose(client, best).status_code == (302 if status == 200 else 403)


def test_a_grid_worker_sees_only_the_lots_of_their_estates(best, estate):
    elsewhere, at_home = visitor("grid_worker", EstateFactory()), visitor("grid_worker", estate)
    for url in (f"/parking/lots/{best.lot_id}/", f"/parking/layouts/{best.pk}/", f"/parking/layouts/{best.pk}.pdf"):
        assert elsewhere.get(url).status_code == 404
        assert at_home.get(url).status_code == 200
    assert "东门" not in text_of(elsewhere.get("/parking/lots/"))
    assert "东门" in text_of(at_home.get("/parking/lots/"))
