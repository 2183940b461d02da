"""The bills, and one bill with the evidence behind each of its lines."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing import selectors
from invoices.modules.billing.domain.states import BillState
from invoices.modules.billing.views.evidence import shown_lines
from property_ops.framework import audit
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Badges, Fact
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.months import month_name
from property_ops.framework.web.pages import Crumb
from property_ops.framework.web.tabs import panels
from property_ops.kernel.period import Month, NotAMonth
from property_ops.modules.estates.public import ManagedEstateFilter

STATES = Badges.of(BillState, {BillState.DRAFT: "yellow", BillState.APPROVED: "blue", BillState.ISSUED: "green"})
HAPPENED = {"drafted": _("Drafted"), "approved": _("Approved"), "issued": _("Issued")}


class BillTable(columns.ListTable):
    number = columns.DocumentNumber(verbose_name=_("bill number"), linkify=("bill", {"pk": columns.A("pk")}))
    month = columns.MonthColumn(verbose_name=_("month"))
    unit_code = columns.Text(
        verbose_name=_("unit code"), linkify=("unit", {"code": columns.A("unit_code")}), attrs={"td": {"class": "day"}}
    )
    estate = columns.Text(verbose_name=_("estate"), accessor="estate_name", attrs={"td": {"class": "keep"}})
    payer = columns.Text(verbose_name=_("payer"), accessor="payer_name")
    brought_forward = columns.Amount(verbose_name=_("brought forward"), accessor="forward", adds=False)
    total = columns.Amount(verbose_name=_("this period"), total=True)
    paid = columns.Amount(verbose_name=_("paid"))
    due = columns.Amount(verbose_name=_("due"), adds=False)
    state = columns.StateColumn(verbose_name=_("state"), badges=STATES)
    due_on = columns.DayColumn(verbose_name=_("due on"))


def _months(request: Any = None) -> list[tuple[str, str]]:
    return [(str(month), str(month)) for month in selectors.months_with_bills()]


class BillFilters(Filters):
    month = Choice(label=_("Month"), choices=_months, empty_label=_("all"), method="of_month")
    estate = ManagedEstateFilter(to_field_name="code")
    state = Choice(label=_("State"), choices=STATES.choices, empty_label=_("all"))

    def of_month(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        try:
            return rows.filter(month=Month.parse(value).start)
        except NotAMonth:
            return rows.none()


class Bills(ListPage):
    title = _("Bills")
    permission_required = "billing.view"
    table_class = BillTable
    filterset_class = BillFilters
    search_hint = _("bill number, payer, room (5-2-301), plate")
    empty_text = _("No bill is drafted yet.")
    export_name = "bills"
    empty_offer = (_("To the month end"), "month_end")
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        """A bill says by itself of whom and what it is."""
        return selectors.visible_bills(self.user).select_related(None)

    def get_table(self) -> columns.ListTable:
        """What is brought forward stands on one bill after the other: it adds up within a month only."""
        table = super().get_table()
        if self.request.GET.get("month"):
            for name in ("brought_forward", "due"):
                table.columns[name].column.adds = True
        return table

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_bills(queryset, text)


class BillPage(DetailPage):
    """One bill; modules add panels through the slot `bill_panels`. Every look is recorded (docs/product.md rule 20)."""

    permission_required = "billing.view"
    personal_data = True
    menu = "bills"
    template_name = "billing/bill.html"

    def get_queryset(self) -> Any:
        return selectors.visible_bills(self.user).select_related("prepared_by", "decided_by", "issued_by")

    def get_title(self) -> str:
        if self.object.number:
            return gettext("Bill %(number)s") % {"number": self.object.number}
        return gettext("Draft of %(unit)s") % {"unit": self.object.unit_code}

    def get_subtitle(self) -> str:
        return f"{self.object.estate_name} · {month_name(Month.of(self.object.month))}"

    def breadcrumbs(self) -> list[Crumb]:
        month = Month.of(self.object.month)
        return [Crumb(_("Bills"), reverse("bills")), Crumb(str(month), f"{reverse('bills')}?month={month}")]

    def facts(self) -> list[Fact]:
        bill = self.object
        return [
            Fact(_("State"), STATES.badge(bill.state)),
            Fact(_("Unit"), bill.unit_code, reverse("unit", args=[bill.unit_code])),
            Fact(_("Payer"), bill.payer_name or gettext("nobody is registered")),
            Fact(_("Issued on"), bill.issued_on),
            Fact(_("Due on"), bill.due_on),
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record(by=self.user, action="billing.viewed", subject=str(self.object))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "top_panels": panels("bill_panels", self.request, self.object),
            "lines": shown_lines(selectors.lines_of(self.object)),
            "history": [(HAPPENED[one.what], one.by, one.at, "") for one in selectors.history(self.object)],
            "entry": selectors.ledger_entry(self.object),
        }
