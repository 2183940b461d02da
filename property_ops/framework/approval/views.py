"""The buttons of all that waits for a person, the page that lists it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import (
    ApprovalKind,
    Waiting,
    kind_named,
    kinds_for,
    waiting_for,
)
from property_ops.framework.web.columns import DayColumn, ListTable, Number, Text
from property_ops.framework.web.lists import turn_to_page
from property_ops.framework.web.pages import EVERYBODY, Action, Page


class Decide(Action):
    """One thing of a kind, among those the user may see; then back to its own page."""

    permission_required = EVERYBODY  # the kind says whose it is
    menu = "dashboard"

    @cached_property
    def kind(self) -> ApprovalKind[Any]:
        found = kind_named(self.kwargs["kind"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def object(self) -> Any:
        return get_object_or_404(self.kind.visible(self.user), pk=self.kwargs["pk"])

    def has_permission(self) -> bool:
        return self.user.has_perm(self.object.rights.approve)

    def get_success_url(self) -> str:
        return self.kind.url(self.object)


class Approve(Decide):
    def form_valid(self, form: Any) -> HttpResponse:
        now = timezone.now()
        said = self.kind.approve(self.object, by=self.user, now=now, today=timezone.localdate(now))
        messages.success(self.request, said or gettext("Approved."))
        return super().form_valid(form)


class Reject(Decide):
    success_message = _("Rejected: it is not carried out.")

    def form_valid(self, form: Any) -> HttpResponse:
        self.kind.reject(self.object, reason=self.request.POST.get("reason", ""), by=self.user, now=timezone.now())
        return super().form_valid(form)


class Withdraw(Decide):
    success_message = _("Withdrawn: it is not carried out.")

    def has_permission(self) -> bool:
        return self.user.has_perm(self.object.rights.prepare)

    def form_valid(self, form: Any) -> HttpResponse:
        self.kind.withdraw(self.object, by=self.user, now=timezone.now())
        return super().form_valid(form)


class WaitingTable(ListTable):
    kind = Text(accessor="kind__title", verbose_name=_("Kind"))
    words = Text(verbose_name=_("What"), linkify=lambda record: record.url)
    count = Number(verbose_name=_("Number"))
    prepared_by = Text(verbose_name=_("Prepared by"))
    since = DayColumn(verbose_name=_("Waits since"))

    class Meta:
        orderable = False  # the oldest first

    def render_prepared_by(self, value: Any, record: Waiting) -> str:
        another = gettext("another person decides")
        return format_html('{} <span class="text-secondary">{}</span>', value, another) if record.own else str(value)


class AllThatWaits(Page):
    """Of the kinds that the reader may approve."""

    permission_required = EVERYBODY
    personal_data = True
    menu = "dashboard"
    title = _("Waits for approval")
    subtitle = _("What one person prepared and another approves or rejects.")
    template_name = "framework/approval/waiting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("kind", "")
        waiting = waiting_for(self.user)
        table = WaitingTable([one for one in waiting if asked in ("", one.kind.name)])
        turn_to_page(table, self.request)
        return super().get_context_data(**kwargs) | {
            "table": table,
            "kinds": [kind for kind in kinds_for(self.user) if any(one.kind is kind for one in waiting)],
            "asked": asked,
        }
