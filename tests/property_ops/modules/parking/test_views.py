"""The parking register as people see it: spaces with today's lease, all leases, and what other pages get of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from property_ops.framework.models import AuditEvent
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.parking.public import SpaceKind
from property_ops.modules.parking.testing import ClosureFactory, LeaseFactory, SpaceFactory
from tests.pages import OFFICE_ROLES, queries_of, sheet_of, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def estate():
    return EstateFactory(code="BC02", name="北城新村")


@pytest.fixture
def space(estate):
    return SpaceFactory(estate=estate, number="B001", kind=SpaceKind.CHARGING, width=Decimal("2.5"), length=Decimal(6))


@pytest.fixture
def lease(space):
    """Let since 2022-01-01 for ¥80; before that, in 2021, to somebody else."""
    LeaseFactory(space=space, plate="鲁R00000", start=date(2021, 1, 1), end=date(2022, 1, 1))
    unit = UnitFactory(estate=space.estate, building=9, entrance=4, room="601")
    return LeaseFactory(space=space, unit=unit, plate="鲁R4H7WY", monthly_rent=Yuan(80_00), start=date(2022, 1, 1))


@pytest.fixture
def elsewhere():
    return LeaseFactory(space__number="Z-999", plate="鲁R99999", space__estate__name="牡丹花园")


@pytest.mark.parametrize("role", OFFICE_ROLES)
def test_every_role_sees_spaces_and_leases(role, lease):
    client = visitor(role, lease.space.estate)
    for url in ("/parking/spaces/", "/parking/leases/", f"/parking/spaces/{lease.space.pk}/"):
        page = text_of(client.get(url))
        assert "B001" in page
        assert "鲁R4H7WY" in page


def test_a_grid_worker_sees_only_the_spaces_of_their_estates(lease, elsewhere):
    client = visitor("grid_worker", lease.space.estate)
    for url in ("/parking/spaces/", "/parking/leases/"):
        assert "Z-999" not in text_of(client.get(url))
        assert "牡丹花园" not in text_of(client.get(url))
        assert "Z-999" not in {cell for row in sheet_of(client.get(f"{url}?export=xlsx")) for cell in row}
    assert client.get(f"/parking/spaces/{elsewhere.space.pk}/").status_code == 404
    assert "鲁R99999" not in text_of(client.get("/parking/leases/?q=R99999"))


def test_a_space_is_listed_once_with_the_lease_of_today(lease):
    page = text_of(visitor("dispatcher").get("/parking/spaces/"))
    assert "鲁R4H7WY" in page
    assert "鲁R00000" not in page
    assert "80.00" in page


def test_the_last_day_of_a_lease_is_still_let(space):
    today = timezone.localdate()
    LeaseFactory(space=space, plate="鲁R11111", start=date(2022, 1, 1), end=today + timedelta(days=1))
    page = text_of(visitor("dispatcher").get("/parking/spaces/"))
    assert "鲁R11111" in page
    assert today.isoformat() in page


@pytest.mark.parametrize("text", ["B001", "b001", "4H7WY", "鲁R·4H7WY", "鲁r 4h7wy", "BC02-9-4-601"])
def test_a_space_is_found_by_number_plate_and_unit(text, lease, elsewhere):
    page = text_of(visitor("dispatcher").get("/parking/spaces/", {"q": text}))
    assert "B001" in page
    assert "Z-999" not in page


def test_spaces_are_filtered_by_estate_and_kind(lease, elsewhere):
    client = visitor("accountant")
    assert "B001" in text_of(client.get("/parking/spaces/?kind=charging"))
    assert "Z-999" not in text_of(client.get("/parking/spaces/?kind=charging"))
    assert "B001" not in text_of(client.get(f"/parking/spaces/?estate={elsewhere.space.estate.pk}"))


def test_the_page_of_a_space_has_its_past_leases_and_closures(lease):
    ClosureFactory(space=lease.space, work_order_number="GD-7", start=date(2022, 6, 10), end=date(2022, 6, 13))
    page = text_of(visitor("auditor").get(f"/parking/spaces/{lease.space.pk}/"))
    for fact in ("鲁R4H7WY", "鲁R00000", "2021-01-01 – 2021-12-31", "GD-7", "2022-06-10 – 2022-06-12"):
        assert fact in page


def test_an_export_of_leases_is_recorded(lease):
    rows = sheet_of(visitor("manager").get("/parking/leases/?q=4H7WY&export=xlsx"))
    assert len(rows) == 2
    event = AuditEvent.objects.get(action="people.exported")
    assert event.detail["rows"] == 1
    assert event.detail["asked"] == {"q": "4H7WY"}


def test_the_unit_page_has_its_leases_and_the_estate_page_its_spaces(lease, elsewhere):
    client = visitor("accountant")
    assert "鲁R4H7WY" in text_of(client.get(f"/units/{lease.unit.code}/"))
    page = text_of(client.get("/estates/BC02/?tab=spaces"))
    assert "B001" in page
    assert "Z-999" not in page


def test_a_unit_is_found_by_its_plate(lease, elsewhere):
    page = text_of(visitor("dispatcher").get("/units/?q=4H7WY"))
    assert "BC02-9-4-601" in page
    assert elsewhere.unit.code not in page


def test_more_spaces_take_no_more_queries(lease):
    client = visitor("accountant")
    few = [queries_of(client, url) for url in ("/parking/spaces/", "/parking/leases/")]
    for _ in range(10):
        LeaseFactory()
    assert [queries_of(client, url) for url in ("/parking/spaces/", "/parking/leases/")] == few
