"""Units of a register by what became of their papers: where the figures of a vote lead."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.filters import Filters
from property_ops.modules.votes.selectors import register

UNIT_STATES = [
    ("issued", _("paper issued")),
    ("delivered", _("delivered")),
    ("undelivered", _("not delivered")),
    ("counted", _("in the count")),
    ("uncounted", _("not in the count")),
]


class UnitFilters(Filters):
    state = django_filters.ChoiceFilter(choices=UNIT_STATES, method="of_state", label=_("ballot"), empty_label=_("all"))

    def of_state(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return register.in_state(found, value)
