"""Hours proposed from what a person does in an hour."""

from decimal import Decimal

from property_ops.modules.dispatch.domain.norms import ENOUGH, USUAL_MINUTES, Reported, proposed_minutes, rate_of


def test_a_crew_of_three_gets_fewer_hours_than_two_people():
    """96 m² at 4 m² an hour are 24 hours of a person."""
    assert proposed_minutes(Decimal(96), rate=Decimal(4), people=3, visits=1) == 480
    assert proposed_minutes(Decimal(36), rate=Decimal(4), people=3, visits=1) == 180
    assert proposed_minutes(Decimal(36), rate=Decimal(4), people=2, visits=2) == 150  # 2¼ hours, in half hours
    assert proposed_minutes(Decimal(1), rate=Decimal(4), people=3, visits=1) == 30
    assert proposed_minutes(None, rate=Decimal(4), people=3, visits=1) == USUAL_MINUTES


def test_what_crews_reported_counts_once_there_is_enough_of_it():
    one = Reported(Decimal(30), Decimal(10))
    assert rate_of([one] * (ENOUGH - 1), Decimal(4)) == 4
    assert rate_of([one] * ENOUGH, Decimal(4)) == 3
    assert rate_of([Reported(Decimal(30), Decimal(0))] * ENOUGH, None) is None
