"""The charges of a month: what was delivered, what it costs, and where it comes from; and as a file for programs."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from io import TextIOWrapper
from typing import IO, Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.charges import selectors
from invoices.modules.charges.reports import CHARGE_LINES
from property_ops.framework import audit
from property_ops.framework.exporting import write_csv, write_json
from property_ops.framework.web import columns
from property_ops.framework.web.exports import XLSX
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.months import OfMonth
from property_ops.framework.web.pages import Button
from property_ops.framework.workbook import Row, write_xlsx
from property_ops.kernel.period import Month, NotAMonth
from property_ops.modules.estates.public import ManagedEstateFilter, visible_estates

FORMATS = {"csv": "text/csv; charset=utf-8", "json": "application/json", "xlsx": XLSX}


class ChargeTable(columns.ListTable):
    unit = columns.Text(
        verbose_name=_("unit code"),
        accessor="unit__code",
        linkify=("unit", {"code": columns.A("unit__code")}),
        attrs={"td": {"class": "day"}},
    )
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name", attrs={"td": {"class": "keep"}})
    item = columns.Text(verbose_name=_("fee item"), accessor="item__name")
    start = columns.DayColumn(verbose_name=_("from"))
    end = columns.LastDay(verbose_name=_("until"))
    quantity = columns.Number(verbose_name=_("quantity"))
    quantity_unit = columns.Text(verbose_name=_("unit of measure"), orderable=False)
    unit_price = columns.Number(verbose_name=_("unit price"))
    ratio = columns.Text(verbose_name=_("ratio"), empty_values=(), orderable=False, attrs={"cell": {"class": "num"}})
    amount = columns.Amount(verbose_name=_("amount"), total=True)
    source = columns.Text(
        verbose_name=_("source"), accessor="source_key", order_by="source_key", attrs={"td": {"class": "small-text"}}
    )

    def render_ratio(self, record: Any) -> str:
        exact = selectors.readable_ratio(record.ratio_numerator, record.ratio_denominator)
        return f"{exact:f}"

    value_ratio = render_ratio

    def render_source(self, record: Any) -> str:
        """`工程分摊 GD20220023`: what was delivered, without what the row says already."""
        sources = selectors.charge_sources()
        name = gettext(sources[record.source].name) if record.source in sources else record.source
        said = (record.unit.code, str(record.start), str(record.month)[:7])
        return " ".join([name, *(part for part in record.source_key.split("/")[1:] if part not in said)])

    value_source = render_source


def _months(request: Any = None) -> list[tuple[str, str]]:
    return [(str(month), str(month)) for month in selectors.charged_months()]


class ChargeFilters(Filters):
    month = Choice(label=_("Month"), choices=_months, empty_label=_("all"), method="of_month")
    estate = ManagedEstateFilter(to_field_name="code")

    def of_month(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        try:
            return rows.filter(month=Month.parse(value).start)
        except NotAMonth:
            return rows.none()


class Charges(ListPage):
    title = _("Charges")
    subtitle = _("Each thing that was delivered and accepted is charged once.")
    permission_required = "charges.view"
    table_class = ChargeTable
    filterset_class = ChargeFilters
    search_hint = _("unit code, work order, parking space")
    empty_text = _("Nothing charged yet.")
    export_name = "charges"
    empty_offer = (_("To the month end"), "month_end")
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_charges(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_charges(queryset, text)

    def buttons(self) -> list[Button]:
        """The month's lines for programs, with the columns of `property-ops report charges`."""
        try:
            month = Month.parse(self.request.GET.get("month", ""))
        except NotAMonth:
            return []
        return [Button(format.upper(), reverse("charge_lines", args=[month, format]), "download") for format in FORMATS]


class ChargeLines(OfMonth):
    """A month's charge lines as CSV, JSON or Excel: the same as `property-ops report charges`. Recorded."""

    permission_required = "charges.view"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        chosen = self.kwargs["format"]
        if chosen not in FORMATS:
            raise Http404
        rows = selectors.charge_rows(self.month, visible=visible_estates(self.user))
        file: IO[bytes] = tempfile.TemporaryFile(dir=settings.DATA, prefix=".export-")  # noqa: SIM115  # closed when sent
        count = _WRITERS[chosen](CHARGE_LINES.columns, rows, file)
        file.seek(0)
        audit.record(by=self.user, action="charges.exported", subject=str(self.month), rows=count, format=chosen)
        name = f"charges-{self.month}.{chosen}"
        return FileResponse(file, as_attachment=True, filename=name, content_type=FORMATS[chosen])


def _text(write: Callable[[Sequence[str], Iterable[Row], IO[str]], int], encoding: str) -> Callable[..., int]:
    def written(names: Sequence[str], rows: Iterable[Row], file: IO[bytes]) -> int:
        text = TextIOWrapper(file, encoding=encoding, newline="")
        count = write(names, rows, text)
        text.flush()
        text.detach()
        return count

    return written


# CSV begins with a mark by which Excel knows that it is UTF-8.
_WRITERS: dict[str, Callable[..., int]] = {
    "csv": _text(write_csv, "utf-8-sig"),
    "json": _text(write_json, "utf-8"),
    "xlsx": write_xlsx,
}
