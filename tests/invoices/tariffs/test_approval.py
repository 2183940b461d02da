"""What would make anybody pay otherwise by a tariff waits for another person; all else does not."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from invoices.modules.charges.public import charge_month
from invoices.modules.tariffs.models import Tariff
from invoices.modules.tariffs.testing import TariffFactory, VacancyReductionFactory
from property_ops.framework.approval.services import reject, withdraw
from property_ops.framework.importing import import_files
from property_ops.framework.importing.approving import approve_batches, look_at, waiting_batches
from property_ops.framework.models import AuditEvent, ImportedBatch
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.confirmations.testing import confirm
from property_ops.modules.estates.testing import EstateFactory, OccupancyFactory, owned_unit
from tests.invoices.tariffs.test_tariff_importer import estate, rate
from tests.property_ops.framework.importing.papers import TARIFFS, register, waits, workbook
from tests.visitors import visitor

__all__ = ["estate"]  # the fixture
NOW, TODAY = datetime(2022, 7, 1, tzinfo=UTC), date(2022, 7, 1)
JUNE = Month(2022, 6)


def bring(folder, *rows, by):
    path = workbook(folder / "收费标准.xlsx", {"收费标准": register(TARIFFS, *rows)})
    return import_files(paths=[path], by=by, as_of=TODAY)


def approve(by):
    return list(approve_batches(waiting_batches(), by=by, now=NOW, today=TODAY))


def in_force() -> list[tuple[date, date | None, Decimal]]:
    return list(Tariff.objects.order_by("start").values_list("start", "end", "rate"))


FIRST = (date(2022, 1, 1), None, Decimal("0.42"))


def test_the_first_rate_of_an_estate_waits(tmp_path, estate, accountant, reviewer):
    assert waits(bring(tmp_path, rate(), by=accountant)) == [1]
    assert in_force() == []
    approve(reviewer)
    assert in_force() == [FIRST]
    tariff = Tariff.objects.get()
    assert (tariff.prepared_by, tariff.decided_by, tariff.state) == (accountant, reviewer, "approved")


def test_who_imported_it_does_not_approve_it(tmp_path, estate):
    both = UserFactory(is_superuser=True)
    bring(tmp_path, rate(), by=both)
    with pytest.raises(SamePerson):
        approve(both)
    assert in_force() == []


@pytest.mark.parametrize(
    "rows",
    [
        [rate(标准=0.5)],
        [rate(截止日期="2022.12.31")],
        [rate(截止日期="2022.6.15"), rate(标准=0.5, 执行日期="2022.6.16")],
    ],
    ids=["another rate", "an end", "a new version"],
)
def test_another_rate_an_end_and_a_new_version_wait_and_what_stood_stands(tmp_path, estate, accountant, reviewer, rows):
    bring(tmp_path, rate(), by=accountant)
    approve(reviewer)
    assert waits(bring(tmp_path, *rows, by=accountant)) == [len(rows)]
    assert in_force() == [FIRST]


def test_what_makes_nobody_pay_otherwise_is_taken_over_at_once(tmp_path, estate, accountant, reviewer):
    """Another basis; and a version cut in two of one rate, which is the same rate on every day."""
    bring(tmp_path, rate(), by=accountant)
    approve(reviewer)
    assert waits(bring(tmp_path, rate(依据="2022年第3号公告"), by=accountant)) == [0]
    assert Tariff.objects.get().basis == "2022年第3号公告"
    cut = [rate(截止日期="2022.6.15"), rate(执行日期="2022.6.16")]
    assert waits(bring(tmp_path, *cut, by=accountant)) == [0]
    assert [row[:2] for row in in_force()] == [(date(2022, 1, 1), date(2022, 6, 16)), (date(2022, 6, 16), None)]


def test_importing_the_same_again_waits_once(tmp_path, estate, accountant):
    bring(tmp_path, rate(), by=accountant)
    assert waits(bring(tmp_path, rate(), by=accountant)) == [0]
    assert ImportedBatch.objects.count() == 1


def test_rejected_and_withdrawn_leave_what_stood_and_may_be_brought_again(tmp_path, estate, accountant, reviewer):
    bring(tmp_path, rate(), by=accountant)
    approve(reviewer)
    bring(tmp_path, rate(标准=4.2), by=accountant)
    reject(ImportedBatch, waiting_batches()[0].pk, reason="多写了一位", by=reviewer, now=NOW)
    assert (in_force(), waiting_batches()) == ([FIRST], [])
    bring(tmp_path, rate(标准=0.5), by=accountant)
    withdraw(ImportedBatch, waiting_batches()[0].pk, by=accountant, now=NOW)
    assert (in_force(), waiting_batches()) == ([FIRST], [])
    assert waits(bring(tmp_path, rate(标准=0.5), by=accountant)) == [1]


@pytest.fixture
def homes(accountant):
    """An estate with two homes of 100 and 60 m² at 1 yuan; the smaller is vacant and pays 70 %."""
    place = EstateFactory(code="BC03", name="益和小区")
    owned_unit(estate=place, area=Decimal(100), room="101")
    OccupancyFactory(unit=owned_unit(estate=place, area=Decimal(60), room="102"))
    TariffFactory(estate=place, start=date(2022, 1, 1))
    VacancyReductionFactory(estate=place, start=date(2022, 1, 1))
    confirm(place, JUNE)
    return place


def charged(by) -> tuple[Yuan, list[str]]:
    (result,) = charge_month(month=JUNE, by=by, today=TODAY).estates
    return result.amount, [held.reason for _source, held in result.holds]


VACANT = {"收费项目": "空置房减免", "单位": "比例", "标准": "0.7"}


def test_nobody_alone_ends_the_vacancy_reduction(tmp_path, homes, accountant, reviewer):
    """One row with a last day: each vacant home would pay more from the next day on."""
    assert waits(bring(tmp_path, rate(**VACANT, 截止日期="2022-06-15"), by=accountant)) == [1]
    assert charged(accountant) == (Yuan(0), ["tariff_not_approved"])
    (figures,) = look_at(waiting_batches()[0], by=reviewer, now=NOW, today=TODAY).values()
    assert (figures.before, figures.after) == ("0.7", "—")
    assert (figures.households, figures.total, figures.highest) == (1, Yuan(18_00), Yuan(18_00))
    reject(ImportedBatch, waiting_batches()[0].pk, reason="无依据", by=reviewer, now=NOW)
    assert charged(accountant) == (Yuan(100_00 + 42_00), [])


def test_nothing_is_charged_by_a_rate_that_waits_and_all_of_it_once_approved(tmp_path, homes, accountant, reviewer):
    both = [rate(标准=1, 截止日期="2022-06-15"), rate(标准=2, 执行日期="2022-06-16")]
    assert waits(bring(tmp_path, *both, by=accountant)) == [2]
    assert charged(accountant) == (Yuan(0), ["tariff_not_approved"])
    approve(reviewer)
    assert charged(accountant) == (Yuan(150_00 + 63_00), [])


def test_a_month_on_which_nothing_changes_is_charged_while_it_waits(tmp_path, homes, accountant):
    bring(tmp_path, rate(标准=1, 截止日期="2022-06-30"), rate(标准=2, 执行日期="2022-07-01"), by=accountant)
    assert charged(accountant) == (Yuan(100_00 + 42_00), [])


def test_the_audit_log_has_before_and_after(tmp_path, homes, accountant, reviewer):
    bring(tmp_path, rate(标准=2), by=accountant)
    approve(reviewer)
    (event,) = AuditEvent.objects.filter(action="approval.approved", user=reviewer)
    (change,) = event.detail["changes"]
    assert (change["of"], change["before"], change["after"]) == ("BC03/service_fee/住宅/2022-01-01", "1", "2")
    assert (change["households"], change["highest"]) == (2, "100.00")


def test_the_reviewer_sees_what_it_means_for_each_and_approves(tmp_path, homes, accountant):
    bring(tmp_path, rate(标准=2), by=accountant)
    person, batch = visitor("reviewer"), waiting_batches()[0]
    page = person.text(f"/import/batches/{batch.pk}/")
    for shown in ("益和小区 物业服务费 住宅 2", "142.00", "100.00", "The most of one household"):
        assert shown in page
    assert in_force()[0][2] == 1
    person.post(f"/approvals/import/{batch.pk}/approve/")
    assert {rate for start, _end, rate in in_force()} == {Decimal(2), Decimal("0.7")}
    assert "approved" in person.text(f"/import/batches/{batch.pk}/")


def test_who_prepared_it_sees_that_another_must_approve(tmp_path, homes):
    person = visitor("manager")
    bring(tmp_path, rate(标准=2), by=person.user)
    batch = waiting_batches()[0]
    assert "another person must approve it" in person.text(f"/import/batches/{batch.pk}/")
    person.post(f"/approvals/import/{batch.pk}/approve/")
    assert waiting_batches() == [batch]
