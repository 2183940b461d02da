"""Legs by what a report covers."""

from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from invoices.modules.ledger.domain.accounts import SEPARATOR
from invoices.modules.ledger.domain.reports import Basis, ReportScope
from invoices.modules.ledger.models import Leg

Rows = TypeVar("Rows", bound=Model)

_DAY = {Basis.POSTED: "entry__posted_on", Basis.MONTH: "entry__month"}


def day_of(scope: ReportScope) -> str:
    """The column by which entries fall into the period."""
    return _DAY[scope.basis]


def before(scope: ReportScope, day: date) -> Q:
    return Q(**{f"{day_of(scope)}__lt": day})


def legs_until(scope: ReportScope) -> QuerySet[Leg]:
    """The legs of the scope's estates, from the ledger's beginning up to the end of its period."""
    legs = Leg.objects.filter(before(scope, scope.period.end))
    return legs if scope.estates is None else legs.filter(estate__in=scope.estates)


def legs_in(scope: ReportScope) -> QuerySet[Leg]:
    return legs_until(scope).exclude(before(scope, scope.period.start))


def of_account(rows: QuerySet[Rows], code: str) -> QuerySet[Rows]:
    """Those of an account and its sub-accounts."""
    return rows.filter(Q(account__code=code) | Q(account__code__startswith=f"{code}{SEPARATOR}"))
