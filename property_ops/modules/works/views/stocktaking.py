"""Sheets of the store as it was counted (盘点表): the list, a new one with all materials, one of them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, DayFilter, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import FormPage
from property_ops.framework.web.rows import Measure
from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.modules.works import selectors
from property_ops.modules.works.approvals import STOCK_TAKINGS
from property_ops.modules.works.services.stocktaking import CountedLine, prepare_stock_taking
from property_ops.modules.works.services.store import KEEP
from property_ops.modules.works.views.materials import VIEW
from property_ops.modules.works.views.parts import DayField

ABOVE = ((_("Materials"), "works_materials"), (_("Stocktakings"), "works_stock_takings"))


class StockTakingTable(columns.ListTable):
    day = columns.DayColumn(verbose_name=_("day"), linkify=("works_stock_taking", {"pk": columns.A("pk")}))
    counted_by = columns.Text(verbose_name=_("who counted"))
    count = columns.Number(verbose_name=_("materials counted"))
    differs = columns.Number(verbose_name=_("of which differ"))
    worth = columns.Amount(verbose_name=_("worth of the difference"))
    prepared_by = columns.Text(verbose_name=_("prepared by"))
    decided_by = columns.Text(verbose_name=_("checked by"))
    state = StateColumn()


class StockTakingFilters(Filters):
    since = DayFilter(field_name="day", lookup_expr="gte", label=_("from"))
    until = DayFilter(field_name="day", lookup_expr="lte", label=_("last day that counts"))
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATE_CHOICES)


class StockTakings(ListPage):
    title = _("Stocktakings")
    subtitle = _("A sheet of the store for each count, also where it agrees: who counted, who checked, on which day.")
    permission_required = VIEW
    menu = "works_materials"
    above = ABOVE[:1]
    table_class = StockTakingTable
    filterset_class = StockTakingFilters
    days_of = ("since", "until")
    search_hint = _("who counted")
    export_name = "stocktakings"
    personal_data = False
    new = (_("Count the store"), "works_new_stock_taking")
    empty_text = _("The store was not counted yet.")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.stock_takings(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(counted_by__icontains=text)


class StockTakingForm(forms.Form):
    day = DayField()
    counted_by = forms.CharField(label=_("who counted"), max_length=60)

    def __init__(self, *args: Any, materials: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.materials = materials
        for one in materials:
            found = Measure(required=False, max_digits=12, decimal_places=4, min_value=0)
            self._add(f"counted_{one.pk}", found, gettext("counted quantity"), one)
            self._add(f"reason_{one.pk}", forms.CharField(required=False, max_length=300), gettext("reason"), one)

    def _add(self, name: str, field: Any, words: str, material: Any) -> None:
        field.label = f"{material.name} {words}"
        field.widget.attrs |= {"aria-label": field.label, "class": "form-control form-control-sm"}
        self.fields[name] = field

    def heading_fields(self) -> list[Any]:
        return [self["day"], self["counted_by"]]

    def rows(self) -> Iterator[tuple[Any, Any, Any]]:
        for one in self.materials:
            yield one, self[f"counted_{one.pk}"], self[f"reason_{one.pk}"]

    def lines(self) -> list[CountedLine]:
        """Of the materials whose quantity was entered."""
        said = self.cleaned_data
        found = [(one, said[f"counted_{one.pk}"], said[f"reason_{one.pk}"]) for one in self.materials]
        return [CountedLine(*line) for line in found if line[1] is not None]


class NewStockTaking(FormPage):
    permission_required = KEEP
    menu = "works_materials"
    above = ABOVE
    title = _("Count the store")
    subtitle = _("Enter what was found; where it differs, why. Another person checks the sheet.")
    template_name = "works/new_stock_taking.html"
    form_class = StockTakingForm
    success_message = _("It waits for another person's approval.")
    taking: Any = None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"materials": list(selectors.materials().filter(in_use=True))}

    def form_valid(self, form: Any) -> HttpResponse:
        said = {name: form.cleaned_data[name] for name in ("day", "counted_by")}
        self.taking = prepare_stock_taking(**said, lines=form.lines(), by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("works_stock_taking", args=[self.taking.pk])


class StockTakingPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = STOCK_TAKINGS
    question = _("Have you counted again what differs? The store then records what was found.")
    menu = "works_materials"
    above = ABOVE

    def get_title(self) -> str:
        return gettext("Stocktaking of %(day)s") % {"day": self.object.day}

    def facts(self) -> Sequence[Fact]:
        return facts_of(self.object, "day", "counted_by", "prepared_by", "decided_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [
            [
                ShownCell(line.material.name, reverse("works_material", args=[line.material_id])),
                line.material.unit,
                line.recorded,
                line.counted,
                line.counted - line.recorded,
                line.worth,
                line.reason,
            ]
            for line in selectors.lines_of_taking(self.object)
        ]
        heads = [
            _("material"),
            _("unit of measure"),
            _("stock as recorded"),
            _("counted quantity"),
            _("more or less than recorded"),
            _("worth of the difference"),
            _("reason"),
        ]
        table = ShownTable(_("Counted in the store"), "clipboard-list", heads, rows)
        return super().get_context_data(**kwargs) | {"tables": [table]}
