"""VAT rates are dated data of the law; changes wait for another person (docs/product.md rule 10)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from invoices.modules.tariffs.testing import FeeItemFactory
from invoices.modules.tax.domain.errors import NoRate, NotATaxpayer, VersionTaken
from invoices.modules.tax.models import InvoiceBatch, Taxpayer, VatRate
from invoices.modules.tax.selectors import rates_on
from invoices.modules.tax.services import approve_rate, propose_rate, propose_taxpayer
from property_ops.framework.approval.domain import NothingToApprove
from property_ops.framework.approval.services import reject
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, SamePerson
from tests.visitors import ROLES, visitor

NOW = datetime(2022, 7, 1, tzinfo=UTC)
PARKING = {"taxpayer": "general", "tax_code": "3040502020200000000", "category": "经营租赁", "basis": "公告"}


def rates(day):
    return {code: rate.rate for code, rate in rates_on(day).by_item.items()}


def small_from(start, *, by, approved_by):
    approve_rate(
        code=propose_taxpayer(kind="small", start=start, basis="登记", by=by, now=NOW).code, by=approved_by, now=NOW
    )


def test_the_rates_of_a_general_taxpayer(shipped):
    six, nine = Decimal("0.06"), Decimal("0.09")
    one_off = dict.fromkeys(("access_card", "bulky_waste", "renovation_waste"), six)
    expected = {"service_fee": six, "late_charge": six, "parking_fee": nine, "works_share": nine} | one_off
    assert rates(date(2022, 6, 30)) == expected
    assert rates(date(2026, 11, 25)) == expected


def test_every_rate_names_its_law_and_its_classification(shipped):
    for rate in VatRate.objects.all():
        assert rate.basis
        assert len(rate.tax_code) == 19
        assert rate.category


@pytest.mark.parametrize(
    ("day", "fee"),
    [
        (date(2022, 3, 31), "0.01"), (date(2022, 4, 1), "0"), (date(2022, 12, 31), "0"), (date(2023, 1, 1), "0.01"),
        (date(2027, 12, 31), "0.01"), (date(2028, 1, 1), "0.03"),
    ],
)  # fmt: skip
def test_the_rates_of_a_small_scale_taxpayer(shipped, accountant, reviewer, day, fee):
    small_from(date(2022, 1, 1), by=accountant, approved_by=reviewer)
    assert rates(day)["service_fee"] == Decimal(fee)
    assert rates(date(2022, 6, 1))["parking_fee"] == Decimal("0.05")
    assert rates(date(2021, 12, 31))["service_fee"] == Decimal("0.06")


def test_a_day_without_rate_or_kind_of_taxpayer_is_named(shipped):
    with pytest.raises(NoRate, match="停车服务费"):
        rates_on(date(2018, 1, 1)).of("parking_fee", "停车服务费")
    with pytest.raises(NotATaxpayer):
        rates_on(date(2016, 4, 30))


def test_a_new_rate_counts_once_another_person_approved_it(shipped, accountant, reviewer):
    item = FeeItemFactory(code="parking_fee")
    found = propose_rate(item=item, rate=Decimal("0.11"), start=date(2026, 7, 1), by=accountant, now=NOW, **PARKING)
    assert rates(date(2026, 7, 1))["parking_fee"] == Decimal("0.09")
    with pytest.raises(NotAllowed):
        approve_rate(code=found.code, by=accountant, now=NOW)
    approve_rate(code=found.code, by=reviewer, now=NOW)
    assert rates(date(2026, 6, 30))["parking_fee"] == Decimal("0.09")
    assert rates(date(2026, 7, 1))["parking_fee"] == Decimal("0.11")
    with pytest.raises(NothingToApprove):
        approve_rate(code=found.code, by=reviewer, now=NOW)


def test_nobody_approves_their_own(shipped):
    manager = UserFactory(role="manager")
    found = propose_taxpayer(kind="small", start=date(2026, 7, 1), basis="登记", by=manager, now=NOW)
    with pytest.raises(SamePerson):
        approve_rate(code=found.code, by=manager, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        Taxpayer.objects.filter(pk=found.pk).update(state="approved", decided_by=manager, decided_at=NOW)
    assert rates(date(2026, 7, 1))["service_fee"] == Decimal("0.06")


def test_a_rejected_rate_counts_for_nothing_and_the_same_day_may_be_proposed_again(shipped, accountant, reviewer):
    propose = {"item": FeeItemFactory(code="parking_fee"), "start": date(2026, 7, 1), "by": accountant, "now": NOW}
    wrong = propose_rate(rate=Decimal("0.9"), **propose, **PARKING)
    reject(VatRate, wrong.pk, reason="税率写错", by=reviewer, now=NOW)
    assert rates(date(2026, 7, 1))["parking_fee"] == Decimal("0.09")
    right = propose_rate(rate=Decimal("0.11"), **propose, **PARKING)
    approve_rate(code=right.code, by=reviewer, now=NOW)
    assert rates(date(2026, 7, 1))["parking_fee"] == Decimal("0.11")


def test_a_version_that_is_not_the_latest_is_refused(shipped, accountant):
    item = FeeItemFactory(code="parking_fee")
    for start in (date(2026, 1, 1), date(2025, 1, 1)):
        with pytest.raises(VersionTaken):
            propose_rate(item=item, rate=Decimal("0.1"), start=start, by=accountant, now=NOW, **PARKING)


def test_the_database_keeps_versions_apart(shipped):
    old = VatRate.objects.get(code="parking_fee/general/2026-01-01")
    old.pk, old.code, old.start = None, "x", date(2026, 5, 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        old.save()
    InvoiceBatch.objects.create(month=date(2022, 6, 1), made_by=UserFactory(), made_at=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        InvoiceBatch.objects.update(month=date(2022, 5, 1))


@pytest.mark.parametrize("role", ROLES)
def test_who_works_with_the_accounts_sees_the_rates(shipped, role):
    expected = 200 if role in ("accountant", "reviewer", "manager", "auditor") else 403
    for path in ("/tax/", "/tax/rates/", "/tax/requests/"):
        assert visitor(role).get(path).status_code == expected
    assert visitor(role).get("/tax/rates/new/").status_code == (200 if role in ("accountant", "manager") else 403)


def test_a_rate_is_proposed_and_approved_on_screen(shipped):
    item = FeeItemFactory(code="parking_fee")
    form = {
        "item": item.pk, "taxpayer": "general", "percentage": "11", "start": "2026-07-01", "category": "经营租赁",
        "tax_code": "3040502020200000000", "basis": "公告2026年第1号",
    }  # fmt: skip
    accountant, reviewer = visitor("accountant"), visitor("reviewer")
    assert accountant.post("/tax/rates/new/", form | {"tax_code": "304"}).status_code == 422
    assert accountant.post("/tax/rates/new/", form).status_code == 302
    assert "another person must approve it" in accountant.text("/tax/rates/")
    assert "11%" in reviewer.text("/tax/rates/")
    reviewer.post(f"/approvals/vat_rate/{VatRate.objects.get(code='parking_fee/general/2026-07-01').pk}/approve/")
    assert rates(date(2026, 7, 1))["parking_fee"] == Decimal("0.11")
    taxpayer = {"kind": "small", "start": "2026-08-01", "basis": "登记"}
    assert accountant.post("/tax/rates/taxpayer/", taxpayer).status_code == 302
    reviewer.post(f"/approvals/taxpayer/{Taxpayer.objects.get(code='small/2026-08-01').pk}/approve/")
    assert Taxpayer.objects.filter(state="approved").count() == 2
