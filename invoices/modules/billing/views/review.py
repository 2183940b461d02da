"""The month's odd bills: what to look at before they are approved, and why."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing import selectors
from invoices.modules.billing.domain import oddities
from invoices.modules.billing.domain.oddities import Oddity
from invoices.modules.billing.views.bills import STATES, BillFilters
from invoices.modules.charges.public import one_off_words
from property_ops.framework.web import columns
from property_ops.framework.web.display import badge
from property_ops.framework.web.filters import Choice
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.months import OfMonth, month_name
from property_ops.framework.web.pages import Crumb
from property_ops.kernel.money import Yuan
from property_ops.kernel.text import gettext_noop


def _naming(msgid: str) -> Any:
    return lazy(lambda: gettext(msgid) % {"what": one_off_words()}, str)()


def _by_one_off() -> str:
    return gettext(oddities.BY_ONE_OFF) % {"what": one_off_words()}


WHY = [("open", _naming(gettext_noop("not by %(what)s"))), ("one_off", _naming(gettext_noop("by %(what)s")))]
COLOURS = {Oddity.ZERO: "yellow", Oddity.NEGATIVE: "red", Oddity.LARGE: "red", Oddity.FAR_ABOVE_MEDIAN: "orange"}


class OddTable(columns.ListTable):
    """`medians` are set by the page: the median bill of each estate, in fen."""

    medians: dict[int, int]

    unit_code = columns.Text(
        verbose_name=_("unit code"), linkify=("bill", {"pk": columns.A("pk")}), attrs={"td": {"class": "day"}}
    )
    estate = columns.Text(verbose_name=_("estate"), accessor="estate_name", attrs={"td": {"class": "keep"}})
    payer = columns.Text(verbose_name=_("payer"), accessor="payer_name")
    last_total = columns.Amount(verbose_name=_("last month"))
    total = columns.Amount(verbose_name=_("this month"))
    one_off = columns.Amount(verbose_name=_naming(gettext_noop("of which %(what)s")))
    change = columns.Text(verbose_name=_("change"), attrs={"cell": {"class": "num"}}, empty_values=(), orderable=False)
    why = columns.Text(verbose_name=_("why it is odd"), empty_values=(), orderable=False)
    state = columns.StateColumn(verbose_name=_("state"), badges=STATES)

    def render_change(self, record: Any) -> Any:
        percent = oddities.change_percent(record.total, record.last_total)
        if percent is None:
            return "—"
        return format_html('<span class="{}">{}%</span>', "up" if percent > 0 else "down", f"{percent:+,}")

    def value_change(self, record: Any) -> str:
        percent = oddities.change_percent(record.total, record.last_total)
        return "" if percent is None else f"{percent}%"

    def render_why(self, record: Any) -> Any:
        shown = [(badge(gettext(one.word), COLOURS.get(one, "blue")),) for one in self._why(record)]
        if record.by_one_off:
            shown.append((badge(_by_one_off()),))
        return format_html('<span class="why">{}</span>', format_html_join("", "{}", shown))

    def value_why(self, record: Any) -> str:
        words = [gettext(one.word) for one in self._why(record)]
        return ", ".join([*words, _by_one_off()] if record.by_one_off else words)

    def _why(self, record: Any) -> list[Oddity]:
        median = Yuan(self.medians.get(record.estate_id, 0))
        return list(oddities.oddities_of(record.total, last=record.last_total, median=median))


class OddFilters(BillFilters):
    month = None
    why = Choice(label=_("Explained"), field_name="by_one_off", empty_label=_("all"), choices=WHY, method="explained")

    def explained(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(by_one_off=value == "one_off")


class BillsToReview(OfMonth, ListPage):
    permission_required = "billing.view"
    menu = "month_end"
    template_name = "billing/bills_to_review.html"
    table_class = OddTable
    filterset_class = OddFilters
    search_hint = _("bill number, payer, room (5-2-301), plate")
    empty_text = _("No bill of this month is odd.")
    export_name = "odd-bills"
    personal_data = True

    def get_title(self) -> str:
        return gettext("Odd bills of %(month)s") % {"month": month_name(self.month)}

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Month end"), reverse("month_end_of", args=[self.month]))]

    def get_table(self) -> Any:
        table: Any = super().get_table()
        table.medians = selectors.medians(self.month)
        return table

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.bills_to_review(selectors.visible_bills(self.user), self.month)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_bills(queryset, text)
