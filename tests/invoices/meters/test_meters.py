"""Meters: read, looked through by a second person, charged at the supplier's price, and never more than he billed."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.billing.testing import bill
from invoices.modules.charges.models import Charge
from invoices.modules.charges.public import Held, charge_month
from invoices.modules.charges.testing import pulled
from invoices.modules.ledger.public import balances_of_account
from invoices.modules.meters.domain import errors
from invoices.modules.meters.domain.supply import PriceStep, in_steps, is_odd, step_named
from invoices.modules.meters.importers.meters import figure, multiplier
from invoices.modules.meters.models import Meter, MeterReading, ReadingSheet, SupplierBill, SupplyTerms
from invoices.modules.meters.services import (
    approve_meter,
    approve_sheet,
    approve_supplier_bill,
    approve_terms,
    enter_supplier_bill,
    hand_in,
    propose_terms,
    register_meter,
    take_back_supplier_bill,
    take_out,
    write_down_reading,
)
from invoices.modules.meters.services.source import MeteredSupplies
from invoices.modules.meters.verifiers import verify
from invoices.modules.tariffs.models import FeeItem
from invoices.modules.tariffs.testing import TariffFactory
from property_ops.framework.importing import import_files
from property_ops.framework.importing.problems import CellError
from property_ops.kernel.errors import NotAllowed, ReasonMissing, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from tests.property_ops.framework.importing.papers import approve_all, register, workbook
from tests.property_ops.framework.importing.papers import errors as errors_of
from tests.visitors import visitor

JUNE, JULY = Month(2022, 6), Month(2022, 7)
NOW, TODAY = datetime(2022, 8, 20, 2, 0, tzinfo=UTC), date(2022, 8, 20)


class Water:
    """Three homes, 3.00 a ton, above 10 tons in the year 4.00; the rest of a bill by area (80, 80 and 40 m²)."""

    def __init__(self, accountant, reviewer, *, shared_by="area", steps_by="year") -> None:
        self.accountant, self.reviewer = accountant, reviewer
        self.estate = EstateFactory(code="BC01", name="牡丹花园")
        self.item = FeeItem.objects.get(code="water_fee")
        for applies_to, rate in (("住宅", "3"), ("住宅 10吨以上", "4")):
            TariffFactory(
                estate=self.estate, item=self.item, applies_to=applies_to, rate=Decimal(rate), unit="元/吨",
                start=date(2022, 1, 1), end=None,
            )  # fmt: skip
        terms = SupplyTerms(
            estate=self.estate, item=self.item, supplier="水务集团", steps_by=steps_by, shared_by=shared_by,
            start=date(2022, 5, 31), basis="业委会 2022-05 决议",
        )  # fmt: skip
        approve_terms(terms_id=propose_terms(terms=terms, by=accountant, now=NOW).pk, by=reviewer, now=NOW)
        self.meters = [self.meter(room, area) for room, area in (("301", 80), ("302", 80), ("303", 40))]

    def meter(self, room: str, area: int) -> Meter:
        unit = owned_unit(
            owner=f"户{room}", estate=self.estate, building=5, entrance=2, room=room, code=f"BC01-5-2-{room}", area=area
        )
        meter = Meter(
            unit=unit, item=self.item, number=f"S{room}", installed_on=date(2022, 5, 31), first_value=Decimal(100)
        )
        register_meter(meter=meter, by=self.accountant, now=NOW)
        return approve_meter(meter_id=meter.pk, by=self.reviewer, now=NOW)

    def read(self, day: date, *values: str) -> None:
        for meter, value in zip(self.meters, values, strict=False):
            write_down_reading(
                meter_id=meter.pk, day=day, value=Decimal(value), scan=None, by=self.accountant, now=NOW, today=TODAY
            )

    def handed_in(self, month: Month = JUNE) -> ReadingSheet:
        return hand_in(estate=self.estate, item=self.item, month=month, by=self.accountant, now=NOW)

    def approved(self, month: Month = JUNE) -> ReadingSheet:
        return approve_sheet(sheet_id=self.handed_in(month).pk, by=self.reviewer, now=NOW)

    def of_supplier(self, **changed: object) -> SupplierBill:
        usual = {"month": JUNE.start, "number": "SW-6", "quantity": Decimal(40), "amount": Yuan(100_00)}
        return SupplierBill(estate=self.estate, item=self.item, **usual | changed)

    def billed(self, amount: int, month: Month = JUNE) -> SupplierBill:
        bill = self.of_supplier(amount=Yuan(amount), month=month.start)
        enter_supplier_bill(bill=bill, by=self.accountant, now=NOW)
        return approve_supplier_bill(bill_id=bill.pk, by=self.reviewer, now=NOW, today=TODAY)

    def pulled(self, month: Month = JUNE) -> list:
        return pulled(MeteredSupplies(), estate=self.estate, month=month, today=TODAY)


@pytest.fixture
def water(shipped, accountant, reviewer) -> Water:
    return Water(accountant, reviewer)


numbers = st.decimals(min_value=0, max_value=500, places=2)


@given(numbers, numbers, st.lists(numbers, max_size=3, unique=True))
def test_the_parts_in_steps_are_together_what_was_used_each_within_its_step(before, used, limits):
    steps = [PriceStep(above, Decimal(1), date(2022, 1, 1)) for above in {Decimal(0), *limits}]
    parts = in_steps(steps, before=before, used=used)
    assert sum((part.quantity for part in parts), Decimal(0)) == used
    assert all(one.price.above < other.price.above for one, other in pairwise(parts))
    reached = before
    for part in parts:
        reached += part.quantity
        assert part.price.above < reached


def test_a_price_says_for_which_use_and_above_what():
    assert step_named("住宅") == ("住宅", Decimal(0))
    assert step_named("住宅 144吨以上") == ("住宅", Decimal(144))
    assert step_named("商业 210.5 度 以上") == ("商业", Decimal("210.5"))


def test_nothing_used_and_three_times_the_usual_are_odd():
    usual = [Decimal(10), Decimal(12)]
    assert is_odd(Decimal(0), usual)
    assert is_odd(Decimal(34), usual)
    assert not is_odd(Decimal(33), usual)
    assert not is_odd(Decimal(500), [])


@pytest.mark.django_db
def test_what_was_read_is_charged_in_steps_of_the_year_once_another_person_looked_through_it(water):
    water.read(date(2022, 6, 29), "108", "112", "100")
    assert water.pulled() == []
    sheet = water.handed_in()
    assert water.pulled() == [Held(sheet.number, "readings_not_approved")]
    with pytest.raises(NotAllowed):
        approve_sheet(sheet_id=sheet.pk, by=water.accountant, now=NOW)
    approve_sheet(sheet_id=sheet.pk, by=water.reviewer, now=NOW)
    assert water.pulled() == [Held("water_fee/2022-06", "no_bill")]
    water.billed(62_00)
    assert [batch.amount for batch in water.pulled()] == [[24_00], [30_00, 8_00]]
    water.read(date(2022, 7, 30), "111", "113", "100.5")
    water.approved(JULY)
    water.billed(15_50, JULY)
    assert [batch.amount for batch in water.pulled(JULY)] == [[6_00, 4_00], [4_00], [1_50]]


@pytest.mark.django_db
def test_households_pay_the_suppliers_bill_to_the_fen_and_the_account_between_comes_out_even(water):
    water.read(date(2022, 6, 29), "108", "112", "100")
    water.approved()
    water.billed(100_01)
    own, other, rest = water.pulled()
    assert (own.amount, other.amount, rest.amount) == ([24_00], [30_00, 8_00], [15_21, 15_20, 7_60])
    for _again in range(2):
        charge_month(month=JUNE, by=water.accountant, today=TODAY)
    assert sum(charge.amount.fen for charge in Charge.objects.all()) == 100_01
    assert balances_of_account("2241.06") == {("", ""): Yuan(100_01)}
    bill(JUNE, prepared_by=water.accountant, approved_by=water.reviewer, today=TODAY)
    assert sum(balances_of_account("2241.06").values(), Yuan(0)) == Yuan(0)
    assert sum(balances_of_account("2202").values(), Yuan(0)) == Yuan(-100_01)
    assert not any(check.differences for check in verify())


@pytest.mark.django_db
def test_the_rest_is_shared_only_once_all_meters_were_read(water):
    water.read(date(2022, 6, 29), "108", "112")
    water.approved()
    water.billed(100_00)
    assert Held("SW-6", "meters_unread", {"meters": ["S303"]}) in water.pulled()
    meter = water.meters[2]
    write_down_reading(
        meter_id=meter.pk, day=date(2022, 6, 30), value=Decimal(101), scan=None, by=water.accountant, now=NOW,
        today=TODAY,
    )  # fmt: skip
    water.approved()
    assert sum(sum(batch.amount) for batch in water.pulled()) == 100_00


@pytest.mark.django_db
def test_meters_that_come_to_more_than_the_bill_are_looked_at_and_nobody_pays_before(water):
    water.read(date(2022, 6, 29), "108", "112", "100")
    water.approved()
    water.billed(61_99)
    assert water.pulled() == [Held("SW-6", "above_bill", {"own": "62.00", "bill": "61.99"})]


@pytest.mark.django_db
@pytest.mark.parametrize(("rule", "parts"), [("unit", [12_67, 12_67, 12_66]), ("use", [15_20, 22_80])])
def test_the_rule_of_sharing_is_that_of_the_terms(shipped, accountant, reviewer, rule, parts):
    water = Water(accountant, reviewer, shared_by=rule)
    water.read(date(2022, 6, 29), "108", "112", "100")
    water.approved()
    water.billed(100_00)
    assert water.pulled()[-1].amount == parts


@pytest.mark.django_db
def test_steps_of_a_month_begin_anew_each_month(shipped, accountant, reviewer):
    water = Water(accountant, reviewer, steps_by="month")
    water.read(date(2022, 6, 29), "108")
    water.approved()
    water.read(date(2022, 7, 29), "117")
    water.approved(JULY)
    water.billed(27_00, JULY)
    assert [batch.amount for batch in water.pulled(JULY)] == [[27_00]]


@pytest.mark.django_db
def test_without_price_or_terms_it_is_held_with_the_words(water):
    water.read(date(2022, 6, 29), "108")
    water.approved()
    water.billed(100_00)
    water.estate.tariffs.update(start=date(2022, 7, 1))
    assert water.pulled() == [Held("S301", "no_price")]


@pytest.mark.django_db
def test_a_reading_never_goes_back_and_stays_once_it_was_handed_in(water):
    for day, value in ((date(2022, 6, 29), "99.99"), (date(2022, 5, 31), "101"), (date(2022, 8, 21), "101")):
        with pytest.raises((errors.ReadingGoesBack, errors.MeterNotThere)):
            water.read(day, value)
    assert not MeterReading.objects.exists()
    water.read(date(2022, 6, 29), "180")
    water.read(date(2022, 6, 30), "108")  # corrected before it is handed in
    sheet = water.approved()
    with pytest.raises(errors.ReadingDecided):
        write_down_reading(
            meter_id=water.meters[0].pk, day=date(2022, 6, 30), value=Decimal(109), scan=None, by=water.accountant,
            now=NOW, today=date(2022, 6, 30),
        )  # fmt: skip
    assert [one.used for one in sheet.readings.all()] == [Decimal(8)]


@pytest.mark.django_db
def test_months_are_approved_in_order_and_a_rejected_sheet_is_read_again(water):
    water.read(date(2022, 7, 29), "108")
    water.approved(JULY)
    assert MeterReading.objects.filter(MeterReading.STANDS).count() == 1
    write_down_reading(
        meter_id=water.meters[1].pk, day=date(2022, 6, 29), value=Decimal(101), scan=None, by=water.accountant,
        now=NOW, today=TODAY,
    )  # fmt: skip
    with pytest.raises(errors.LaterMonthApproved):
        water.approved()


@pytest.mark.django_db
def test_what_was_not_read_is_not_handed_in_and_what_waits_is_decided_first(water):
    with pytest.raises(errors.NothingRead):
        water.handed_in()
    water.read(date(2022, 6, 29), "108")
    sheet = water.handed_in()
    water.read(date(2022, 7, 29), "109")
    with pytest.raises(errors.ReadingsWait):
        water.handed_in(JULY)
    assert list(ReadingSheet.objects.all()) == [sheet]


@pytest.mark.django_db
def test_a_suppliers_bill_is_of_something_and_stands_once_a_month(water):
    for nothing in ({"amount": Yuan(0)}, {"quantity": Decimal(0)}, {"amount": Yuan(-1)}, {"quantity": Decimal(-1)}):
        with pytest.raises(errors.SupplierBillEmpty):
            enter_supplier_bill(bill=water.of_supplier(**nothing), by=water.accountant, now=NOW)
    enter_supplier_bill(bill=water.of_supplier(), by=water.accountant, now=NOW)
    with pytest.raises(errors.SupplierBillTwice):
        enter_supplier_bill(bill=water.of_supplier(number="SW-7"), by=water.accountant, now=NOW)
    assert SupplierBill.objects.count() == 1


@pytest.mark.django_db
def test_nobody_approves_their_own_and_a_number_stands_once(water, manager, accountant):
    accountant.groups.add(*manager.groups.all())
    both = type(accountant).objects.get(pk=accountant.pk)
    unit = water.meters[0].unit
    values = {"unit": unit, "item": water.item, "installed_on": date(2022, 6, 1), "first_value": Decimal(0)}
    with pytest.raises(errors.MeterTwice):
        register_meter(meter=Meter(number="S301", **values), by=both, now=NOW)
    new = register_meter(meter=Meter(number="S399", **values), by=both, now=NOW)
    with pytest.raises(SamePerson):
        approve_meter(meter_id=new.pk, by=both, now=NOW)
    with pytest.raises(SamePerson):
        take_out(meter_id=new.pk, day=date(2022, 6, 1), by=both)
    # As if two had entered it at the same moment.
    twin = Meter.objects.create(number="S301", **values, prepared_by=both, prepared_at=NOW)
    with pytest.raises(errors.MeterTwice):
        approve_meter(meter_id=twin.pk, by=water.reviewer, now=NOW)


@pytest.mark.django_db
def test_who_enters_meters_takes_none_out_since_others_would_pay_what_it_counts(water):
    with pytest.raises(NotAllowed):
        take_out(meter_id=water.meters[0].pk, day=date(2022, 6, 1), by=water.accountant)
    path = f"/meters/{water.meters[0].pk}/"
    assert (visitor("accountant").post(f"{path}take-out/", {"day": "2022-06-01"}).status_code) == 403
    assert "take-out/" not in visitor("accountant").text(path)
    assert "take-out/" in visitor("reviewer").text(path)


@pytest.mark.django_db
def test_a_sheet_read_before_an_earlier_month_counted_is_held_against_it(water):
    water.read(date(2022, 6, 29), "112")
    water.read(date(2022, 7, 29), "108")
    water.approved()
    with pytest.raises(errors.ReadingGoesBack):
        water.approved(JULY)
    assert MeterReading.objects.get(month=JULY.start).used is None


@pytest.mark.django_db
def test_a_changed_meter_is_taken_out_and_the_next_goes_on_in_the_years_steps(water):
    water.read(date(2022, 6, 29), "109")
    water.approved()
    old = water.meters[0]
    with pytest.raises(errors.TakenOutTooEarly):
        take_out(meter_id=old.pk, day=date(2022, 6, 28), by=water.reviewer)
    with pytest.raises(errors.MeterNotThere):
        take_out(meter_id=old.pk, day=date(2022, 5, 30), by=water.reviewer)
    take_out(meter_id=old.pk, day=date(2022, 6, 29), by=water.reviewer)
    with pytest.raises(errors.MeterNotThere):
        take_out(meter_id=old.pk, day=date(2022, 6, 30), by=water.reviewer)
    new = Meter(unit=old.unit, item=water.item, number="S301", installed_on=date(2022, 6, 29), first_value=Decimal(0))
    register_meter(meter=new, by=water.accountant, now=NOW)
    water.meters = [approve_meter(meter_id=new.pk, by=water.reviewer, now=NOW)]
    water.read(date(2022, 7, 29), "3")
    water.approved(JULY)
    water.billed(11_00, JULY)
    assert [batch.amount for batch in water.pulled(JULY)] == [[3_00, 8_00]]


@pytest.mark.django_db
def test_the_database_keeps_what_was_approved(water):
    water.read(date(2022, 6, 29), "108")
    water.approved()
    for wrong in (
        lambda: MeterReading.objects.update(value=Decimal(120)),
        lambda: MeterReading.objects.update(used=Decimal(1)),
        lambda: MeterReading.objects.all()._raw_delete("default"),
        lambda: Meter.objects.filter(number="S301").update(multiplier=Decimal(10)),
        lambda: ReadingSheet.objects.update(month=date(2022, 5, 1)),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()
    MeterReading.objects.filter(used=8).update(day=date(2022, 6, 29))
    assert not any(check.differences for check in verify())


def test_a_meter_shows_a_figure_that_can_be_and_its_multiplier_is_above_zero():
    assert (figure("108.5"), multiplier(30)) == (Decimal("108.5"), Decimal(30))
    for parse, wrong in ((figure, -1), (figure, 1e17), (figure, "0.001"), (multiplier, 0), (multiplier, "-30")):
        with pytest.raises(CellError):
            parse(wrong)


METERS = ["小区", "房号", "表别", "表号", "倍率", "启用日期", "起始读数"]
READINGS = ["小区", "表号", "抄表日期", "本次读数"]


def told(water, tmp_path, heads, *rows):
    """What is wrong with a register that the accountant brings."""
    path = workbook(tmp_path / f"{heads[-1]}.xlsx", {"台账": register(heads, *rows)})
    return [problem.says for problem in errors_of(import_files(paths=[path], by=water.accountant, as_of=TODAY))]


@pytest.mark.django_db
def test_a_register_of_meters_waits_for_another_person_and_never_changes_where_a_meter_begins(water, tmp_path):
    new = ["牡丹花园", "5号楼二单元301", "电表", "d7", "", "2022-06-01", "8"]
    assert told(water, tmp_path, METERS, new, ["牡丹花园", "5-2-301", "水表", "S301", 1, "2022-05-31", 100]) == []
    assert not Meter.objects.filter(number="D7").exists()
    approve_all()
    meter = Meter.objects.get(number="D7")
    assert (meter.item.code, meter.multiplier, meter.first_value) == ("electricity_fee", Decimal(1), Decimal(8))
    assert (meter.prepared_by, meter.state) == (water.accountant, "approved")
    wrong = [[*new[:4], 30, *new[5:]], ["牡丹花园", "5-2-999", "水表", "S9", "", "2022-06-01", 0]]
    for row, says in zip(wrong, ("stands in the register otherwise", "no such unit"), strict=True):
        (said,) = told(water, tmp_path, METERS, row)
        assert says in said
    assert Meter.objects.get(number="D7").multiplier == Decimal(1)


@pytest.mark.django_db
def test_readings_of_a_workbook_have_the_rules_of_the_page(water, tmp_path):
    def read(number, day, value):
        return told(water, tmp_path, READINGS, ["牡丹花园", number, day, value])

    for row, says in (
        (("S399", "2022-06-29", 108), "no approved meter"),
        (("S301", "2022-06-29", "99.99"), "not lower"),
        (("S301", "2022-05-30", 108), "not in its place"),
    ):
        (said,) = read(*row)
        assert says in said
    assert read("s301", "2022-06-28", 107) == read("S301", "2022-06-29", 108) == []
    assert [(one.day, one.value) for one in MeterReading.objects.all()] == [(date(2022, 6, 29), Decimal(108))]
    water.approved()
    assert read("S301", "2022-06-29", 108) == [], "the same once more changes nothing"
    (said,) = read("S301", "2022-06-29", 109)
    assert "handed in already" in said
    assert MeterReading.objects.get().value == Decimal(108)


@pytest.mark.django_db
def test_a_meter_is_read_handed_in_and_looked_through_on_the_pages(water):
    clerk, second = visitor("accountant"), visitor("reviewer")
    meter = water.meters[0]
    made = clerk.post(f"/meters/{meter.pk}/read/", {"value": "108", "day": "2022-06-29"})
    assert made.status_code == 302, made.context["form"].errors
    address = "/meters/round/?estate=BC01&item=water_fee&month=2022-06"
    assert "S301" in clerk.text(address)
    handed = clerk.post("/meters/round/BC01/water_fee/2022-06/hand-in/", {})
    sheet = ReadingSheet.objects.get()
    assert handed.url == f"/meters/sheets/{sheet.pk}/"
    assert "BC01-5-2-301" in second.text(handed.url)
    second.post(f"/approvals/reading_sheet/{sheet.pk}/approve/", {})
    sheet.refresh_from_db()
    assert sheet.state == "approved"


@pytest.mark.django_db
def test_a_wrong_suppliers_bill_is_taken_back_by_another_before_households_are_charged_for_it(water):
    """The right one takes its place; once households were charged it stays."""
    wrong = water.billed(400_00)
    back = {"bill_id": wrong.pk, "because": "抄错金额", "today": TODAY}
    with pytest.raises(NotAllowed):
        take_back_supplier_bill(**back, by=water.accountant)
    with pytest.raises(ReasonMissing):
        take_back_supplier_bill(**back | {"because": " "}, by=water.reviewer)
    assert "Take this bill back" in visitor("manager").text(f"/meters/bills/{wrong.pk}/")
    take_back_supplier_bill(**back, by=water.reviewer)
    assert sum(balances_of_account("2202").values(), Yuan(0)) == Yuan(0)
    with pytest.raises(errors.SupplierBillDoesNotStand), transaction.atomic():
        take_back_supplier_bill(**back, by=water.reviewer)
    with pytest.raises(DatabaseError), transaction.atomic():
        SupplierBill.objects.filter(pk=wrong.pk).update(taken_back_on=None, taken_back_by=None, taken_back_because="")
    with pytest.raises(DatabaseError), transaction.atomic():
        SupplierBill.objects.filter(pk=wrong.pk).update(taken_back_by=water.accountant)
    water.read(date(2022, 6, 29), "108", "112", "100")
    water.approved()
    assert water.pulled() == [Held("water_fee/2022-06", "no_bill")]
    right = water.billed(140_00)
    charge_month(month=JUNE, by=water.accountant, today=TODAY)
    with pytest.raises(errors.SupplierBillCharged), transaction.atomic():
        take_back_supplier_bill(bill_id=right.pk, because="再改", by=water.reviewer, today=TODAY)
    assert sum(balances_of_account("2202").values(), Yuan(0)) == Yuan(-140_00)
    assert not any(check.differences for check in verify())
