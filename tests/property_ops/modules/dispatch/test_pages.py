"""The registers of crews and visits as people see them."""

from datetime import date, time

import pytest

from property_ops.framework.testing import UserFactory
from property_ops.modules.dispatch.models import Crew, CrewMember, Visit
from property_ops.modules.dispatch.testing import CrewFactory, CrewMemberFactory, VisitFactory, at
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import OFFICE_ROLES, queries_of, sheet_of, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew():
    return CrewFactory(code="BZ01", name="道路一班", phone="13812341234")


@pytest.fixture
def visit(crew):
    return VisitFactory(crew=crew, starts_at=at(1, 8), work__number="GD-1", number=1)


def pages(crew, visit):
    return [
        "/dispatch/crews/",
        f"/dispatch/crews/{crew.pk}/",
        "/dispatch/visits/",
        f"/dispatch/visits/{visit.pk}/",
    ]


@pytest.mark.parametrize("role", OFFICE_ROLES)
def test_every_role_sees_the_registers(role, crew, visit):
    client = visitor(role, visit.work.estate)
    assert [client.get(page).status_code for page in pages(crew, visit)] == [200] * 4


def test_a_crew_leader_has_no_place_at_the_desk(crew, visit):
    leader = visitor("accountant")
    leader.user.groups.clear()
    assert [leader.get(page).status_code for page in pages(crew, visit)] == [403] * 4


def test_a_grid_worker_does_not_find_visits_of_other_estates(crew, visit):
    client = visitor("grid_worker")
    assert "GD-1" not in text_of(client.get("/dispatch/visits/"))
    assert client.get(f"/dispatch/visits/{visit.pk}/").status_code == 404


def test_phones_are_masked_for_those_who_do_not_need_them(crew, visit):
    CrewMemberFactory(crew=crew, name="李铁", phone="13900001111")
    page = text_of(visitor("auditor").get(f"/dispatch/crews/{crew.pk}/"))
    assert "138****1234" in page
    assert "139****1111" in page
    assert "13812341234" not in page


def test_more_visits_take_no_more_queries(crew, visit):
    client = visitor("dispatcher")
    few = queries_of(client, "/dispatch/visits/")
    for day in range(6, 11):
        VisitFactory(crew=CrewFactory(), starts_at=at(day, 8))
    assert queries_of(client, "/dispatch/visits/") == few


def test_the_list_is_had_as_excel(visit):
    rows = sheet_of(visitor("dispatcher").get("/dispatch/visits/?export=xlsx"))
    assert rows[1][:5] == ("GD-1-1", "路面修补", visit.work.estate.name, None, "道路一班")


def test_a_crew_is_typed_in_with_skills_and_hours():
    client = visitor("dispatcher")
    hours = {f"{edge}_{day}": "" for edge in ("start", "end") for day in range(7)}
    filled = hours | {"start_0": "08:00", "end_0": "17:30", "code": "BZ9", "name": "粉刷九班", "active": "on"}
    answer = client.post("/dispatch/crews/new/", filled | {"kinds": ["facade_painting", "inner_painting"]})
    crew = Crew.objects.get()
    assert answer.url == f"/dispatch/crews/{crew.pk}/"
    assert sorted(skill.kind for skill in crew.skills.all()) == ["facade_painting", "inner_painting"]
    assert [(one.weekday, one.start, one.end) for one in crew.shifts.all()] == [(0, time(8), time(17, 30))]
    wrong = client.post(f"/dispatch/crews/{crew.pk}/edit/", filled | {"end_0": "08:00"})
    assert wrong.status_code == 422
    assert "不能相同" in wrong.content.decode()
    client.post(f"/dispatch/crews/{crew.pk}/edit/", filled | {"start_0": "22:00", "end_0": "06:00"})
    assert [(one.start, one.end) for one in crew.shifts.all()] == [(time(22), time(6))]


def test_an_account_is_a_member_of_one_crew(crew):
    account = UserFactory(role="crew")
    CrewMemberFactory(crew=CrewFactory(), user=account)
    client = visitor("dispatcher")
    rows = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "李铁", "form-0-user": str(account.pk)}
    assert client.post(f"/dispatch/crews/{crew.pk}/members/", rows).status_code == 422
    free = UserFactory(role="crew")
    client.post(f"/dispatch/crews/{crew.pk}/members/", rows | {"form-0-user": str(free.pk), "form-0-is_leader": "on"})
    member = CrewMember.objects.get(crew=crew)
    assert (member.name, member.user, member.is_leader) == ("李铁", free, True)


def test_leave_is_entered_by_its_last_day_and_withdrawn(crew):
    client = visitor("dispatcher")
    page = f"/dispatch/crews/{crew.pk}/leave/"
    assert client.post(page, {"first_day": "2022-06-10", "last_day": "2022-06-09"}).status_code == 422
    client.post(page, {"first_day": "2022-06-10", "last_day": "2022-06-11", "reason": "培训"})
    leave = crew.leaves.get()
    assert (leave.start, leave.end) == (date(2022, 6, 10), date(2022, 6, 12))
    client.post(f"/dispatch/leave/{leave.pk}/withdraw/")
    assert not crew.leaves.exists()


def test_visits_are_planned_from_the_page_of_the_work():
    WorkOrderFactory(number="GD-7", result="pending", state="approved", accepted=None, accepted_on=None)
    client = visitor("dispatcher")
    assert "/dispatch/works/GD-7/plan/" in text_of(client.get("/works/GD-7/"))
    client.post("/dispatch/works/GD-7/plan/", {"count": "2", "minutes": "120"})
    assert [str(one) for one in Visit.objects.all()] == ["GD-7-1", "GD-7-2"]
    assert "/plan/" not in text_of(visitor("accountant").get("/works/GD-7/"))


@pytest.mark.parametrize(
    ("move", "state"), [("pin", "planned"), ("start", "started"), ("cancel", "cancelled"), ("take-off", "planned")]
)
def test_the_buttons_of_a_visit(move, state, visit):
    client = visitor("dispatcher")
    assert client.post(f"/dispatch/visits/{visit.pk}/{move}/").status_code == 302
    visit.refresh_from_db()
    assert visit.state == state
    assert client.post(f"/dispatch/visits/{visit.pk}/dance/").status_code == 404


def test_who_only_looks_moves_nothing(visit):
    for move in ("pin", "start", "cancel", "take-off"):
        assert visitor("accountant").post(f"/dispatch/visits/{visit.pk}/{move}/").status_code == 403
    visit.refresh_from_db()
    assert (visit.state, visit.pinned, visit.is_placed) == ("planned", False, True)
