"""For the operator: what is wrong with the installation, its background tasks and who does them."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import Case, F, OuterRef, QuerySet, Subquery, TextField, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from property_ops.framework.background.deciding import (
    DROPPED,
    PERMISSION,
    drop,
    may_be_dropped,
    may_be_taken_up,
    take_up,
)
from property_ops.framework.background.kinds import kind_of
from property_ops.framework.background.losses import WORKERS_DIE_OF_IT
from property_ops.framework.background.state import silent_workers
from property_ops.framework.doctor.findings import Level, examine
from property_ops.framework.models import BackgroundWorker, TaskOrder, User
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Badges, Fact
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, Page

VIEW = "operations.view"
STATES = Badges(
    {
        TaskResultStatus.READY: (_("waits its turn"), "yellow"),
        TaskResultStatus.RUNNING: (_("is being done"), "blue"),
        TaskResultStatus.SUCCESSFUL: (_("done"), "green"),
        TaskResultStatus.FAILED: (_("failed"), "red"),
        DROPPED: (_("dropped"), "gray"),
        WORKERS_DIE_OF_IT: (_("not tried any more"), "red"),
    }
)
LEVELS = Badges.of(Level, {Level.WRONG: "red", Level.ADVICE: "yellow", Level.FINE: "green"})


class OperationsPage(Page):
    permission_required = VIEW
    title = _("Operations")
    subtitle = _("What is wrong with this installation, and how to mend it. The same says: property-ops doctor")
    template_name = "framework/operations.html"

    def buttons(self) -> Sequence[Button]:
        return (Button(_("Background tasks"), reverse("background_tasks"), icon="list-check"),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = sorted(examine(), key=lambda one: list(Level).index(one.level))
        return super().get_context_data(**kwargs) | {"findings": [(LEVELS.badge(one.level), one) for one in found]}


class TaskTable(columns.ListTable):
    title = columns.Text(
        verbose_name=_("task"), accessor="task_path", linkify=("background_task", {"task": columns.A("pk")})
    )
    outcome = columns.StateColumn(verbose_name=_("state"), badges=STATES)
    asked_by = columns.Text(verbose_name=_("asked for by"), default=_("the clock"), orderable=False)
    enqueued_at = columns.Moment(verbose_name=_("asked for at"))
    started_at = columns.Moment(verbose_name=_("begun at"), default="")
    finished_at = columns.Moment(verbose_name=_("ended at"), default="")
    attempts = columns.Number(verbose_name=_("attempts"), accessor="worker_ids", orderable=False)

    def render_title(self, value: str) -> str:
        return gettext(kind_of(value).title)

    value_title = render_title

    def render_attempts(self, value: list[str]) -> int:
        return len(value)

    value_attempts = render_attempts


class TaskFilters(Filters):
    status = django_filters.ChoiceFilter(
        field_name="status",
        label=_("state"),
        empty_label=_("all"),
        choices=[(state.value, STATES[state][0]) for state in TaskResultStatus],
    )


def _tasks() -> QuerySet[Any]:
    order = TaskOrder.objects.filter(task=OuterRef("pk"))
    who = User.objects.filter(pk=OuterRef("asker_id"))
    tasks: QuerySet[Any] = DBTaskResult.objects.annotate(asker_id=Subquery(order.values("by")[:1])).annotate(
        asked_by=Subquery(who.values("display_name")[:1]), outcome=_OUTCOME
    )
    return tasks.order_by("-enqueued_at", "pk")


_OUTCOME = Case(
    When(
        status=TaskResultStatus.FAILED,
        exception_class_path__in=[DROPPED, WORKERS_DIE_OF_IT],
        then=F("exception_class_path"),
    ),
    default=F("status"),
    output_field=TextField(),
)
"""Its status; of one that failed, whether somebody dropped it or its workers died of it."""


class TaskList(ListPage):
    """All, of all hosts, with the workers that do them."""

    permission_required = VIEW
    title = _("Background tasks")
    menu = "operations"
    above = ((_("Operations"), "operations"),)
    template_name = "framework/background_tasks.html"
    table_class = TaskTable
    filterset_class = TaskFilters
    export_name = "background-tasks"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return _tasks()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        silent = silent_workers()
        workers = [(worker, worker.pk in silent) for worker in BackgroundWorker.objects.all()]
        return super().get_context_data(**kwargs) | {"workers": workers}


class TaskPage(DetailPage):
    permission_required = VIEW
    pk_url_kwarg = "task"
    menu = "operations"
    above = (
        (_("Operations"), "operations"),
        (_("Background tasks"), "background_tasks"),
    )
    template_name = "framework/background_task.html"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return _tasks()

    def get_title(self) -> str:
        return gettext(kind_of(self.object.task_path).title)

    def facts(self) -> Sequence[Fact]:
        task = self.object
        due = None if task.run_after == get_date_max() else task.run_after
        return [
            Fact(_("State"), STATES.badge(task.outcome)),
            Fact(_("Asked for by"), task.asked_by or _("the clock")),
            Fact(_("Asked for at"), task.enqueued_at),
            *([Fact(_("Not before"), due)] if due else []),
            Fact(_("Begun at"), task.started_at),
            Fact(_("Ended at"), task.finished_at),
            Fact(_("Attempts"), len(task.worker_ids)),
            Fact(_("Queue"), task.queue_name),
            Fact(_("Workers"), "、".join(task.worker_ids)),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        task, decides = self.object, self.user.has_perm(PERMISSION)
        page = kind_of(task.task_path).page
        silent = task.status == TaskResultStatus.RUNNING and not silent_workers().isdisjoint(task.worker_ids[-1:])
        return super().get_context_data(**kwargs) | {
            "may_take_up": decides and may_be_taken_up(task),
            "may_drop": decides and may_be_dropped(task),
            "silent": silent,
            "given_up": task.outcome == WORKERS_DIE_OF_IT,
            "page": reverse(page) if page and task.status == TaskResultStatus.FAILED else "",
        }


class _Decide(Action):
    permission_required = PERMISSION

    @cached_property
    def task(self) -> DBTaskResult:
        return get_object_or_404(DBTaskResult, pk=self.kwargs["task"])

    def get_success_url(self) -> str:
        return reverse("background_task", args=[self.kwargs["task"]])


class TakeUp(_Decide):
    success_message = _("The task waits again.")

    def form_valid(self, form: Any) -> HttpResponse:
        take_up(task=self.task, by=self.user)
        return super().form_valid(form)


class Drop(_Decide):
    success_message = _("The task is dropped.")

    def form_valid(self, form: Any) -> HttpResponse:
        drop(task=self.task, by=self.user)
        return super().form_valid(form)
