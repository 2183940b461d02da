"""What was scanned, and the doubtful scans that another person looks at."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import STATE_CHOICES, decision, history, state_badge
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, DayFilter, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Page
from property_ops.framework.web.pictures import picture_response, size_named
from property_ops.modules.estates.public import EstateFilter
from property_ops.modules.rounds.approvals import SCANS
from property_ops.modules.rounds.selectors import register
from property_ops.modules.rounds.views.words import VIEW


class ScanTable(columns.ListTable):
    scanned_at = columns.Moment(verbose_name=_("scanned"), linkify=("round_scan", {"pk": columns.A("pk")}))
    estate = columns.Text(verbose_name=_("estate"), accessor="checkpoint__estate__name")
    checkpoint = columns.Text(verbose_name=_("checkpoint"))
    by = columns.Text(verbose_name=_("by"))
    crew = columns.Text(verbose_name=_("crew"))
    way = columns.Text(verbose_name=_("how"))
    counts = columns.Text(verbose_name=_("counts"), accessor="pk", orderable=False)

    def render_counts(self, record: Any) -> Any:
        doubtful = getattr(record, "doubtful", None)
        return state_badge(doubtful.state) if doubtful else gettext("yes")

    def value_counts(self, record: Any) -> str:
        doubtful = getattr(record, "doubtful", None)
        return str(doubtful.get_state_display()) if doubtful else gettext("yes")


class ScanFilters(Filters):
    estate = EstateFilter(field_name="checkpoint__estate")
    day = DayFilter(field_name="scanned_at__date", label=_("day"))
    doubtful = Choice(field_name="doubtful__state", choices=STATE_CHOICES, label=_("doubtful"), empty_label=_("all"))


class Scans(ListPage):
    title = _("Scans of rounds")
    subtitle = _("A doubtful scan counts once another person has approved it.")
    permission_required = VIEW
    menu = "rounds"
    above = ((_("Service rounds"), "rounds"),)
    table_class = ScanTable
    filterset_class = ScanFilters
    search_hint = _("checkpoint or person")
    export_name = "round-scans"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_scans(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return register.find_scans(queryset, text)


class ScanPage(DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = "rounds"
    above = ((_("Scans of rounds"), "round_scans"),)
    template_name = "rounds/scan.html"

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_scans(self.user)

    @cached_property
    def doubtful(self) -> Any:
        return getattr(self.object, "doubtful", None)

    def facts(self) -> list[Fact]:
        scan = self.object
        state = state_badge(self.doubtful.state) if self.doubtful else gettext("counts")
        names = ("scanned_at", "received_at", "by", "crew", "way", *(["remark"] if scan.remark else []))
        return [Fact(_("State"), state), Fact(_("Estate"), scan.checkpoint.estate.name), *facts_of(scan, *names)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more: dict[str, Any] = {"doubtful": self.doubtful}
        if self.doubtful:
            more |= {"decision": decision(SCANS, self.doubtful, self.user), "history": history(self.doubtful)}
        return super().get_context_data(**kwargs) | more


class ScanPhoto(Page):
    permission_required = VIEW
    menu = "rounds"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        scan = get_object_or_404(register.visible_scans(self.user), pk=kwargs["pk"])
        if scan.picture is None:
            raise Http404
        return picture_response(request, scan.picture, size_named(kwargs["size"]))
