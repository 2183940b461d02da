"""Columns for exact numbers: whole numbers in the database, `Yuan` and Decimal in Python."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st

from property_ops.framework.fields import ScaledField, YuanField, scaled
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.models import Unit
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.parking.models import Lease
from property_ops.modules.parking.testing import LeaseFactory


@pytest.mark.django_db
def test_money_is_whole_fen_in_the_database_and_yuan_in_python():
    lease = LeaseFactory(monthly_rent=Yuan(12345678_90))
    with connection.cursor() as cursor:
        cursor.execute("SELECT monthly_rent FROM po_parking_lease")
        assert cursor.fetchone() == (12345678_90,)
    assert Lease.objects.get().monthly_rent == Yuan(12345678_90)
    assert Lease.objects.get(monthly_rent__lte=Yuan(12345678_90)) == lease
    assert Lease.objects.aggregate(all=Sum("monthly_rent")) == {"all": Yuan(12345678_90)}


@pytest.mark.django_db
def test_an_exact_decimal_is_a_whole_number_in_the_database():
    UnitFactory(area=Decimal("93.02"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT area FROM po_estates_unit")
        assert cursor.fetchone() == (930_200,)
    assert Unit.objects.get().area == Decimal("93.02")
    assert Unit.objects.filter(area__gt=Decimal("93.0199")).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [100, 100.0, "100", Decimal(100)])
def test_money_that_is_not_yuan_is_never_stored(wrong):
    with pytest.raises(TypeError, match="takes Yuan"):
        LeaseFactory(monthly_rent=wrong)


@pytest.mark.django_db
def test_a_float_is_never_stored_as_an_exact_number():
    with pytest.raises(TypeError, match="not a float"):
        UnitFactory(area=93.02, estate=EstateFactory())


@given(st.integers(min_value=-(10**15), max_value=10**15), st.integers(min_value=0, max_value=6))
def test_a_number_with_so_many_decimals_is_kept_exactly(whole, places):
    assert scaled(Decimal(whole).scaleb(-places), places) == whole


def test_digits_are_never_lost_in_silence():
    with pytest.raises(ValueError, match="more than 4 decimals"):
        scaled(Decimal("1.00005"), 4)


def test_what_a_person_types_becomes_money_or_a_complaint():
    assert YuanField().to_python("1,234.5") == Yuan(1234_50)
    assert ScaledField(places=2).to_python("1.25") == Decimal("1.25")
    with pytest.raises(ValidationError):
        YuanField().to_python("1.234")
    with pytest.raises(ValidationError):
        ScaledField(places=2).to_python("abc")
