"""The buttons of all that waits for a person, the page that lists it, and the panel that counts it."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind, kind_named, kinds_for, tallies_for, waiting_for
from property_ops.framework.permissions import require
from property_ops.framework.web.pages import EVERYBODY, Action, Page
from property_ops.framework.web.tabs import Panel


class Decide(Action):
    """One thing of a kind, among those the user may see; then back to its own page."""

    permission = EVERYBODY  # the kind says whose it is
    menu = "dashboard"

    @cached_property
    def kind(self) -> ApprovalKind[Any]:
        found = kind_named(self.kwargs["kind"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def thing(self) -> Any:
        return get_object_or_404(self.kind.visible(self.user), pk=self.kwargs["pk"])

    def check_permission(self) -> None:
        require(self.user, self.kind.model.rights.approve)

    def where_to(self) -> str:
        return self.kind.url(self.thing)


class Approve(Decide):
    def act(self) -> Any:
        now = timezone.now()
        said = self.kind.approve(self.thing, by=self.user, now=now, today=timezone.localdate(now))
        return said or gettext("Approved.")


class Reject(Decide):
    def act(self) -> Any:
        self.kind.reject(self.thing, reason=self.request.POST.get("reason", ""), by=self.user, now=timezone.now())
        return gettext("Rejected: it is not carried out.")


class Withdraw(Decide):
    def check_permission(self) -> None:
        require(self.user, self.kind.model.rights.prepare)

    def act(self) -> Any:
        self.kind.withdraw(self.thing, by=self.user, now=timezone.now())
        return gettext("Withdrawn: it is not carried out.")


class AllThatWaits(Page):
    """Of the kinds that the reader may approve."""

    permission = EVERYBODY
    menu = "dashboard"
    title = _("Waits for approval")
    subtitle = _("What one person prepared and another approves or rejects.")
    template_name = "framework/approval/waiting.html"

    def context(self) -> dict[str, Any]:
        asked = self.request.GET.get("kind", "")
        waiting = waiting_for(self.user)
        return {
            "waiting": [one for one in waiting if asked in ("", one.kind.name)],
            "kinds": [kind for kind in kinds_for(self.user) if any(one.kind is kind for one in waiting)],
            "asked": asked,
        }


class WaitingPanel(Panel):
    """Of slot `dashboard_panels`: what waits for this person (待我复核)."""

    permission = EVERYBODY
    title = _("Waits for my approval")
    order = 5
    icon = "checks"
    url_label = _("all of it")
    template_name = "framework/approval/panel.html"

    @cached_property
    def tallies(self) -> Sequence[Any]:
        return tallies_for(self.user)

    @property
    def url(self) -> str:
        return reverse("approvals")

    def is_there(self) -> bool:
        return bool(kinds_for(self.user))

    def context(self) -> dict[str, Any]:
        return {"tallies": self.tallies}
