"""Parking lots: the list, drawing one, its layouts side by side, and one layout with what can be made of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact
from property_ops.framework.web.files import file_response, pdf_response
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb, FormPage, Page
from property_ops.modules.estates.public import EstateFilter, visible_estates
from property_ops.modules.parking import selectors
from property_ops.modules.parking.reports.cad import write_dxf
from property_ops.modules.parking.reports.lot_sheet import draw_lot_sheet
from property_ops.modules.parking.reports.plan import plan_of
from property_ops.modules.parking.services.lots import PLAN, choose_layout, draw_lot, redraw_lot
from property_ops.modules.parking.views.lot_form import LotForm, initial_of
from property_ops.modules.parking.views.registers import PERMISSION
from property_ops.modules.parking.views.words import angle_words, size_words


class LotTable(columns.ListTable):
    name = columns.Text(verbose_name=_("parking lot"), linkify=("parking_lot", {"pk": columns.A("pk")}))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    most_spaces = columns.Number(verbose_name=_("most spaces"))
    chosen_spaces = columns.Number(verbose_name=_("chosen"))
    chosen_on = columns.DayColumn(verbose_name=_("chosen on"))
    work_order_number = columns.Text(
        verbose_name=_("marking work order"), linkify=("work", {"number": columns.A("work_order_number")})
    )


class LotFilters(Filters):
    estate = EstateFilter()


class Lots(ListPage):
    title = _("Parking lots")
    subtitle = _("Draw a lot, compare layouts, and make spaces of one.")
    permission_required = PERMISSION
    table_class = LotTable
    filterset_class = LotFilters
    export_name = "parking-lots"
    personal_data = False
    empty_text = _("No lot has been drawn yet.")
    new = (_("Draw a lot"), "parking_new_lot")

    def get_queryset(self) -> Any:
        return selectors.with_spaces(selectors.visible_lots(self.user))


class DrawPage(FormPage):
    title = _("Draw a parking lot")
    permission_required = PLAN
    menu = "parking_lots"
    template_name = "parking/draw.html"
    submit_label = _("Propose layouts")
    form_class = LotForm

    @cached_property
    def lot(self) -> Any:
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(selectors.visible_lots(self.user), pk=self.kwargs["pk"])

    def get_title(self) -> Any:
        return self.lot.name if self.lot else self.title

    def breadcrumbs(self) -> list[Crumb]:
        crumbs = [Crumb(_("Parking lots"), reverse("parking_lots"))]
        return [*crumbs, Crumb(self.lot.name, self.get_success_url())] if self.lot else crumbs

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "estates": visible_estates(self.user),
            "lot": self.lot,
            "initial": initial_of(self.lot),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        drawn = form.drawn()
        if self.lot:
            lot = redraw_lot(lot=self.lot, drawn=drawn, by=self.user)
        else:
            lot = self.lot = draw_lot(estate=form.cleaned_data["estate"], drawn=drawn, by=self.user)
        count = lot.layouts.count()
        messages.success(
            self.request,
            ngettext("%(count)s layout is proposed.", "%(count)s layouts are proposed.", count) % {"count": count},
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("parking_lot", args=[self.lot.pk])


class LotPage(DetailPage):
    permission_required = PERMISSION
    personal_data = False
    menu = "parking_lots"
    above = ((_("Parking lots"), "parking_lots"),)
    template_name = "parking/lot.html"

    def get_queryset(self) -> Any:
        return selectors.visible_lots(self.user)

    def get_subtitle(self) -> str:
        return str(self.object.estate.name)

    def buttons(self) -> list[Button]:
        if self.object.chosen_id or not self.user.has_perm(PLAN):
            return []
        return [Button(_("Change the drawing"), reverse("parking_draw_lot", args=[self.object.pk]), "pencil")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lot = self.object
        return super().get_context_data(**kwargs) | {
            "lot": lot,
            "layouts": [
                {"layout": layout, "plan": plan_of(lot.drawn, layout.laid_out), **_facts_of(layout)}
                for layout in selectors.layouts_of(lot)
            ],
        }


class ChooseForm(forms.Form):
    begins_with = forms.CharField(label=_("prefix of the numbers"), max_length=12)
    first = forms.IntegerField(label=_("first number"), min_value=1, max_value=9000)


class LayoutPage(FormPage):
    """One layout, large; the form below makes spaces of it."""

    permission_required = PERMISSION
    menu = "parking_lots"
    template_name = "parking/layout.html"
    submit_label = _("Choose this layout")
    form_class = ChooseForm

    @cached_property
    def layout(self) -> Any:
        return get_object_or_404(selectors.visible_layouts(self.user), pk=self.kwargs["pk"])

    def get_title(self) -> str:
        return f"{self.layout.lot.name} · {angle_words(self.layout.angle)}"

    def get_subtitle(self) -> str:
        return str(self.layout.lot.estate.name)

    def breadcrumbs(self) -> list[Crumb]:
        lot = self.layout.lot
        return [
            Crumb(_("Parking lots"), reverse("parking_lots")),
            Crumb(lot.name, reverse("parking_lot", args=[lot.pk])),
        ]

    def get_initial(self) -> dict[str, Any]:
        prefix, first = selectors.proposed_numbers(self.layout.lot.estate)
        return {"begins_with": prefix, "first": first}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lot, numbers = self.layout.lot, selectors.numbers_of(self.layout)
        facts = [
            Fact(_("Estate"), lot.estate.name, reverse("estate", args=[lot.estate.code])),
            *(Fact(words, value) for words, value in size_words(lot, self.layout)),
        ]
        return super().get_context_data(**kwargs) | {
            "lot": lot,
            "facts": facts,
            "plan": plan_of(lot.drawn, self.layout.laid_out, numbers),
            "may_choose": not lot.chosen_id and self.user.has_perm(PLAN),
            "is_chosen": lot.chosen_id == self.layout.pk,
            **_facts_of(self.layout),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        values = form.cleaned_data
        lot = choose_layout(
            layout=self.layout,
            prefix=values["begins_with"],
            first=values["first"],
            by=self.user,
            now=timezone.now(),
        )
        count, number = self.layout.space_count, lot.work_order_number
        messages.success(
            self.request,
            gettext("%(count)s spaces are in the register; work order %(number)s waits to mark them.")
            % {
                "count": count,
                "number": number,
            },
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("parking_layout", args=[self.layout.pk])


class LayoutFile(Page):
    """The layout as PDF or DXF."""

    permission_required = PERMISSION
    menu = "parking_lots"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        layout = get_object_or_404(selectors.visible_layouts(self.user), pk=self.kwargs["pk"])
        numbers = selectors.numbers_of(layout)
        name = f"parking-lot-{layout.lot_id}-{layout.angle}"
        if self.kwargs["format"] == "dxf":
            drawing = write_dxf(plan_of(layout.lot.drawn, layout.laid_out, numbers))
            return file_response(drawing, f"{name}.dxf", "image/vnd.dxf")
        data = draw_lot_sheet(
            layout,
            numbers,
            title=f"{layout.lot.name}　{angle_words(layout.angle)}",
            facts=size_words(layout.lot, layout),
            on=timezone.localdate(),
        )
        return pdf_response(data, name)


def _facts_of(layout: Any) -> dict[str, Any]:
    laid_out = layout.laid_out
    return {
        "words": angle_words(layout.angle),
        "counts": [(kind, capfirst(gettext(kind.word)), count) for kind, count in laid_out.counts.items()],
        "line_metres": laid_out.line_metres,
        "missing": [(gettext(kind.word), count) for kind, count in laid_out.missing.items()],
    }
