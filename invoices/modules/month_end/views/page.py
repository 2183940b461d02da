"""The month's end: what was charged, drafted, approved, issued and printed, and the buttons for it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext

from invoices.modules.billing.public import count_odd, doubt_about_day, visible_bills
from invoices.modules.month_end import selectors, tasks
from invoices.modules.month_end.public import STEPS, start_step
from invoices.modules.month_end.views.step_line import MonthEndSituation, shown_steps
from invoices.modules.statements.public import buildings_of, estate_files
from property_ops.framework.paper_stores.errors import StoreFault
from property_ops.framework.web.months import OfMonth, month_in, month_name
from property_ops.framework.web.pages import Action, Page
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import visible_estates


class LatestMonth(Page):
    """Goes to the latest month that anything is charged in, else to last month."""

    permission_required = "charges.view"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        today = timezone.localdate()
        month = selectors.latest_month(today) or Month.of(today).previous
        return HttpResponseRedirect(reverse("month_end_of", args=[month]))


class GoToMonth(Page):
    """From the month picker."""

    permission_required = "charges.view"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        month = month_in({"month": request.GET.get("month", "")})
        where = reverse("month_end_of", args=[month])
        return HttpResponse(headers={"HX-Redirect": where}) if request.htmx else HttpResponseRedirect(where)  # type: ignore[attr-defined]


class OfMonthEnd(OfMonth):
    permission_required = "charges.view"
    menu = "month_end"

    @cached_property
    def run(self) -> selectors.ShownRun | None:
        """The step that was started last."""
        run = selectors.latest_run(self.month)
        return selectors.shown_run(run, STEPS[run.step].doing) if run else None


class MonthEndPage(OfMonthEnd):
    template_name = "month_end/page.html"

    def get_title(self) -> str:
        return gettext("Month end %(month)s") % {"month": month_name(self.month)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        estates = visible_estates(self.user)
        end = selectors.month_end(self.month, estates)
        odd = count_odd(visible_bills(self.user), self.month)
        files, fault = self._files()
        return super().get_context_data(**kwargs) | {
            "month": self.month,
            "end": end,
            "steps": shown_steps(MonthEndSituation(end, self.user, odd, len(files))),
            "is_anothers_turn": bool(end.total.draft.count) and not self.user.has_perm("billing.approve"),
            "run": self.run,
            "doubt": self._doubt(end),
            "files": files,
            "buildings": self._buildings(),
            "files_fault": fault,
        }

    def _files(self) -> tuple[Sequence[Any], str]:
        """Those that were made, or why nobody can say."""
        if not self.user.has_perm("statements.print"):
            return [], ""
        try:
            return estate_files(self.month, self.user), ""
        except StoreFault as fault:
            return [], fault.sentence(gettext)

    def _buildings(self) -> list[tuple[Any, list[int]]]:
        return buildings_of(self.month, self.user) if self.user.has_perm("statements.print") else []

    def _doubt(self, end: Any) -> str:
        """What speaks against issuing today, where something waits to be issued."""
        doubt = doubt_about_day(self.month, timezone.localdate()) if end.total.approved.count else None
        return doubt.sentence(gettext) if doubt else ""


class MonthEndProgress(OfMonthEnd):
    """Asked for every second while a step runs; once it has finished, the page loads anew."""

    template_name = "month_end/progress.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.run is None or not self.run.is_open:
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return self.render_to_response(self.get_context_data(run=self.run, month=self.month))


class StartStep(OfMonthEnd, Action):
    """Starts a step in the background, for the estates that are ticked, or all."""

    def form_valid(self, form: Any) -> HttpResponse:
        doubt = doubt_about_day(self.month, timezone.localdate()) if self.kwargs["step"] == "issue" else None
        if doubt and not self.request.POST.get("confirm_day"):
            raise doubt
        start_step(
            step=self.kwargs["step"],
            month=self.month,
            by=self.user,
            now=timezone.now(),
            estate_codes=sorted(set(self.request.POST.getlist("estate"))),
            enqueue=tasks.run_part.enqueue,
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("month_end_of", args=[self.month])
