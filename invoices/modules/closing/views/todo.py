"""Bank accounts that are to be reconciled: of slot `things_to_do`."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from invoices.modules.books.public import unreconciled_months
from invoices.modules.opening.public import is_taken_over
from property_ops.framework.models import User
from property_ops.framework.todo import ThingsToDo
from property_ops.kernel.period import Month


def _unreconciled(user: User) -> QuerySet[Any, Any]:
    rows = unreconciled_months(before=Month.of(timezone.localdate()).start)
    return rows if is_taken_over() else rows.none()


UNRECONCILED = ThingsToDo(
    _("Months of bank accounts to be reconciled"),
    "books.prepare",
    _unreconciled,
    lambda: reverse("next_reconciliation"),
    order=44,
    is_late=True,
)
