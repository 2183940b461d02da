"""What the lists of corrections have in common: state in words and colour, filters by estate and state."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from invoices.modules.credit_notes.public import State
from property_ops.framework.web import columns
from property_ops.framework.web.deciding import STATE_NAMES, state_badge
from property_ops.framework.web.filters import Choice, Filters
from property_ops.modules.estates.public import EstateFilter


class CorrectionTable(columns.ListTable):
    """Give `number` with its link; the rest is here."""

    unit_code = columns.Text(
        verbose_name=_("unit code"), linkify=("unit", {"code": columns.A("unit_code")}), attrs={"td": {"class": "day"}}
    )
    estate = columns.Text(verbose_name=_("estate"), accessor="estate_name", attrs={"td": {"class": "keep"}})
    payer = columns.Text(verbose_name=_("payer"), accessor="payer_name")
    total = columns.Amount(verbose_name=_("amount"), total=True)
    reason = columns.Text(verbose_name=_("reason"), attrs={"td": {"class": "wide-text small-text"}})
    state = columns.Text(verbose_name=_("state"))

    def render_state(self, value: str, record: Any) -> Any:
        return state_badge(record.state)

    def value_state(self, record: Any) -> str:
        return str(STATE_NAMES[State(record.state)])


class CorrectionFilters(Filters):
    estate = EstateFilter(to_field_name="code")
    state = Choice(label=_("State"), choices=list(STATE_NAMES.items()), empty_label=_("all"))
