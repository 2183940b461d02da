"""What was looked at, the checklists, and the monthly sheets."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.months import MonthAsked, OfMonth, month_name
from property_ops.framework.web.pages import Crumb, Page
from property_ops.framework.web.rows import RowForm, RowsPage
from property_ops.modules.estates.public import Company, EstateFilter, PageOfEstate
from property_ops.modules.inspections.public import GRADES, Grade
from property_ops.modules.inspections.reports.sheet import draw_hazard_month
from property_ops.modules.inspections.selectors import register
from property_ops.modules.inspections.selectors.months import hazard_month, month_counts
from property_ops.modules.inspections.services.checklists import ChecklistRow, change_checklist
from property_ops.modules.inspections.services.rectifying import CHANGE
from property_ops.modules.inspections.views.words import VIEW
from property_ops.modules.works.public import work_kinds

MENU = "hazards"


def _crumb() -> Crumb:
    return Crumb(_("Hazards"), reverse(MENU))


class InspectionTable(columns.ListTable):
    at = columns.Moment(
        verbose_name=_("inspected"), accessor="scan__scanned_at", linkify=("inspection", {"pk": columns.A("pk")})
    )
    estate = columns.Text(verbose_name=_("estate"), accessor="scan__checkpoint__estate__name")
    checkpoint = columns.Text(verbose_name=_("checkpoint"), accessor="scan__checkpoint")
    checklist = columns.Text(verbose_name=_("checklist"), accessor="checklist__name")
    by = columns.Text(verbose_name=_("by"), accessor="scan__by")
    hazard_count = columns.Number(verbose_name=_("hazards found"))


class InspectionFilters(Filters):
    estate = EstateFilter(field_name="scan__checkpoint__estate")


class Inspections(ListPage):
    title = _("Inspections")
    subtitle = _("Each is a scan of the plate, too, and counts as the round.")
    permission_required = VIEW
    menu = MENU
    table_class = InspectionTable
    filterset_class = InspectionFilters
    export_name = "inspections"
    personal_data = False

    def breadcrumbs(self) -> list[Crumb]:
        return [_crumb()]

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_inspections(self.user)


class InspectionPage(DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = MENU
    template_name = "inspections/inspection.html"

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_inspections(self.user)

    def breadcrumbs(self) -> list[Crumb]:
        return [_crumb(), Crumb(_("Inspections"), reverse("inspections"))]

    def facts(self) -> list[Fact]:
        scan = self.object.scan
        return [
            Fact(_("Estate"), scan.checkpoint.estate.name),
            *facts_of(scan, "checkpoint", "scanned_at", "by"),
            Fact(_("Checklist"), self.object.checklist.name),
            Fact(_("Scan"), str(scan.get_way_display()), reverse("round_scan", args=[scan.pk])),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wrong = list(self.object.hazards.order_by("number"))
        named = {one.what for one in wrong}
        looked_at = [(text, not any(what.startswith(text) for what in named)) for text in self.object.looked_at]
        return super().get_context_data(**kwargs) | {"looked_at": looked_at, "hazards": wrong}


class Checklists(Page):
    title = _("Checklists")
    subtitle = _("What is looked at, by kind of place.")
    permission_required = VIEW
    menu = MENU
    template_name = "inspections/checklists.html"

    def breadcrumbs(self) -> list[Crumb]:
        return [_crumb()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = dict(GRADES)
        shown = [(one, [(item, words[item["grade"]]) for item in one.items]) for one in register.checklists()]
        return super().get_context_data(**kwargs) | {"checklists": shown, "may_change": self.user.has_perm(CHANGE)}


class ChecklistRowForm(RowForm):
    filled_by = ("text",)
    text = forms.CharField(label=_("what is looked at"), max_length=120)
    grade = forms.ChoiceField(label=_("grade if wrong"), choices=GRADES)
    work_kind = forms.ChoiceField(label=_("kind of work"), required=False)

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["work_kind"].choices = [("", "—"), *((kind, kind) for kind in kinds)]  # type: ignore[attr-defined]


class ChangeChecklist(RowsPage):
    permission_required = CHANGE
    menu = MENU
    success_url = reverse_lazy("checklists")
    row_form = ChecklistRowForm
    success_message = _("Saved.")

    @cached_property
    def checklist(self) -> Any:
        return get_object_or_404(register.checklists(), code=self.kwargs["code"])

    def get_title(self) -> str:
        return str(self.checklist.name)

    def breadcrumbs(self) -> list[Crumb]:
        return [_crumb(), Crumb(_("Checklists"), reverse("checklists"))]

    def get_initial(self) -> Any:
        return self.checklist.items

    def get_row_kwargs(self) -> dict[str, Any]:
        return {"kinds": [kind.name for kind in work_kinds()]}

    def form_valid(self, form: Any) -> HttpResponse:
        rows = [ChecklistRow(row["text"], Grade(row["grade"]), row["work_kind"]) for row in form.filled]
        change_checklist(checklist=self.checklist, rows=rows, by=self.user)
        return super().form_valid(form)


class HazardMonths(MonthAsked):
    """The month asked for, else this one: a sheet for each estate."""

    title = _("Monthly sheets of hazards")
    permission_required = VIEW
    menu = MENU
    template_name = "inspections/months.html"

    def breadcrumbs(self) -> list[Crumb]:
        return [_crumb()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "month": self.month,
            "month_name": month_name(self.month),
            "rows": month_counts(self.user, self.month, today=timezone.localdate()),
        }


class HazardMonthSheet(PageOfEstate, OfMonth, Page):
    """The sheet of an estate and month as PDF."""

    permission_required = VIEW
    menu = MENU

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = hazard_month(self.user, self.estate, self.month, today=timezone.localdate())
        return pdf_response(
            draw_hazard_month(found, issuer=Company.load().name), f"hazards-{self.estate.code}-{self.month}"
        )
