"""What the lists of corrections have in common: state in words and colour, filters by estate and state."""

from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.web import columns
from property_ops.framework.web.filters import Choice, Filters
from property_ops.modules.estates.public import ManagedEstateFilter


class CorrectionTable(columns.ListTable):
    """Give `number` with its link; the rest is here."""

    unit_code = columns.Text(
        verbose_name=_("unit code"), linkify=("unit", {"code": columns.A("unit_code")}), attrs={"td": {"class": "day"}}
    )
    estate = columns.Text(verbose_name=_("estate"), accessor="estate_name", attrs={"td": {"class": "keep"}})
    payer = columns.Text(verbose_name=_("payer"), accessor="payer_name")
    total = columns.Amount(verbose_name=_("amount"), total=True)
    reason = columns.Text(verbose_name=_("reason"), attrs={"td": {"class": "wide-text small-text"}})
    state = StateColumn()


class CorrectionFilters(Filters):
    estate = ManagedEstateFilter(to_field_name="code")
    state = Choice(label=_("State"), choices=STATE_CHOICES, empty_label=_("all"))
