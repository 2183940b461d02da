"""An estate's agreement in a quarter, item by item: the page for the owners' committee, and the sheet to be signed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.pages import Button, Page
from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.framework.web.tables_in_excel import TablesInExcel
from property_ops.kernel.quarters import NotAQuarter, Quarter
from property_ops.modules.estates.public import Company
from property_ops.modules.supervision import selectors
from property_ops.modules.supervision.reports.sheet import draw_supervision

VIEW, LIST = "supervision.view", "supervision"


class Supervision(TablesInExcel):
    title = _("Contract supervision")
    subtitle = _(
        "What the service agreement promised and what was delivered, for the owners' committee: "
        "of each quarter, the months of services that both parties confirmed."
    )
    permission_required = VIEW
    export_name = "supervision"
    personal_data = False

    def tables(self) -> list[ShownTable]:
        estates = list(selectors.supervised_estates(self.user))
        confirmed = selectors.confirmed_by_quarter(estates, today=timezone.localdate())
        rows = [
            [
                estate.name,
                *(
                    ShownCell(of_estates.get(estate.pk, 0), reverse("supervision_quarter", args=[quarter, estate.code]))
                    for quarter, of_estates in confirmed.items()
                ),
            ]
            for estate in estates
        ]
        heads = [_("estate"), *map(str, confirmed)]
        empty = _("No estate is managed yet.")
        return [ShownTable(_("Confirmed months of services"), "clipboard-check", heads, rows, empty=empty)]


class OfQuarter(Page):
    permission_required = VIEW
    menu = LIST

    @cached_property
    def quarter(self) -> Quarter:
        try:
            return Quarter.parse(self.kwargs["quarter"])
        except NotAQuarter as error:
            raise Http404 from error

    @cached_property
    def found(self) -> Any:
        estate = get_object_or_404(selectors.supervised_estates(self.user), code=self.kwargs["code"])
        return selectors.quarter_of(estate, self.quarter, today=timezone.localdate())


class QuarterPage(OfQuarter, DetailPage):
    """Each figure leads to its rows: those of others for who may see them, or here below."""

    personal_data = False
    template_name = "supervision/quarter.html"
    above = ((_("Contract supervision"), LIST),)

    def get_object(self, queryset: Any = None) -> Any:
        return self.found

    def get_title(self) -> str:
        return f"{self.found.estate.name} {self.quarter.in_words}"

    def buttons(self) -> list[Button]:
        code, one = self.found.estate.code, self.quarter
        before, after = (reverse("supervision_quarter", args=[str(of), code]) for of in (one.previous, one.next))
        return [
            Button(_("Previous quarter"), before, "chevron-left"),
            Button(_("Next quarter"), after, "chevron-right"),
            Button(_("Supervision sheet (PDF)"), reverse("supervision_pdf", args=[str(one), code]), "printer"),
        ]

    def facts(self) -> list[Fact]:
        found = self.found
        works = f"{found.planned_works} / {found.done_works} / {found.accepted_works}"
        return [
            Fact(_("Works planned, done, accepted"), works, "#works"),
            Fact(_("Requests received, answered"), f"{len(found.requests)} / {found.answered}", "#requests"),
            Fact(_("Answered in time"), found.in_time, "#requests"),
            Fact(_("Overdue without an answer"), found.overdue, "#requests"),
            Fact(_("Rated, satisfied"), f"{found.rated} / {found.satisfied}", "#requests"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_works, may_requests = self.user.has_perm("works.view"), self.user.has_perm("requests.view")
        return super().get_context_data(**kwargs) | {
            "found": self.found,
            "months": self.quarter.months,
            "services": [self._row(one) for one in self.found.services],
            "may_works": may_works,
            "may_confirmations": self.user.has_perm("confirmations.view"),
            "last_month": self.quarter.months[-1],
            "may_requests": may_requests,
        }

    def _row(self, service: Any) -> tuple[Any, list[tuple[Any, str]], str]:
        """The service, its months with where their rows are, and where its rounds are."""
        code = self.found.estate.code
        confirmed, rounds = self.user.has_perm("confirmations.view"), self.user.has_perm("rounds.view")
        months = [
            (one, reverse("confirmation_month", args=[str(one.month), code]) if confirmed and one.confirmed else "")
            for one in service.months
        ]
        last = next((str(one.month) for one in reversed(service.months) if one.rounds), "")
        return service, months, reverse("rounds_month", args=[last, code]) if rounds and last else ""


class QuarterPdf(OfQuarter):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        data = draw_supervision(self.found, issuer=Company.load().name or gettext("Property company"))
        return pdf_response(data, f"supervision-{self.found.estate.code}-{self.quarter}")
