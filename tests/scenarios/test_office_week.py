"""Some days of a simulated office: what residents are charged is what a notebook of what was said comes to."""

import pytest

from benchmarks.office_week import lived

pytestmark = pytest.mark.django_db


def test_days_of_late_and_wrong_reports_end_with_the_charges_of_an_independent_calculation():
    report = lived(works=10, crews=2, estates=2, days=2, seed=7)
    assert report.differences == []
    assert report.works["accepted"] > 2
    assert report.charges > 10
    assert report.said["entries sent twice"] > 0
