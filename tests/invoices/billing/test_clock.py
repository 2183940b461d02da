"""A clock that was set back (2019) dates no bill before its month or the last entry without a person saying so."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from invoices.modules.billing.domain.errors import IssuedBeforeItsMonth, IssuedBeforeLastEntry
from invoices.modules.billing.models import Bill
from invoices.modules.billing.services import approve_bills, issue_bills
from invoices.modules.ledger.public import EntryDraft, post
from property_ops.framework.terminal import CommandError
from tests.invoices.june import JUNE, NOW, TODAY, drafted
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


def test_a_clock_that_was_set_back_is_asked_about_before_bills_are_issued(accountant, reviewer):
    drafted(accountant)
    approve_bills(month=JUNE, by=reviewer, now=NOW)
    with pytest.raises(IssuedBeforeItsMonth), transaction.atomic():
        issue_bills(month=JUNE, by=accountant, today=date(2019, 1, 1))
    legs = (("1002", "", "", "", 1), ("2241.01", "", "", "", -1))
    post([EntryDraft("other/1", date(2022, 7, 8), JUNE.start, "收款", legs)])
    with pytest.raises(IssuedBeforeLastEntry), transaction.atomic():
        issue_bills(month=JUNE, by=accountant, today=TODAY)
    assert not Bill.objects.exclude(number=None).exists()
    issue_bills(month=JUNE, by=accountant, today=TODAY, confirmed=True)
    assert {bill.issued_on for bill in Bill.objects.all()} == {TODAY}


def test_on_the_command_line_and_the_page_the_day_is_confirmed(accountant, reviewer, monkeypatch):
    drafted(accountant)
    approve_bills(month=JUNE, by=reviewer, now=NOW)
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: date(2019, 1, 1))
    with pytest.raises(CommandError, match="--confirm-day"):
        call_command("bill", "2022-06", "--issue", verbosity=0)
    client = visitor("accountant")
    assert 'name="confirm_day"' in client.get("/month-end/2022-06/").content.decode()
    refused = client.post("/month-end/2022-06/steps/issue/", follow=True).content.decode()
    assert 'name="confirm_day"' in refused
    assert not Bill.objects.exclude(number=None).exists()
    call_command("bill", "2022-06", "--issue", "--confirm-day", verbosity=0)
    assert {bill.issued_on for bill in Bill.objects.all()} == {date(2019, 1, 1)}
