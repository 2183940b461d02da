from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from property_ops.framework.models import AuditEvent
from property_ops.modules.estates.models import EstateMembership
from property_ops.modules.estates.models.estate import Management
from property_ops.modules.estates.models.unit import OccupancyState, Role, Use
from property_ops.modules.estates.testing import EstateFactory, OccupancyFactory, TenureFactory, UnitFactory
from property_ops.modules.parking.testing import LeaseFactory
from tests.pages import sheet_of
from tests.visitors import ADMINISTRATOR, NO_ROLE, OFFICE_ROLES, visitor

pytestmark = pytest.mark.django_db

PHONE = "13812341234"


@pytest.fixture
def estate():
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def unit(estate):
    unit = UnitFactory(estate=estate, building=5, entrance=2, room="301")
    TenureFactory(unit=unit, name="王芳", phone=PHONE)
    return unit


def codes(client, path="/units/", **query):
    return [row.record.code for row in client.get(path, query).context["table"].paginated_rows]


def grid_worker_of(*estates):
    client = visitor("grid_worker")
    for estate in estates:
        EstateMembership.objects.create(user=client.user, estate=estate)
    return client


PAGES = ["/estates/", "/estates/BC01/", "/units/", "/units/BC01-5-2-301/"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", [*OFFICE_ROLES, ADMINISTRATOR, NO_ROLE])
def test_every_role_sees_the_register_and_strangers_do_not(role, path, estate, unit):
    client = grid_worker_of(estate) if role == "grid_worker" else visitor(role)
    assert client.get(path).status_code == (403 if role == NO_ROLE else 200)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_chinese(path, unit):
    assert visitor(language="zh-hans").get(path).status_code == 200


class TestGridWorker:
    def test_sees_only_the_own_estates_and_their_units(self, estate, unit):
        other = UnitFactory(estate=EstateFactory(code="BC02", name="北城新村"))
        client = grid_worker_of(estate)
        assert codes(client, "/estates/") == ["BC01"]
        assert codes(client) == [unit.code]
        assert client.get("/estates/BC02/").status_code == 404
        assert client.get(f"/units/{other.code}/").status_code == 404
        assert "北城新村" not in client.text("/units/")

    def test_without_estates_sees_none(self, unit):
        client = grid_worker_of()
        assert codes(client, "/estates/") == []
        assert codes(client) == []

    def test_finds_nobody_elsewhere(self, estate, unit):
        TenureFactory(unit=UnitFactory(estate=EstateFactory(code="BC02")), name="李强", phone="13900005678")
        client = grid_worker_of(estate)
        assert codes(client, q="李强") == []
        assert codes(client, q="5678") == []
        assert codes(client, q="王芳") == [unit.code]

    def test_exports_only_the_own_units(self, estate, unit):
        UnitFactory(estate=EstateFactory(code="BC02"))
        response = grid_worker_of(estate).get("/units/", {"export": "xlsx"})
        assert [row[0] for row in sheet_of(response)][1:] == [unit.code]

    def test_who_has_another_role_too_sees_all(self, estate, unit):
        from django.contrib.auth.models import Group

        EstateFactory(code="BC02")
        client = grid_worker_of(estate)
        client.user.groups.add(Group.objects.get_or_create(name="accountant")[0])
        assert codes(client, "/estates/") == ["BC01", "BC02"]

    def test_cannot_filter_by_an_estate_of_others(self, estate, unit):
        foreign = EstateFactory(code="BC02")
        assert codes(grid_worker_of(estate), estate=foreign.pk) == []


class TestSearch:
    @pytest.mark.parametrize(
        "text",
        [
            "5-2-301",
            "5号楼2单元301",
            "BC01-5-2-301",
            "bc01-5-2-301",
            "５－２－３０１",
            "王芳",
            "芳",
            "1234",
            PHONE,
            "41234",
            "301",
        ],
    )
    def test_finds_a_unit_by_each_key(self, unit, text):
        UnitFactory(estate__code="BC09", building=9, entrance=9, room="999")
        assert codes(visitor("accountant"), q=text) == [unit.code]

    def test_finds_by_plate_with_or_without_its_dot(self, unit):
        LeaseFactory(space__estate=unit.estate, unit=unit, plate="辽A12345")
        client = visitor()
        assert codes(client, q="辽A12345") == [unit.code]
        assert codes(client, q="辽a·12345") == [unit.code]
        assert codes(client, q="A123") == [unit.code]

    def test_finds_a_tenant_and_a_former_owner_too(self, unit):
        TenureFactory(unit=unit, role=Role.TENANT, name="赵租")
        former = UnitFactory(estate=unit.estate, building=5, entrance=2, room="302")
        TenureFactory(unit=former, name="孙旧", end=date(2021, 1, 1))
        client = visitor()
        assert codes(client, q="赵租") == [unit.code]
        assert codes(client, q="孙旧") == [former.code]

    def test_a_leading_zero_need_not_be_typed(self, estate):
        unit = UnitFactory(estate=estate, building=3, entrance=1, room="0301")
        assert codes(visitor(), q="3-1-301") == [unit.code]

    def test_a_building_finds_all_its_units(self, unit):
        UnitFactory(estate=unit.estate, building=5, entrance=1, room="101")
        UnitFactory(estate=unit.estate, building=6, entrance=1, room="101")
        assert len(codes(visitor(), q="5号楼")) == 2

    def test_a_unit_is_listed_once_however_often_it_fits(self, unit):
        TenureFactory(unit=unit, role=Role.TENANT, name="王芳", phone=PHONE)
        assert codes(visitor(), q="王芳") == [unit.code]

    def test_who_sees_no_phones_cannot_guess_them_digit_by_digit(self, unit):
        client = visitor("auditor")
        assert codes(client, q="1234") == [unit.code]  # these four are shown to them
        assert codes(client, q="41234") == []
        assert codes(client, q=PHONE) == []

    def test_signs_of_patterns_are_only_signs(self, unit):
        assert codes(visitor(), q="%") == []
        assert codes(visitor(), q="_") == []

    @pytest.mark.parametrize("text", ["'", '"', "\\", "a" * 5000, "\x00", "号楼", "-", "1e999", "'; DROP TABLE x; --"])
    def test_odd_text_is_no_crash(self, unit, text):
        refused = connection.vendor == "postgresql" and "\0" in text  # a sentence, too
        assert visitor().get("/units/", {"q": text}).status_code == (400 if refused else 200)


class TestUnitPage:
    def test_shows_people_with_their_periods_and_the_occupancy(self, unit):
        TenureFactory(unit=unit, role=Role.TENANT, name="赵租", start=date(2022, 1, 1), end=date(2022, 7, 1))
        OccupancyFactory(unit=unit, state=OccupancyState.LET, start=date(2022, 1, 1))
        page = visitor().text(f"/units/{unit.code}/")
        assert "王芳" in page
        assert "2022-01-01 – 2022-06-30" in page
        assert "since 2022-01-01" in page

    @pytest.mark.parametrize(
        ("role", "sees"),
        [("accountant", True), ("dispatcher", True), ("manager", True), ("reviewer", False), ("auditor", False)],
    )
    def test_phones_are_masked_for_those_who_do_not_need_them(self, unit, role, sees):
        page = visitor(role).text(f"/units/{unit.code}/")
        assert (PHONE in page) is sees
        assert ("138****1234" in page) is not sees

    def test_every_look_is_recorded(self, unit):
        client = visitor("auditor")
        client.text(f"/units/{unit.code}/")
        client.text(f"/units/{unit.code}/")
        events = AuditEvent.objects.filter(user=client.user, action="people.viewed", subject=unit.code)
        assert events.count() == 2

    def test_a_look_that_was_refused_is_none(self, unit):
        grid_worker_of(EstateFactory(code="BC02")).get(f"/units/{unit.code}/")
        assert not AuditEvent.objects.exists()

    def test_leases_of_the_unit_are_shown_there(self, unit):
        LeaseFactory(space__estate=unit.estate, space__number="A-007", unit=unit, plate="辽A12345")
        page = visitor().text(f"/units/{unit.code}/")
        assert "A-007" in page
        assert "辽A12345" in page


class TestUnitList:
    def test_shows_todays_holders_not_yesterdays(self, unit):
        TenureFactory(unit=unit, role=Role.TENANT, name="旧租户", end=date(2021, 1, 1))
        page = visitor().text("/units/")
        assert "王芳" in page
        assert "旧租户" not in page

    def test_filters_by_estate_use_and_occupancy(self, estate, unit):
        shop = UnitFactory(estate=estate, building=1, room="1", use=Use.COMMERCIAL)
        OccupancyFactory(unit=shop, state=OccupancyState.VACANT)
        elsewhere = UnitFactory(estate=EstateFactory(code="BC02"))
        client = visitor()
        assert codes(client, use="commercial") == [shop.code]
        assert codes(client, occupancy="vacant") == [shop.code]
        assert codes(client, estate=elsewhere.estate.pk) == [elsewhere.code]

    def test_asks_as_much_for_fifty_units_as_for_one(self, unit):
        client = visitor()
        client.get("/units/")
        with CaptureQueriesContext(connection) as one:
            client.get("/units/")
        for number in range(49):
            TenureFactory(unit=UnitFactory(estate=unit.estate, building=7, room=str(number)))
        with CaptureQueriesContext(connection) as fifty:
            client.get("/units/")
        assert len(fifty) == len(one)
        assert len(fifty) <= 9

    def test_phones_are_in_no_list_and_no_export(self, unit):
        client = visitor("manager")
        assert PHONE not in client.text("/units/")
        response = client.get("/units/", {"export": "xlsx"})
        assert PHONE not in str(sheet_of(response))


class TestEstatePage:
    def test_has_its_facts_and_its_units(self, estate, unit):
        UnitFactory(estate=EstateFactory(code="BC02", name="北城新村"))
        page = visitor().text("/estates/BC01/")
        assert "牡丹花园" in page
        assert unit.code in page
        assert "北城新村" not in page

    def test_its_units_are_searched_and_filtered_by_building(self, estate, unit):
        other = UnitFactory(estate=estate, building=6, entrance=1, room="101")
        client = visitor()
        assert codes(client, "/estates/BC01/", tab="units", q="王芳") == [unit.code]
        assert codes(client, "/estates/BC01/", tab="units", building=6) == [other.code]
        assert codes(client, "/estates/BC01/", tab="units", building="x") == []

    def test_its_units_are_exported_alone_and_recorded(self, estate, unit):
        UnitFactory(estate=EstateFactory(code="BC02"))
        client = visitor()
        response = client.get("/estates/BC01/", {"tab": "units", "export": "xlsx"})
        assert len(sheet_of(response)) == 2
        assert AuditEvent.objects.get().action == "people.exported"

    def test_every_tab_opens(self, estate, unit):
        client = visitor(ADMINISTRATOR)
        for link in client.get("/estates/BC01/").context["tab_links"]:
            assert client.get("/estates/BC01/", {"tab": link.key}).status_code == 200, link.key

    def test_a_tab_that_is_not_there_is_not_found(self, estate):
        assert visitor().get("/estates/BC01/", {"tab": "secrets"}).status_code == 404

    @pytest.mark.parametrize("code", ["a/b", "小区 1", "x?y", "x#y"])
    def test_an_odd_code_has_its_page_all_the_same(self, code):
        EstateFactory(code=code, name="怪")
        client = visitor()
        assert client.get("/estates/").status_code == 200
        response = client.get(client.get("/estates/").content.decode().split('<td ><a href="')[1].split('"')[0])
        assert response.status_code == 200


@pytest.mark.parametrize("path", ["/units/%00/", "/estates/%00/", "/units/a%0Ab/"])
def test_an_unprintable_address_is_not_found(path):
    assert visitor().get(path).status_code == 404


def test_the_overview_has_the_key_figures_of_the_managed_estates(estate, unit):
    EstateFactory(code="BC09", name="协助小区", management=Management.ASSISTED, taken_over_on=None)
    OccupancyFactory(unit=unit, state=OccupancyState.VACANT)
    page = visitor().text("/", month="2022-06")
    assert "牡丹花园" in page
    assert "协助小区" not in page
    assert "北城新村" not in grid_worker_of(estate).text("/", month="2022-06")


def test_an_estates_own_facts_are_changed_on_its_page_with_history_and_nothing_that_somebody_pays_by(db):
    estate = EstateFactory(code="BC07", name="桂花园", community="东城社区", taken_over_on=date(2022, 1, 1))
    clerk, stranger = visitor("accountant"), visitor("dispatcher")
    assert "/estates/BC07/change/" in clerk.text("/estates/BC07/")
    said = {"community": "西城社区", "building_count": "6", "built_year": "1998", "name": "别的名字"}
    assert stranger.post("/estates/BC07/change/", said).status_code == 403
    made = clerk.post("/estates/BC07/change/", said)
    assert made.status_code == 302, made.context["form"].errors
    estate.refresh_from_db()
    assert (estate.community, estate.building_count, estate.name) == ("西城社区", 6, "桂花园")
    assert [one.community for one in estate.history.order_by("history_id")] == ["东城社区", "西城社区"]
    event = AuditEvent.objects.get(action="register.estate_changed")
    assert event.detail["community"] == ["东城社区", "西城社区"]
