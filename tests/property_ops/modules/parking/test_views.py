from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from property_ops.framework.models import AuditEvent
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.models import EstateMembership
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.parking.testing import ClosureFactory, LeaseFactory, SpaceFactory
from tests.visitors import ADMINISTRATOR, NO_ROLE, ROLES, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def estate():
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def lease(estate):
    unit = UnitFactory(estate=estate, building=5, entrance=2, room="301")
    return LeaseFactory(space=SpaceFactory(estate=estate, number="A001"), unit=unit, plate="辽A12345")


def grid_worker_of(estate):
    client = visitor("grid_worker")
    EstateMembership.objects.create(user=client.user, estate=estate)
    return client


def numbers(client, path="/parking/spaces/", **query):
    records = [row.record for row in client.get(path, query).context["table"].paginated_rows]
    return [getattr(record, "number", None) or record.space.number for record in records]


@pytest.mark.parametrize("role", [*ROLES, ADMINISTRATOR, NO_ROLE])
def test_every_role_sees_the_register_and_strangers_do_not(role, estate, lease):
    client = grid_worker_of(estate) if role == "grid_worker" else visitor(role)
    for path in ("/parking/spaces/", "/parking/leases/", f"/parking/spaces/{lease.space.pk}/"):
        assert client.get(path).status_code == (403 if role == NO_ROLE else 200)


def test_a_grid_worker_sees_only_the_own_estates(estate, lease):
    foreign = LeaseFactory(space=SpaceFactory(estate=EstateFactory(code="BC02"), number="Z999"), plate="辽B99999")
    client = grid_worker_of(estate)
    assert numbers(client) == ["A001"]
    assert numbers(client, "/parking/leases/") == ["A001"]
    assert client.get(f"/parking/spaces/{foreign.space.pk}/").status_code == 404
    assert numbers(client, q="辽B99999") == []


def test_a_space_shows_who_has_it_today(estate, lease):
    SpaceFactory(estate=estate, number="A002")
    LeaseFactory(
        space=SpaceFactory(estate=estate, number="A003"), start=date(2020, 1, 1), end=date(2021, 1, 1), plate="辽A00003"
    )
    client = visitor()
    page = client.text("/parking/spaces/")
    assert "辽A12345" in page
    assert "辽A00003" not in page
    assert numbers(client, is_let="False") == ["A002", "A003"]
    assert numbers(client, is_let="True") == ["A001"]


@pytest.mark.parametrize("text", ["A001", "a001", "辽A12345", "辽A·12345", "BC01-5-2-301", "12345"])
def test_spaces_and_leases_are_found_by_number_plate_and_unit(lease, text):
    LeaseFactory(space__number="B777", plate="辽C77777")
    client = visitor()
    assert numbers(client, q=text) == ["A001"]
    assert numbers(client, "/parking/leases/", q=text) == ["A001"]


def test_leases_are_filtered_by_state_and_by_the_day_they_were_in_force(estate, lease):
    LeaseFactory(space__number="B001", start=date(2021, 1, 1), end=date(2022, 7, 1))
    LeaseFactory(space__number="B002", start=date(2999, 1, 1))
    client = visitor()
    assert numbers(client, "/parking/leases/", state="ended") == ["B001"]
    assert numbers(client, "/parking/leases/", state="coming") == ["B002"]
    assert numbers(client, "/parking/leases/", on="2022-06-30", sort="space") == ["A001", "B001"]
    assert numbers(client, "/parking/leases/", on="2022-07-01") == ["A001"]
    assert "2022-06-30" in client.text("/parking/leases/", state="ended")


def test_rents_are_added_up_under_the_list(lease):
    LeaseFactory(monthly_rent=Yuan(1_234_567))
    assert "12,495.67" in visitor().text("/parking/leases/")


def test_a_space_has_its_history(estate, lease):
    ClosureFactory(space=lease.space, work_order_number="GD-0059", start=date(2022, 6, 10), end=date(2022, 6, 13))
    page = visitor().text(f"/parking/spaces/{lease.space.pk}/")
    assert "since 2020-01-01" in page
    assert "GD-0059" in page
    assert "2022-06-10 – 2022-06-12" in page


def test_plates_in_excel_are_recorded_and_rents_are_numbers(lease):
    response = visitor().get("/parking/leases/", {"export": "xlsx"})
    headings, values = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).active.values
    assert dict(zip(headings, values, strict=True))["Monthly rent"] == 150
    assert AuditEvent.objects.get().subject == "parking-leases"


@pytest.mark.parametrize("path", ["/parking/spaces/", "/parking/leases/"])
def test_lists_ask_as_much_for_thirty_rows_as_for_one(path, lease):
    client = visitor()
    client.get(path)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    LeaseFactory.create_batch(29)
    with CaptureQueriesContext(connection) as thirty:
        client.get(path)
    assert len(thirty) == len(one)
    assert len(thirty) <= 10


def test_an_estate_has_its_spaces_in_a_tab(estate, lease):
    SpaceFactory(number="Z001")
    client = visitor()
    assert numbers(client, "/estates/BC01/", tab="spaces") == ["A001"]


def test_the_overview_counts_the_spaces_at_the_months_end_and_names_leases_that_end(estate, lease):
    ending = LeaseFactory(space=SpaceFactory(estate=estate, number="A002"), end=date(2022, 7, 1))
    LeaseFactory(space=SpaceFactory(estate=estate, number="A003"), end=date(2022, 6, 1))
    page = visitor().text("/", month="2022-06")
    assert ending.unit.code in page
    assert "Leases ending this month" in page
    assert page.count("A003") == 0
