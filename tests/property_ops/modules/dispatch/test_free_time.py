"""A visit dropped on a day, and what the board knows of what was reported."""

from datetime import timedelta
from pathlib import Path

import pytest

from property_ops.framework.shipped_data import load
from property_ops.modules import dispatch
from property_ops.modules.dispatch.domain.slots import Span
from property_ops.modules.dispatch.domain.states import VisitState
from property_ops.modules.dispatch.models import ClimateMonth, CrewShift
from property_ops.modules.dispatch.selectors.free_time import first_free
from property_ops.modules.dispatch.selectors.situation import situation
from property_ops.modules.dispatch.testing import CrewFactory, VisitFactory, at
from tests.pages import visitor

pytestmark = pytest.mark.django_db

CLIMATE = Path(dispatch.__file__).parent / "data" / "climate.toml"


@pytest.fixture
def crew():
    return CrewFactory(name="道路一班")


def test_it_gets_the_first_hours_that_are_free(crew):
    VisitFactory(number=1, crew=crew, starts_at=at(13, 8))
    visit = VisitFactory(number=1)
    client = visitor("dispatcher")
    client.post(
        "/dispatch/board/place/", {"visit": visit.pk, "crew": crew.pk, "start": "2022-06-13T00:00:00", "free": "1"}
    )
    visit.refresh_from_db()
    assert at(13, 12) <= visit.starts_at < at(13, 14)
    assert (visit.ends_at - visit.starts_at) == timedelta(minutes=240)
    too_long = first_free(crew=crew, start=at(13, 15), minutes=240, visit=VisitFactory(number=1))
    assert too_long == at(13, 15)
    on_sunday = first_free(crew=crew, start=at(12, 0), minutes=240, visit=VisitFactory(number=1))
    assert on_sunday == at(12, 8)


def test_undo_says_what_it_takes_back_and_what_it_took_back(crew):
    visit = VisitFactory(work__number="GD-1", number=1)
    client = visitor("dispatcher")
    client.post("/dispatch/board/place/", {"visit": visit.pk, "crew": crew.pk, "start": "2022-06-13T08:00:00"})
    told = client.get("/dispatch/board/data/?view=week&day=2022-06-13").json()
    assert told["undo"] == "撤销：GD-1-1 从待派 到 道路一班 06-13 08:00"
    assert client.post("/dispatch/board/undo/").json()["said"] == "已撤销：GD-1-1 从待派 到 道路一班 06-13 08:00"
    assert client.get("/dispatch/board/data/?view=week&day=2022-06-13").json()["undo"] == ""


def test_curing_counts_from_when_the_crew_was_done(crew):
    visit = VisitFactory(
        number=1,
        crew=crew,
        starts_at=at(13, 8),
        state=VisitState.DONE,
        started_at=at(13, 9),
        finished_at=at(13, 10, 20),
    )
    slot = situation(Span(at(13, 0), at(14, 0))).visits[visit.pk].slot
    assert (slot.start, slot.end) == (at(13, 9), at(13, 10, 20))


def test_the_day_in_view_stays_when_the_view_changes():
    page = visitor("dispatcher").get("/dispatch/?view=week&day=2022-06-16").content.decode()
    assert "?view=day&amp;day=2022-06-16" in page
    assert "?view=week&amp;day=2022-06-23" in page


def test_the_office_writes_its_own_months(crew):
    load(CLIMATE)
    client = visitor("dispatcher")
    assert "1 -5.0 4.0" in client.get("/dispatch/weather/usual/").content.decode()
    lines = "\n".join(f"{month}月 -2.5 {month + 5}" for month in range(1, 13))
    client.post("/dispatch/weather/usual/", {"table": lines, "source": "本地气象站"})
    assert ClimateMonth.objects.get(month=12).warmest == 17
    wrong = client.post("/dispatch/weather/usual/", {"table": "1 5 -5", "source": ""})
    assert wrong.status_code == 422
    assert "12 行" in wrong.content.decode()


def test_months_of_heze_are_shipped_and_a_night_shift_is_stored(crew):
    load(CLIMATE)
    january = ClimateMonth.objects.get(month=1)
    assert (january.coldest, january.warmest) == (-5, 4)
    told = visitor("dispatcher").get("/dispatch/board/data/?view=fortnight&day=2022-01-15").json()["weather"]
    assert (len(told), told["2022-01-15"]["says"].split()[-1]) == (14, "-5~4°"), "where no forecast reaches"
    CrewShift.objects.filter(crew=crew, weekday=0).update(start="22:00", end="06:00")
    facts = situation(Span(at(13, 0), at(14, 0))).crews[crew.pk]
    assert facts.shift_on(at(13, 0).date()).end == at(14, 6)
