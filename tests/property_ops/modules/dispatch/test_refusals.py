"""What crews, places and the table of the climate refuse."""

from datetime import date, datetime, time, timedelta

import pytest

from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.period import Period
from property_ops.modules.dispatch.domain import errors
from property_ops.modules.dispatch.domain.climate_table import read_climate
from property_ops.modules.dispatch.domain.slots import SHANGHAI
from property_ops.modules.dispatch.models import CrewLeave, PlaceClosure
from property_ops.modules.dispatch.services.crews import CrewMemberRow, grant_leave, keep_crew, keep_members
from property_ops.modules.dispatch.services.places import close_place
from property_ops.modules.dispatch.testing import CrewFactory, CrewMemberFactory
from property_ops.modules.estates.testing import EstateFactory


@pytest.fixture
def dispatcher(db):
    return UserFactory(role="dispatcher")


def test_a_shift_has_two_ends_and_an_account_is_of_one_crew(dispatcher):
    crew, person = CrewFactory(), UserFactory()
    for wrong in ((time(8), None), (None, time(8)), (time(8), time(8))):
        with pytest.raises(errors.NotAShift):
            keep_crew(crew=crew, kinds=[], shifts={0: wrong}, by=dispatcher)
    CrewMemberFactory(crew=CrewFactory(), user=person)
    with pytest.raises(errors.TakenAccount):
        keep_members(crew=crew, people=[CrewMemberRow("张三", user=person)], by=dispatcher)
    with pytest.raises(NotAllowed):
        keep_members(crew=crew, people=[], by=UserFactory(role="accountant"))


def test_leave_and_a_closed_place_end_after_they_begin(dispatcher):
    day, at = date(2022, 7, 1), datetime(2022, 7, 1, 8, tzinfo=SHANGHAI)
    with pytest.raises(errors.NotAnEnd):
        grant_leave(crew=CrewFactory(), days=Period(day, day), reason="", by=dispatcher)
    for end in (at, at - timedelta(minutes=1)):
        with pytest.raises(errors.NotAnEnd):
            close_place(estate=EstateFactory(), place="", start=at, end=end, reason="", by=dispatcher)
    assert not CrewLeave.objects.exists()
    assert not PlaceClosure.objects.exists()


def test_a_climate_is_of_twelve_months_each_with_its_lowest_first():
    year = [f"{month} -3.5 4.5" for month in range(1, 13)]
    assert read_climate("\n".join(year))[12].coldest == -35
    for wrong in (year[:11], [*year[:11], "13 1 2"], [*year[:11], "12 5 4"], [*year[:11], "十二 1 2"]):
        with pytest.raises(errors.NotAClimate):
            read_climate("\n".join(wrong))
