"""One step of a month's end, estate by estate: what is done, what waits, what failed, and doing it again."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.month_end import selectors, tasks
from invoices.modules.month_end.public import STEPS, drop, take_up
from invoices.modules.month_end.views.page import OfMonthEnd
from property_ops.framework.web import columns
from property_ops.framework.web.display import Badges
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.months import month_name
from property_ops.framework.web.pages import Action, Crumb

STATES = Badges(
    {
        "waiting": (_("waits its turn"), "yellow"),
        "running": (_("is being done"), "blue"),
        "done": (_("done"), "green"),
        "nothing": (_("nothing to do"), "gray"),
        "failed": (_("failed"), "red"),
        "dropped": (_("dropped"), "gray"),
    }
)


class OfRun(OfMonthEnd):
    @cached_property
    def step_run(self) -> Any:
        found = selectors.run_of(self.month, self.kwargs["step_run"])
        if found is None:
            raise Http404
        return found

    @property
    def address(self) -> str:
        return reverse("month_end_run", args=[self.month, self.kwargs["step_run"]])


class PartTable(columns.ListTable):
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name", default=_("all at once"))
    state = columns.StateColumn(verbose_name=_("state"), badges=STATES)
    attempts = columns.Number(verbose_name=_("attempts"))
    started_at = columns.Moment(verbose_name=_("begun at"), default="")
    finished_at = columns.Moment(verbose_name=_("ended at"), default="")
    outcome = columns.Text(verbose_name=_("what became of it"), orderable=False)

    def render_outcome(self, value: dict[str, Any]) -> str:
        return selectors.sentence_of(value)

    value_outcome = render_outcome


class PartFilters(Filters):
    state = django_filters.ChoiceFilter(label=_("state"), empty_label=_("all"), choices=STATES.choices)


class RunPage(OfRun, ListPage):
    template_name = "month_end/run.html"
    table_class = PartTable
    filterset_class = PartFilters
    export_name = "month-end-step"
    personal_data = False

    def presets(self) -> list[Any]:
        """None: a run is of one month."""
        return []

    def get_title(self) -> str:
        return f"{month_name(self.month)} {gettext(STEPS[self.step_run.step].doing)}"

    def breadcrumbs(self) -> Sequence[Crumb]:
        title = gettext("Month end %(month)s") % {"month": month_name(self.month)}
        return (Crumb(title, reverse("month_end_of", args=[self.month])),)

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_parts(self.step_run, self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        decides = self.user.has_perm(STEPS[self.step_run.step].permission)
        counts = selectors.counts_of(self.step_run, self.user)
        return super().get_context_data(**kwargs) | {
            "month": self.month,
            "step_run": self.step_run,
            "counts": [(STATES.badge(state), count) for state, count in counts.items()],
            "may_take_up": decides and (counts.get("failed") or counts.get("dropped")),
            "may_drop": decides and counts.get("waiting"),
        }


class _Decide(OfRun, Action):
    def get_success_url(self) -> str:
        return self.address


class TakeUpParts(_Decide):
    success_message = _("What failed or was dropped waits again.")

    def form_valid(self, form: Any) -> HttpResponse:
        take_up(run=self.step_run, by=self.user, now=timezone.now(), enqueue=tasks.run_part.enqueue)
        return super().form_valid(form)


class DropParts(_Decide):
    success_message = _("What nobody had begun is left undone.")

    def form_valid(self, form: Any) -> HttpResponse:
        drop(run=self.step_run, by=self.user)
        return super().form_valid(form)
