"""Factories of billing accounts, and a month's bills from draft to issue."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from invoices.modules.billing.models import BillingAccount
from invoices.modules.billing.services import approve_bills, draft_bills, issue_bills
from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.estates.testing import UnitFactory

NOW = datetime(2022, 7, 1, 9, 0, tzinfo=UTC)
TODAY = date(2022, 7, 1)


class BillingAccountFactory(DjangoModelFactory):
    class Meta:
        model = BillingAccount

    unit = factory.SubFactory(UnitFactory)


def bill(month: Month, *, prepared_by: User, approved_by: User, today: date = TODAY) -> None:
    """Draft, approve and issue everything that is charged in the month."""
    draft_bills(month=month, by=prepared_by, now=NOW)
    approve_bills(month=month, by=approved_by, now=NOW)
    issue_bills(month=month, by=prepared_by, today=today, confirmed=True)
