"""Tariffs: every version with its dates, and an estate's versions through time."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from invoices.modules.tariffs import selectors
from property_ops.framework.dated_rows import in_force
from property_ops.framework.web import columns
from property_ops.framework.web.display import Badges, number
from property_ops.framework.web.filters import Choice, DayFilter, Filters, Model
from property_ops.framework.web.lists import OFFICES_WORKBOOKS, ListPage
from property_ops.framework.web.pages import Button
from property_ops.framework.web.tabs import Tab
from property_ops.modules.estates.public import ManagedEstateFilter

PERMISSION = "tariffs.view"
STATES = Badges(
    {
        selectors.IN_FORCE: (_("in force"), "green"),
        selectors.COMING: (_("coming"), "blue"),
        selectors.OVER: (_("over"), "gray"),
    }
)


class TariffTable(columns.ListTable):
    estate = columns.Text(
        verbose_name=_("estate"), accessor="estate__name", linkify=lambda record: estate_tab(record.estate)
    )
    item = columns.Text(verbose_name=_("fee item"), accessor="item__name", order_by="item_id")
    applies_to = columns.Text(verbose_name=_("applies to"))
    rate = columns.Number(verbose_name=_("rate"))
    unit = columns.Text(verbose_name=_("unit of the rate"))
    start = columns.DayColumn(verbose_name=_("in force from"))
    end = columns.LastDay(verbose_name=_("last day"), default=_("open"))
    state = columns.StateColumn(verbose_name=_("state"), accessor="standing", badges=STATES)
    basis = columns.Text(verbose_name=_("basis"), attrs={"td": {"class": "wide-text small-text"}})

    def render_rate(self, value: Decimal) -> str:
        """`0.70`, `0.425`: two decimals at least, so that rates stand under each other."""
        return f"{value:.2f}" if value == value.quantize(Decimal("0.01")) else number(value)

    def value_rate(self, value: Decimal) -> Decimal:
        return value


class TariffFilters(Filters):
    estate = ManagedEstateFilter()
    item = Model(queryset=lambda request: selectors.fee_items(), label=_("fee item"), empty_label=_("all"))
    state = Choice(field_name="standing", choices=STATES.choices, label=_("state"), empty_label=_("all"))
    on = DayFilter(method="in_force_on", label=_("in force on"))

    def in_force_on(self, rows: QuerySet[Any], name: str, day: Any) -> QuerySet[Any]:
        return in_force(rows, on=day)


class Tariffs(ListPage):
    title = _("Tariffs")
    permission_required = PERMISSION
    table_class = TariffTable
    filterset_class = TariffFilters
    search_hint = _("estate, fee item, basis")
    export_name = "tariffs"
    empty_offer = OFFICES_WORKBOOKS
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.with_standing(selectors.visible_tariffs(self.user), on=timezone.localdate())

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_tariffs(queryset, text)

    def buttons(self) -> Sequence[Button]:
        if not self.user.has_perm("tariffs.change"):
            return ()
        return (
            Button(_("First rate of an item"), reverse("first_rate"), "plus"),
            Button(_("Change a rate"), reverse("new_rate"), "pencil", primary=True),
        )


class TariffsTab(Tab):
    """An estate's versions through time: of slot `estate_tabs`."""

    key = "tariffs"
    title = _("Tariffs")
    permission_required = PERMISSION
    order = 40
    template_name = "tariffs/estate_tab.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"lines": selectors.lines_of(self.subject, on=timezone.localdate())}


def estate_tab(estate: Any) -> str:
    return f"{reverse('estate', args=[estate.code])}?tab=tariffs"
