"""The board's data and steps, weather, places and travel."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from property_ops.modules.dispatch.domain.calendar import is_working_day
from property_ops.modules.dispatch.domain.errors import LeftTheBoard, MovedMeanwhile
from property_ops.modules.dispatch.domain.forecast_table import read_forecast, split
from property_ops.modules.dispatch.models import Distance, ForecastHour, PlaceClosure, Visit
from property_ops.modules.dispatch.selectors.situation import travel_between_estates
from property_ops.modules.dispatch.services import weather
from property_ops.modules.dispatch.testing import CrewFactory, VisitFactory, at
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.parking.models import Closure
from property_ops.modules.parking.testing import SpaceFactory
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import OFFICE_ROLES, said_of, text_of, visitor

pytestmark = pytest.mark.django_db

WEEK = "/dispatch/board/data/?view=week&day=2022-06-15"


@pytest.fixture
def crew():
    return CrewFactory(code="BZ01", name="道路一班")


@pytest.fixture
def estate():
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def visit(crew, estate):
    return VisitFactory(crew=crew, starts_at=at(15, 8), work__number="GD-1", number=1, work__estate=estate)


def data(client):
    return client.get(WEEK).json()


def put(client, visit, crew, start, minutes=240):
    values = {"visit": visit.pk, "crew": crew.pk, "start": start, "minutes": minutes}
    return client.post("/dispatch/board/place/", values)


@pytest.mark.parametrize("days", [8, 40, 400])
def test_a_visit_is_moved_to_a_day_however_far_away(days, visit, crew):
    """Neither a page that is not there nor an error: weeks apart is what happens after rain."""
    away = visit.starts_at + timedelta(days=days)
    answer = put(visitor("dispatcher"), visit, crew, away.strftime("%Y-%m-%dT%H:%M:%S"))
    assert (answer.status_code, answer.json().get("refused")) == (200, None)
    visit.refresh_from_db()
    assert visit.starts_at.date() == away.date()
    back = put(visitor("dispatcher"), visit, crew, "2022-06-15T08:00:00")
    visit.refresh_from_db()
    assert (back.status_code, visit.starts_at) == (200, at(15, 8))


@pytest.mark.parametrize("role", OFFICE_ROLES)
def test_every_role_sees_the_board_and_only_planners_the_tray(role, visit, estate):
    VisitFactory(work__number="GD-2", number=1, work__estate=estate)
    client = visitor(role, estate)
    assert "派工看板" in text_of(client.get("/dispatch/?view=week&day=2022-06-15"))
    shown = data(client)
    assert [one["name"] for one in shown["visits"]] == ["GD-1-1"]
    assert bool(shown["tray"]) == (role in ("dispatcher", "manager"))
    assert put(client, visit, visit.crew, "2022-06-16T08:00:00").status_code == (
        200 if role in ("dispatcher", "manager") else 403
    )


def test_a_grid_worker_sees_no_visit_of_another_estate(visit):
    assert data(visitor("grid_worker", EstateFactory(code="BC09")))["visits"] == []


def test_the_board_tells_times_as_on_the_clock_and_days_that_are_free(visit):
    shown = data(visitor("dispatcher"))
    assert (shown["visits"][0]["start"], shown["visits"][0]["end"]) == ("2022-06-15T08:00:00", "2022-06-15T12:00:00")
    assert [(one["day"], one["leave"]) for one in shown["free"]] == [("2022-06-18", False), ("2022-06-19", False)]
    assert shown["notes"] == []


def test_a_year_whose_holidays_nobody_knows_is_told(crew):
    notes = visitor("dispatcher").get("/dispatch/board/data/?view=week&day=2199-06-15").json()["notes"]
    assert notes == ["2199 年的法定节假日安排尚不掌握：周一至周五按工作日计。"]


@pytest.mark.parametrize("query", ["?view=month&day=2022-02-30", "?day=%00", "?view=day", ""])
def test_an_address_that_makes_no_sense_is_the_week_of_today(query, crew):
    assert visitor("dispatcher").get(f"/dispatch/{query}").status_code == 200


class TestSteps:
    def test_a_visit_is_moved_and_the_mark_changes(self, visit, crew):
        client = visitor("dispatcher")
        before = client.get("/dispatch/board/mark/").json()["mark"]
        gone_by = "GD-1-1：2022-06-16 15:00 已过；如非补录，请改排以后的时间。"
        assert put(client, visit, crew, "2022-06-16T13:00:00", 120).json() == {"warnings": [gone_by], "said": ""}
        visit.refresh_from_db()
        assert (visit.starts_at, visit.ends_at) == (at(16, 13), at(16, 15))
        assert client.get("/dispatch/board/mark/").json()["mark"] != before

    def test_a_time_to_come_is_put_without_a_word(self, visit, crew):
        later = (timezone.localdate() + timedelta(days=days) for days in range(1, 30))
        day = next(day for day in later if is_working_day(day) and day.weekday() < 5)
        assert put(visitor("dispatcher"), visit, crew, f"{day}T08:00:00").json() == {"warnings": [], "said": ""}

    def test_a_hard_clash_is_refused_in_words(self, visit, crew, estate):
        other = VisitFactory(work__number="GD-2", number=1, work__estate=estate)
        answer = put(visitor("dispatcher"), other, crew, "2022-06-15T10:00:00")
        assert answer.json()["clashes"] == ["道路一班 06-15 08:00 至 06-15 12:00 在做 GD-1-1。"]
        assert not Visit.objects.get(pk=other.pk).is_placed

    def test_a_soft_clash_is_told_and_stays_marked(self, visit, crew):
        client = visitor("dispatcher")
        warnings = put(client, visit, crew, "2022-06-18T08:00:00").json()["warnings"]
        gone_by = "GD-1-1：2022-06-18 12:00 已过；如非补录，请改排以后的时间。"
        assert warnings == ["GD-1-1：道路一班 2022-06-18 不上班。", gone_by]
        assert data(client)["visits"][0]["clashes"] == [{"says": "道路一班 2022-06-18 不上班。", "hard": False}]

    def test_a_work_of_the_tray_gets_its_visits_when_it_is_dropped(self, crew, estate):
        work = WorkOrderFactory(
            number="GD-9", estate=estate, result="pending", state="approved", accepted=None, accepted_on=None
        )
        client = visitor("dispatcher")
        assert [one["name"] for one in data(client)["tray"]] == ["GD-9"]
        values = {"work": work.pk, "crew": crew.pk, "start": "2022-06-16T08:00:00", "minutes": ""}
        client.post("/dispatch/board/place/", values)
        assert [(str(one), one.starts_at) for one in Visit.objects.all()] == [("GD-9-1", at(16, 8))]
        assert data(client)["tray"] == []

    def test_into_the_tray_and_undone(self, visit):
        client = visitor("dispatcher")
        client.post("/dispatch/board/tray/", {"visit": visit.pk})
        assert [one["name"] for one in data(client)["tray"]] == ["GD-1-1"]
        assert client.post("/dispatch/board/undo/").json()["warnings"] == []
        visit.refresh_from_db()
        assert visit.starts_at == at(15, 8)
        assert client.post("/dispatch/board/undo/").json()["refused"] == "没有可以撤销的操作。"

    @pytest.mark.parametrize(
        "changed",
        [{"start": "soon"}, {"start": "2022-13-45T08:00:00"}],
    )
    def test_nonsense_is_not_found(self, changed, visit, crew):
        values = {"visit": visit.pk, "crew": crew.pk, "start": "2022-06-16T08:00:00", "minutes": "60"} | changed
        assert visitor("dispatcher").post("/dispatch/board/place/", values).status_code == 404

    @pytest.mark.parametrize("changed", [{"crew": "x"}, {"visit": "999999"}, {"visit": ""}, {"work": "999999"}])
    def test_what_is_not_there_any_more_is_said_and_the_board_shown_anew(self, changed, visit, crew):
        values = {"visit": visit.pk, "crew": crew.pk, "start": "2022-06-16T08:00:00", "minutes": "60"} | changed
        told = visitor("dispatcher").post("/dispatch/board/place/", values).json()
        assert (told["stale"], told["refused"]) == (True, said_of(LeftTheBoard()))

    @pytest.mark.parametrize("step", ["place", "tray"])
    def test_of_two_who_drag_the_same_visit_the_later_is_told_so(self, step, visit, crew):
        """What a page saw goes along with every step; who sends nothing of it, such as a form, is taken at its word."""
        client = visitor("dispatcher")
        (card,) = data(client)["visits"]
        put(visitor("dispatcher"), visit, crew, "2022-06-16T13:00:00", 120)
        values = {"visit": visit.pk, "crew": crew.pk, "start": "2022-06-17T08:00:00", "minutes": "60"}
        told = client.post(f"/dispatch/board/{step}/", values | {"seen": card["seen"]}).json()
        assert (told["stale"], told["refused"]) == (True, said_of(MovedMeanwhile(name="GD-1-1")))
        visit.refresh_from_db()
        assert visit.starts_at == at(16, 13)
        (card,) = data(client)["visits"]
        assert "warnings" in client.post(f"/dispatch/board/{step}/", values | {"seen": card["seen"]}).json()

    def test_no_other_step_is_known(self, visit):
        assert visitor("dispatcher").post("/dispatch/board/dance/").status_code == 404

    def test_the_form_does_what_dropping_does(self, visit, crew, estate):
        other = VisitFactory(work__number="GD-2", number=1, work__estate=estate)
        client, page = visitor("dispatcher"), f"/dispatch/visits/{other.pk}/schedule/"
        values = {"crew": crew.pk, "day": "2022-06-15", "start": "10:00", "minutes": "60", "due_on": "2022-06-20"}
        refused = client.post(page, values)
        assert refused.status_code == 422
        assert "在做 GD-1-1" in refused.content.decode()
        assert client.post(page, values | {"start": "13:00", "pinned": "on"}).status_code == 302
        other.refresh_from_db()
        assert (other.starts_at, other.pinned, other.due_on) == (at(15, 13), True, date(2022, 6, 20))


def test_a_work_that_closes_spaces_is_not_done_on_other_days(visit, estate):
    Closure.objects.create(
        space=SpaceFactory(estate=estate), work_order_number="GD-1", start=date(2022, 6, 16), end=date(2022, 6, 18)
    )
    (shown,) = data(visitor("dispatcher"))["visits"]
    assert [clash["says"] for clash in shown["clashes"]] == ["此项工程 2022-06-15 没有已公告封闭的停车位。"]


class TestWeather:
    TABLE = "时间,降水,气温,风力\n2022-06-15 09:00,1.5,22,3级"

    def test_a_pasted_forecast_shows_on_the_board(self, visit):
        client = visitor("dispatcher")
        assert client.post("/dispatch/weather/new/", {"table": self.TABLE}).status_code == 302
        (shown,) = data(client)["visits"]
        assert [clash["says"] for clash in shown["clashes"]] == ["预报 06-15 09:00 有雨，此项工程雨天不能施工。"]

    def test_a_later_table_takes_the_place_of_an_earlier_one(self, visit, estate):
        client = visitor("dispatcher")
        client.post("/dispatch/weather/new/", {"table": self.TABLE, "estate": estate.pk})
        file = SimpleUploadedFile("预报.csv", self.TABLE.replace("1.5", "0").encode())
        client.post("/dispatch/weather/new/", {"file": file, "estate": estate.pk})
        assert [(hour.rain, hour.estate) for hour in ForecastHour.objects.all()] == [(Decimal("0.0"), estate)]
        assert data(client)["visits"][0]["clashes"] == []
        assert "预报" in text_of(client.get("/dispatch/weather/"))

    def test_what_is_not_understood_is_said_and_nothing_taken(self, crew):
        answer = visitor("dispatcher").post("/dispatch/weather/new/", {"table": self.TABLE.replace("22", "热")})
        assert answer.status_code == 422
        assert "第 2 行" in answer.content.decode()
        assert not ForecastHour.objects.exists()
        assert visitor("dispatcher").post("/dispatch/weather/new/", {}).status_code == 422

    def test_an_installed_source_is_asked_by_a_button_and_else_there_is_none(self, visit, monkeypatch):
        class Bureau:
            name = "气象局"

            def hours(self, *, estate_name, community, first, last):
                assert (estate_name, community, (last - first).days) == ("", "", 6)
                return read_forecast(split(TestWeather.TABLE), year=2022)

        client = visitor("dispatcher")
        assert "气象局" not in text_of(client.get("/dispatch/weather/"))
        assert client.post("/dispatch/weather/ask/", {"source": "气象局"}).status_code == 404
        monkeypatch.setattr(weather, "sources", lambda: (Bureau(),))
        assert "气象局" in text_of(client.get("/dispatch/weather/"))
        client.post("/dispatch/weather/ask/", {"source": "气象局"})
        assert ForecastHour.objects.get().forecast.source == "气象局"

    def test_only_planners_enter_it(self):
        assert visitor("accountant").post("/dispatch/weather/new/", {"table": self.TABLE}).status_code == 403


class TestPlaces:
    def test_a_place_is_closed_and_reopened(self, visit, estate):
        client = visitor("dispatcher")
        values = {
            "estate": estate.pk, "place": "", "first_day": "2022-06-14", "start": "00:00", "last_day": "2022-06-16",
            "end": "18:00", "reason": "中考",
        }  # fmt: skip
        assert client.post("/dispatch/places/close/", values | {"last_day": "2022-06-13"}).status_code == 422
        told = text_of(client.post("/dispatch/places/close/", values, follow=True))
        assert "这段时间里还排着 1 次派工，请改派：GD-1-1 06-15 08:00。" in told
        (shown,) = data(client)["visits"]
        assert shown["clashes"][0] == {
            "says": "该地点 06-14 00:00 至 06-16 18:00 不能施工：中考。",
            "hard": True,
        }
        closure = PlaceClosure.objects.get()
        closure.start, closure.end = at(1, 0, year=2099), at(2, 0, year=2099)
        closure.save()
        assert "中考" in text_of(client.get("/dispatch/places/"))
        client.post(f"/dispatch/places/{closure.pk}/reopen/")
        assert not PlaceClosure.objects.exists()

    def test_minutes_of_travel_are_kept_and_else_go_by_community(self):
        near = [EstateFactory(code=code, community="河西") for code in ("A", "B")]
        far = EstateFactory(code="C", community="河东")
        client = visitor("dispatcher")
        row = {"form-0-one": far.pk, "form-0-other": near[0].pk, "form-0-minutes": "7"}
        rows = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", **row, "within": "4", "between": "30"}
        assert client.post("/dispatch/travel/", rows).status_code == 302
        travel = travel_between_estates()
        assert travel.between(near[0].pk, near[1].pk) == 4
        assert travel.between(near[0].pk, far.pk) == 7
        assert travel.between(far.pk, near[1].pk) == 11
        assert "7" in text_of(client.get("/dispatch/places/"))
        client.post("/dispatch/travel/", {"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0"})
        assert not Distance.objects.exists()
        assert travel_between_estates().between(near[0].pk, far.pk) == 30
