"""Charging a month: all that was delivered is charged, once, however often it is run (docs/product.md rules 3-6)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from invoices.modules.charge_sources.services import service, works
from invoices.modules.charges.models import Charge, ChargeBasis, ChargeRun, Hold
from invoices.modules.charges.public import MONTH_NOT_ENDED, NothingRegistered, UnknownEstate, charge_month
from invoices.modules.charges.testing import ChargeFactory, ChargeRunFactory
from invoices.modules.tariffs.models import Tariff
from invoices.modules.tariffs.testing import TariffFactory, VacancyReductionFactory
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.confirmations.models import Confirmation
from property_ops.modules.confirmations.testing import AgreementItemFactory, ConfirmationFactory, confirm
from property_ops.modules.estates.public import Use
from property_ops.modules.estates.testing import EstateFactory, OccupancyFactory, UnitFactory
from property_ops.modules.parking.testing import ClosureFactory, LeaseFactory, SpaceFactory
from property_ops.modules.works.public import Funding, WorkResult
from property_ops.modules.works.testing import WorkOrderFactory

JUNE = Month(2022, 6)
JULY_1 = date(2022, 7, 1)


@pytest.fixture
def estate(shipped):
    """Managed, with a tariff of ¥1.00; nothing is confirmed yet."""
    estate = EstateFactory(code="BC01")
    TariffFactory(estate=estate)
    AgreementItemFactory(estate=estate)
    return estate


@pytest.fixture
def charge(accountant):
    """Charges June 2022, on the first of July."""
    return lambda today=JULY_1, month=JUNE: charge_month(month=month, by=accountant, today=today)


def charged(**where):
    """(start, end, fen) of the charges, in order."""
    lines = Charge.objects.filter(**where).order_by("unit__code", "start", "source_key")
    return [(line.start, line.end, line.amount.fen) for line in lines]


def day(number, month=6):
    return date(2022, month, number)


# --- the service fee -------------------------------------------------------------------------------------------------


def test_a_confirmed_month_is_charged_by_area_rate_and_what_was_delivered(estate, charge):
    UnitFactory(estate=estate, area=Decimal("93.02"))
    confirm(estate, JUNE, 保洁=("0.4", "1"), 秩序=("0.6", "0.95"))
    charge()
    assert charged() == [(day(1), day(1, 7), 90_23)]  # 93.02 × 1.00 × 0.97 = 90.2294
    (line,) = Charge.objects.all()
    assert (line.ratio_numerator, line.ratio_denominator) == (97, 100)
    assert (line.quantity, line.quantity_unit, line.unit_price) == (Decimal("93.02"), "㎡", Decimal(1))
    assert line.basis.facts["delivered"] == "97/100"
    assert [one["service"] for one in line.basis.facts["confirmed"]] == ["保洁", "秩序"]


def test_charging_twice_charges_nothing_twice(estate, charge):
    UnitFactory.create_batch(3, estate=estate)
    LeaseFactory(space__estate=estate)
    WorkOrderFactory(estate=estate)
    confirm(estate, JUNE)
    (first,) = charge().estates
    before = list(Charge.objects.order_by("pk").values())
    (second,) = charge().estates
    assert (first.lines, first.existing) == (4 + 1 + 4, 0)  # the lease brings a unit of its own
    assert (second.lines, second.existing, second.amount) == (0, 9, Yuan(0))
    assert list(Charge.objects.order_by("pk").values()) == before


def test_a_unit_registered_later_is_charged_by_the_next_run_and_nobody_else_is(estate, charge):
    UnitFactory(estate=estate)
    confirm(estate, JUNE)
    charge()
    late = UnitFactory(estate=estate)
    (result,) = charge().estates
    assert (result.lines, result.existing) == (1, 1)
    assert charged(unit=late) == [(day(1), day(1, 7), 100_00)]


def test_a_late_change_of_the_tariff_never_charges_a_day_twice(estate, charge):
    UnitFactory(estate=estate)
    confirm(estate, JUNE)
    charge()
    Tariff.objects.update(end=day(16))
    TariffFactory(estate=estate, start=day(16), rate=Decimal(2))
    (result,) = charge().estates
    assert result.lines == 0
    assert charged() == [(day(1), day(1, 7), 100_00)]


def test_days_that_were_not_charged_yet_are_charged_when_their_tariff_comes(estate, charge):
    UnitFactory(estate=estate)
    confirm(estate, JUNE)
    Tariff.objects.update(start=day(11), end=day(16))
    charge()
    assert charged() == [(day(11), day(16), 16_67)]
    TariffFactory(estate=estate, start=day(16), rate=Decimal(2))
    TariffFactory(estate=estate, end=day(11))
    charge()
    assert sorted(charged()) == [(day(1), day(11), 33_33), (day(11), day(16), 16_67), (day(16), day(1, 7), 100_00)]


def test_days_without_a_tariff_are_held_not_forgotten(estate, charge):
    UnitFactory(estate=estate)
    confirm(estate, JUNE)
    Tariff.objects.update(end=day(16))
    (result,) = charge().estates
    assert [held.reason for _, held in result.holds] == [service.NO_TARIFF]


def test_a_tariff_changed_in_mid_month_gives_a_line_per_version(estate, charge):
    UnitFactory(estate=estate)
    confirm(estate, JUNE)
    Tariff.objects.update(end=day(11))
    TariffFactory(estate=estate, start=day(11), rate=Decimal("1.5"))
    charge()
    assert charged() == [(day(1), day(11), 33_33), (day(11), day(1, 7), 100_00)]


def test_a_unit_pays_the_tariff_of_its_use(estate, charge):
    UnitFactory(estate=estate, use=Use.COMMERCIAL)
    TariffFactory(estate=estate, applies_to="商业", rate=Decimal("2.5"))
    confirm(estate, JUNE)
    charge()
    assert charged() == [(day(1), day(1, 7), 250_00)]


def test_only_days_since_the_take_over_are_charged(shipped, charge):
    estate = EstateFactory(taken_over_on=day(21))
    TariffFactory(estate=estate)
    UnitFactory(estate=estate)
    confirm(estate, JUNE)
    charge()
    assert charged() == [(day(21), day(1, 7), 33_33)]


def test_an_assisted_estate_is_never_charged_for_service(shipped, charge):
    estate = EstateFactory(management="assisted", taken_over_on=None)
    TariffFactory(estate=estate)
    UnitFactory(estate=estate)
    confirm(estate, JUNE)
    (result,) = charge().estates
    assert (result.lines, result.holds) == (0, [])


# --- held ------------------------------------------------------------------------------------------------------------


def test_a_month_that_was_not_confirmed_is_held_as_a_whole(estate, charge):
    UnitFactory(estate=estate)
    (result,) = charge().estates
    assert Charge.objects.count() == 0
    assert [(source, held.subject, held.reason) for source, held in result.holds] == [
        ("service", "保洁", service.NOT_CONFIRMED)
    ]


def test_a_month_with_one_service_missing_is_held_as_a_whole(estate, charge):
    UnitFactory(estate=estate)
    AgreementItemFactory(estate=estate, name="秩序")
    confirm(estate, JUNE, 保洁=("0.5", "1"))
    (result,) = charge().estates
    assert Charge.objects.count() == 0
    assert [held.subject for _, held in result.holds] == ["秩序"]


@pytest.mark.parametrize("missing", ["committee_signer", "branch_signer"])
def test_a_month_that_one_party_did_not_confirm_is_held(estate, charge, missing):
    UnitFactory(estate=estate)
    ConfirmationFactory(item__estate=estate, **{missing: ""})
    (result,) = charge().estates
    assert Charge.objects.count() == 0
    assert [held.reason for _, held in result.holds] == [service.NOT_SIGNED_BY_BOTH]


def test_a_month_whose_weights_are_more_than_the_whole_is_held(estate, charge):
    """No door lets them in; a fee of more than the service would follow."""
    UnitFactory(estate=estate)
    for name, weight in (("保洁", "0.6"), ("秩序", "0.400001")):
        ConfirmationFactory(item__estate=estate, item__name=name, weight=Decimal(weight))
    (result,) = charge().estates
    assert (Charge.objects.count(), [held.reason for _, held in result.holds]) == (0, [service.MORE_THAN_ALL])
    Confirmation.objects.filter(item__name="秩序").update(weight=Decimal("0.4"))
    assert charge().estates[0].lines == 1


def test_what_was_held_is_charged_by_a_later_run_once_confirmed(estate, charge):
    UnitFactory(estate=estate)
    charge()
    held = Hold.objects.get()
    assert held.released_by is None
    confirm(estate, JUNE)
    run = charge().run
    assert charged() == [(day(1), day(1, 7), 100_00)]
    held.refresh_from_db()
    assert held.released_by == run


def test_a_hold_that_still_waits_is_recorded_once(estate, charge):
    UnitFactory(estate=estate)
    charge()
    charge()
    assert Hold.objects.filter(released_by=None).count() == 1


def test_what_was_held_in_another_month_does_not_hold_this_one(estate, charge):
    UnitFactory(estate=estate)
    confirm(estate, JUNE)
    charge(month=JUNE.previous)
    charge()
    assert charged() == [(day(1), day(1, 7), 100_00)]
    assert Hold.objects.get(released_by=None).month == JUNE.previous.start


# --- vacancy ---------------------------------------------------------------------------------------------------------


def test_a_vacant_unit_pays_the_reduced_fee(estate, charge):
    OccupancyFactory(unit__estate=estate)
    UnitFactory(estate=estate)
    VacancyReductionFactory(estate=estate)
    confirm(estate, JUNE)
    charge()
    assert sorted(fen for _, _, fen in charged()) == [70_00, 100_00]


def test_a_vacancy_that_begins_inside_the_month_reduces_only_its_days(estate, charge):
    OccupancyFactory(unit__estate=estate, start=day(16))
    VacancyReductionFactory(estate=estate)
    confirm(estate, JUNE)
    charge()
    assert charged() == [(day(1), day(16), 50_00), (day(16), day(1, 7), 35_00)]


def test_two_vacancies_in_one_month_reduce_their_days(estate, charge):
    unit = OccupancyFactory(unit__estate=estate, end=day(11)).unit
    OccupancyFactory(unit=unit, start=day(21))
    VacancyReductionFactory(estate=estate)
    confirm(estate, JUNE)
    charge()
    assert charged() == [(day(1), day(11), 23_33), (day(11), day(21), 33_33), (day(21), day(1, 7), 23_33)]


def test_a_vacancy_reduction_that_is_not_in_force_reduces_nothing(estate, charge):
    OccupancyFactory(unit__estate=estate)
    VacancyReductionFactory(estate=estate, start=day(1, 7))
    confirm(estate, JUNE)
    charge()
    assert charged() == [(day(1), day(1, 7), 100_00)]


# --- parking ---------------------------------------------------------------------------------------------------------


def test_a_leased_space_is_charged_after_the_month_has_ended(estate, charge):
    LeaseFactory(space__estate=estate)
    (result,) = charge(today=day(30)).estates
    assert charged(source="parking") == []
    assert MONTH_NOT_ENDED in [held.reason for _, held in result.holds]
    charge(today=JULY_1)
    assert charged(source="parking") == [(day(1), day(1, 7), 150_00)]
    assert Hold.objects.get(reason=MONTH_NOT_ENDED).released_by is not None


def test_days_on_which_a_work_closed_the_space_are_not_charged(estate, charge):
    space = SpaceFactory(estate=estate)
    LeaseFactory(space=space)
    ClosureFactory(space=space, start=day(10), end=day(13), work_order_number="GD-7")
    charge()
    assert charged(source="parking") == [(day(1), day(1, 7), 135_00)]
    assert ChargeBasis.objects.get(source="parking").facts == {
        "days": 27,
        "days_in_month": 30,
        "closed_by": ["GD-7"],
    }


def test_a_space_closed_all_month_is_not_charged(estate, charge):
    space = SpaceFactory(estate=estate)
    LeaseFactory(space=space)
    ClosureFactory(space=space, start=day(1), end=day(1, 7))
    charge()
    assert charged(source="parking") == []


def test_many_closures_of_a_space_in_one_month_are_no_trouble(estate, charge):
    space = SpaceFactory(estate=estate)
    LeaseFactory(space=space)
    for number in range(1, 26):
        ClosureFactory(
            space=space, start=day(number), end=day(number + 1), work_order_number=f"GD-2022-LONG-{number:03d}"
        )
    charge()
    assert charged(source="parking") == [(day(1), day(1, 7), 25_00)]
    assert all(len(key) <= 120 for key in ChargeBasis.objects.values_list("key", flat=True))


def test_a_space_that_changes_hands_is_charged_to_both_for_their_days(estate, charge):
    space = SpaceFactory(estate=estate)
    LeaseFactory(space=space, end=day(11))
    LeaseFactory(space=space, start=day(11))
    charge()
    assert sorted(charged(source="parking")) == [(day(1), day(11), 50_00), (day(11), day(1, 7), 100_00)]


def test_a_lease_prolonged_later_charges_only_the_new_days(estate, charge):
    lease = LeaseFactory(space__estate=estate, end=day(11))
    charge()
    LeaseFactory(space=lease.space, start=day(11))
    charge()
    assert sorted(charged(source="parking")) == [(day(1), day(11), 50_00), (day(11), day(1, 7), 100_00)]


def test_days_before_the_take_over_cost_no_rent(shipped, charge):
    LeaseFactory(space__estate=EstateFactory(taken_over_on=day(16)))
    charge()
    assert charged() == [(day(16), day(1, 7), 75_00)]


# --- works -----------------------------------------------------------------------------------------------------------


def test_an_accepted_work_is_shared_by_area_to_the_fen(estate, charge):
    for area in (50, 70, 90):
        UnitFactory(estate=estate, area=Decimal(area))
    WorkOrderFactory(estate=estate, accepted=Decimal(100))  # 1000.00 × 100/120 = 833.33
    charge()
    # 198.4119 277.7767 357.1414: the odd fen goes to the largest remainder, the second
    assert [fen for _, _, fen in charged(source="works")] == [198_41, 277_78, 357_14]


def test_a_work_is_charged_once_however_often_the_run_repeats(estate, charge):
    UnitFactory(estate=estate)
    WorkOrderFactory(estate=estate)
    for _ in range(3):
        charge()
    assert charged(source="works") == [(day(15), day(16), 1000_00)]


def test_a_unit_registered_after_a_work_was_charged_pays_no_share_of_it(estate, charge):
    UnitFactory(estate=estate)
    WorkOrderFactory(estate=estate)
    charge()
    UnitFactory(estate=estate)
    charge()
    assert sum(fen for _, _, fen in charged(source="works")) == 1000_00


def test_a_work_whose_acceptance_day_is_corrected_later_is_not_charged_again(estate, charge):
    UnitFactory(estate=estate)
    work = WorkOrderFactory(estate=estate)
    charge()
    UnitFactory(estate=estate)
    work.accepted_on = day(20, 7)
    work.save()
    charge(month=JUNE.next, today=day(1, 8))
    assert charged(source="works") == [(day(15), day(16), 1000_00)]


@pytest.mark.parametrize(
    ("result", "reason"), [(WorkResult.PENDING, works.NOT_ACCEPTED), (WorkResult.REWORK, works.SENT_BACK)]
)
def test_what_was_not_accepted_is_not_charged_and_is_held(estate, charge, result, reason):
    UnitFactory(estate=estate)
    work = WorkOrderFactory(estate=estate, result=result, accepted=None, accepted_on=None)
    (outcome,) = charge().estates
    assert charged(source="works") == []
    assert ("works", work.number, reason) in [(source, held.subject, held.reason) for source, held in outcome.holds]


@pytest.mark.parametrize("funding", [Funding.SUBSIDY, Funding.MAINTENANCE_FUND, Funding.COMMON_INCOME])
def test_what_others_pay_for_is_never_charged(estate, charge, funding):
    UnitFactory(estate=estate)
    WorkOrderFactory(estate=estate, funding=funding)
    charge()
    assert charged(source="works") == []


def test_a_work_accepted_before_the_take_over_is_charged_in_the_month_of_acceptance(shipped, charge):
    estate = EstateFactory(taken_over_on=day(1, 9))
    UnitFactory(estate=estate)
    WorkOrderFactory(estate=estate)
    charge()
    assert charged() == [(day(15), day(16), 1000_00)]


def test_a_work_is_charged_in_the_month_of_acceptance_not_of_the_work(estate, charge):
    UnitFactory(estate=estate)
    WorkOrderFactory(estate=estate, done_on=day(31, 5), accepted_on=day(1))
    charge(month=JUNE.previous)
    assert charged(source="works") == []
    charge()
    assert charged(source="works") == [(day(1), day(2), 1000_00)]


def test_only_units_in_the_scope_pay_for_a_work(estate, charge):
    inside = UnitFactory(estate=estate, building=3, entrance=2)
    UnitFactory(estate=estate, building=3, entrance=1)
    UnitFactory(estate=estate, building=1, entrance=2)
    UnitFactory(estate=EstateFactory(), building=3, entrance=2)
    WorkOrderFactory(estate=estate, scope="3号楼2单元")
    charge()
    assert [line.unit for line in Charge.objects.filter(source="works")] == [inside]


@pytest.mark.parametrize("scope", ["9号楼", "看情况"])
def test_a_work_whose_scope_covers_no_unit_is_held(estate, charge, scope):
    UnitFactory(estate=estate)
    WorkOrderFactory(estate=estate, scope=scope)
    (result,) = charge().estates
    assert charged(source="works") == []
    assert works.NO_UNITS_IN_SCOPE in [held.reason for _, held in result.holds]


# --- runs, people, the database's own promises ----------------------------------------------------------------------


def test_only_who_may_charge_charges(estate):
    with pytest.raises(NotAllowed):
        charge_month(month=JUNE, by=UserFactory(role="reviewer"), today=JULY_1)
    assert ChargeRun.objects.count() == 0


def test_an_unknown_estate_is_named(estate, accountant):
    with pytest.raises(UnknownEstate, match="XX99"):
        charge_month(month=JUNE, by=accountant, today=JULY_1, estate_codes=["BC01", "XX99"])


def test_without_any_estate_there_is_nothing_to_charge(accountant):
    with pytest.raises(NothingRegistered):
        charge_month(month=JUNE, by=accountant, today=JULY_1)


def test_a_run_can_be_limited_to_some_estates(estate, accountant):
    UnitFactory(estate=estate)
    other = UnitFactory(estate=EstateFactory(code="BC02"))
    confirm(estate, JUNE)
    confirm(other.estate, JUNE)
    TariffFactory(estate=other.estate)
    charge_month(month=JUNE, by=accountant, today=JULY_1, estate_codes=["BC02"])
    assert [line.estate.code for line in Charge.objects.all()] == ["BC02"]


def test_a_run_is_recorded_and_tells_how_far_it_is(estate, accountant):
    EstateFactory()
    seen = []
    result = charge_month(
        month=JUNE, by=accountant, today=JULY_1, progress=lambda done, total, name: seen.append((done, total))
    )
    assert seen == [(0, 2), (1, 2), (2, 2)]
    assert (result.run.estates_done, result.run.estates_total) == (2, 2)
    assert result.run.finished_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_run_that_fails_in_one_estate_leaves_nothing_of_it(estate, charge, monkeypatch):
    UnitFactory(estate=estate)
    confirm(estate, JUNE)
    LeaseFactory(space__estate=estate)

    def broken(*_, **__):
        raise RuntimeError("killed here")

    monkeypatch.setattr("invoices.modules.charge_sources.selectors.parking.lease_chunks", broken)
    with pytest.raises(RuntimeError):
        charge()
    assert Charge.objects.count() == 0
    assert ChargeBasis.objects.count() == 0
    assert ChargeRun.objects.get().finished_at is None


def test_the_database_refuses_a_second_charge_of_a_source(shipped):
    first = ChargeFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ChargeFactory(unit=first.unit, source_key=first.source_key)
    assert Charge.objects.count() == 1


def test_the_database_refuses_to_change_a_charge(shipped):
    charge = ChargeFactory()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Charge.objects.update(amount=Yuan(1))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        charge.delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ChargeBasis.objects.update(facts={})
    assert Charge.objects.get().amount == Yuan(100_00)


@pytest.mark.parametrize("wrong", [{"amount": Yuan(-1)}, {"end": date(2022, 6, 1)}, {"ratio_denominator": 0}], ids=str)
def test_the_database_refuses_a_charge_that_makes_no_sense(shipped, wrong):
    run = ChargeRunFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ChargeFactory(run=run, **wrong)


def test_a_confirmation_removed_after_charging_takes_nothing_back(estate, charge):
    UnitFactory(estate=estate)
    confirm(estate, JUNE)
    charge()
    Confirmation.objects.all().delete()
    (result,) = charge().estates
    assert charged() == [(day(1), day(1, 7), 100_00)]
    assert [held.reason for _, held in result.holds] == [service.NOT_CONFIRMED]


# --- not before its time ---------------------------------------------------------------------------------------------


def test_a_service_signed_before_its_month_has_ended_waits_for_the_end(estate, charge):
    UnitFactory(estate=estate)
    confirm(estate, JUNE)
    charge(today=date(2022, 6, 30))
    assert charged() == []
    assert Hold.objects.get().reason == MONTH_NOT_ENDED
    charge()
    assert len(charged()) == 1


def test_a_work_whose_day_of_acceptance_is_still_to_come_is_held(estate, charge):
    UnitFactory(estate=estate)
    confirm(estate, JUNE)
    WorkOrderFactory(estate=estate, accepted_on=date(2022, 6, 20))
    charge(today=date(2022, 6, 19))
    assert charged(source="works") == []
    assert Hold.objects.filter(reason=works.NOT_ACCEPTED).exists()
    charge(today=date(2022, 6, 20))
    assert len(charged(source="works")) == 1
