"""A changed tariff is prepared by one person and approved by another; the first tariffs come with approved papers."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from invoices.modules.charges.public import charge_month
from invoices.modules.tariffs.models import Tariff
from invoices.modules.tariffs.services import approve_tariffs
from invoices.modules.tariffs.testing import TariffFactory
from property_ops.framework.approval.domain import NothingToApprove
from property_ops.framework.approval.services import reject
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.confirmations.testing import confirm
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from tests.invoices.tariffs.test_tariff_importer import estate, rate, tariffs
from tests.property_ops.framework.importing.papers import TARIFFS, register, run, warnings, workbook
from tests.visitors import visitor

__all__ = ["estate"]  # the fixture
NOW = datetime(2022, 7, 1, tzinfo=UTC)
JUNE = Month(2022, 6)


def waiting() -> list[date]:
    return list(Tariff.objects.filter(state="waiting").order_by("start").values_list("start", flat=True))


def test_the_first_tariffs_are_taken_over_as_approved(tmp_path, estate):
    tariffs(tmp_path, rate(截止日期="2022.6.15"), rate(标准=0.5, 执行日期="2022.6.16"))
    assert waiting() == []


def test_first_tariffs_in_two_files_of_one_import_are_taken_over(tmp_path, estate):
    workbook(tmp_path / "一.xlsx", {"收费标准": register(TARIFFS, rate(截止日期="2022.6.15"))})
    workbook(tmp_path / "二.xlsx", {"收费标准": register(TARIFFS, rate(标准=0.5, 执行日期="2022.6.16"))})
    run(tmp_path)
    assert Tariff.objects.count() == 2
    assert waiting() == []


def test_a_new_version_waits_and_an_earlier_end_of_the_old_one_does_not(tmp_path, estate):
    tariffs(tmp_path, rate())
    report = tariffs(tmp_path, rate(截止日期="2022.6.15"), rate(标准=0.5, 执行日期="2022.6.16"))
    assert waiting() == [date(2022, 6, 16)]
    assert "waits for another person" in warnings(report)[0].says


@pytest.mark.parametrize("change", [{"标准": 0.5}, {"截止日期": "2022.12.31"}])
def test_another_rate_or_more_days_of_a_version_wait(tmp_path, estate, change):
    tariffs(tmp_path, rate(截止日期="2022.6.15"))
    tariffs(tmp_path, rate(**{"截止日期": "2022.6.15", **change}))
    assert waiting() == [date(2022, 1, 1)]


def test_importing_the_same_again_changes_nothing(tmp_path, estate):
    tariffs(tmp_path, rate())
    tariffs(tmp_path, rate(标准=0.5))
    tariffs(tmp_path, rate(标准=0.5))
    assert waiting() == [date(2022, 1, 1)]
    assert Tariff.history.count() == 2


def test_a_rejected_version_charges_nothing_and_waits_again_once_it_is_corrected(tmp_path, estate, reviewer):
    tariffs(tmp_path, rate())
    both = [rate(截止日期="2022.6.15"), rate(标准=5, 执行日期="2022.6.16")]
    tariffs(tmp_path, *both)
    new = Tariff.objects.get(start=date(2022, 6, 16))
    reject(Tariff, new.pk, reason="多写了一个零", by=reviewer, now=NOW)
    tariffs(tmp_path, *both)
    assert waiting() == []
    new.refresh_from_db()
    assert (new.state, new.rejected_because) == ("rejected", "多写了一个零")
    tariffs(tmp_path, both[0], rate(标准=0.5, 执行日期="2022.6.16"))
    assert waiting() == [date(2022, 6, 16)]
    new.refresh_from_db()
    assert (new.rate, new.decided_by, new.rejected_because) == (Decimal("0.5"), None, "")


def test_instead_of_a_rejected_version_another_first_day_may_be_imported(tmp_path, estate, reviewer):
    tariffs(tmp_path, rate())
    tariffs(tmp_path, rate(截止日期="2022.6.15"), rate(标准=0.5, 执行日期="2022.6.16"))
    reject(Tariff, Tariff.objects.get(start=date(2022, 6, 16)).pk, reason="七月起", by=reviewer, now=NOW)
    tariffs(tmp_path, rate(截止日期="2022.6.30"), rate(标准=0.5, 执行日期="2022.7.1"))
    assert date(2022, 7, 1) in waiting()


@pytest.fixture
def changed(accountant):
    """An estate with a home of 100 m² at 1 yuan, and 2 yuan from 16 June on, which the accountant prepared."""
    place = EstateFactory(code="BC01")
    owned_unit(estate=place, area=Decimal(100))
    TariffFactory(estate=place, end=date(2022, 6, 16))
    confirm(place, JUNE)
    return TariffFactory(
        estate=place, rate=Decimal(2), start=date(2022, 6, 16), state="waiting", prepared_by=accountant, prepared_at=NOW
    )


def charged(by) -> tuple[Yuan, list[str]]:
    (result,) = charge_month(month=JUNE, by=by, today=date(2022, 7, 1)).estates
    return result.amount, [held.reason for _source, held in result.holds]


def test_nothing_is_charged_by_a_tariff_that_waits_and_all_of_it_once_approved(changed, accountant, reviewer):
    assert charged(accountant) == (Yuan(0), ["tariff_not_approved"])
    assert approve_tariffs(by=reviewer, now=NOW) == 1
    assert charged(accountant) == (Yuan(150_00), [])


def test_nobody_approves_their_own(changed, accountant, reviewer):
    Tariff.objects.filter(pk=changed.pk).update(prepared_by=reviewer)
    with pytest.raises(SamePerson):
        approve_tariffs(by=reviewer, now=NOW)
    with pytest.raises(NotAllowed):
        approve_tariffs(by=accountant, now=NOW)
    assert waiting() == [date(2022, 6, 16)]
    with pytest.raises(IntegrityError), transaction.atomic():
        Tariff.objects.filter(pk=changed.pk).update(decided_by=reviewer, decided_at=NOW, state="approved")


def test_where_nothing_waits_that_is_said(shipped, reviewer):
    with pytest.raises(NothingToApprove):
        approve_tariffs(by=reviewer, now=NOW)


def test_the_reviewer_sees_what_it_means_and_approves(changed):
    person = visitor("reviewer")
    assert "1 waits for approval" in person.text("/tariffs/")
    page = person.text("/tariffs/waiting/")
    assert "80 → 160" in page
    person.post(f"/approvals/tariff/{changed.pk}/approve/")
    assert waiting() == []
    assert "No tariff waits" in person.text("/tariffs/waiting/")


def test_who_prepared_it_sees_that_another_must_approve(changed, accountant):
    Tariff.objects.filter(pk=changed.pk).update(prepared_by=(person := visitor("manager")).user)
    assert "another person must approve it" in person.text("/tariffs/waiting/")
    person.post(f"/approvals/tariff/{changed.pk}/approve/")
    assert waiting() == [date(2022, 6, 16)]


def test_the_command_lists_and_approves(changed, reviewer, capsys):
    call_command("tariffs", "waiting")
    assert "1 tariffs wait" in capsys.readouterr().out
    call_command("tariffs", "approve", by=reviewer.username)
    assert waiting() == []
