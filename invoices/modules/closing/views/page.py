"""The checklist of a month, the button that closes it, and what was closed and reopened before."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.closing import selectors
from invoices.modules.closing.approvals import REOPENINGS
from invoices.modules.closing.public import Depth, Point, acknowledge, checklist, close
from invoices.modules.ledger.public import ask_reopening, asked_reopening, is_closed
from invoices.modules.proofs.public import SealKind, seal_for
from property_ops.framework.approval.display import decision
from property_ops.framework.web.months import OfMonth
from property_ops.framework.web.pages import Action, Page
from property_ops.kernel.period import Month, NotAMonth

SHOWN_HOLDS = 30


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """In the reader's language."""

    title: str
    state: str
    words: str
    url: str


def shown(point: Point) -> ShownPoint:
    url = reverse(point.url_name, args=point.args) if point.url_name else ""
    if url and point.query:
        url += f"?{point.query}"
    return ShownPoint(gettext(point.title), point.state.value, gettext(point.says) % point.facts, url)


class GoToMonth(Page):
    """From the menu and the month picker: the month asked for, else the one after the last that is closed."""

    permission_required = "closing.view"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            month = Month.parse(request.GET.get("month", ""))
        except NotAMonth:
            this = Month.of(timezone.localdate())
            month = min(selectors.next_to_close() or this.previous, this)
        return HttpResponseRedirect(reverse("closing_of", args=[month]))


class OfClosing(OfMonth):
    permission_required = "closing.view"
    menu = "closing"


class ClosingPage(OfClosing):
    template_name = "closing/page.html"

    def get_title(self) -> str:
        return gettext("Closing %(month)s") % {"month": self.month}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        closed, asked = is_closed(self.month), asked_reopening(self.month)
        content: dict[str, Any] = {
            "month": self.month,
            "closed": closed,
            "asked": asked,
            "history": selectors.history(self.month),
            "seal": seal_for(SealKind.CLOSE, str(self.month)) if closed else None,
            "decision": decision(REOPENINGS, asked, self.user, question=_("Reopen the month?")) if asked else None,
            "may_ask": closed and asked is None and self.user.has_perm("ledger.ask_reopening"),
        }
        if closed:
            return super().get_context_data(**kwargs) | content
        held = selectors.unacknowledged(self.month)
        return (
            super().get_context_data(**kwargs)
            | content
            | {
                **points_to_show(self, Depth.WHOLE if "whole" in self.request.GET else Depth.SUMS),
                "held": [selectors.held_words(hold) for hold in held[:SHOWN_HOLDS]],
                "more_held": max(0, held.count() - SHOWN_HOLDS),
                "may_acknowledge": self.user.has_perm("closing.acknowledge"),
            }
        )


class ClosingPoints(OfClosing):
    """The checklist again, with the points that are reckoned as a run would: asked for by the page that is there."""

    template_name = "closing/points.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"month": self.month, **points_to_show(self, Depth.RECKONED)}


def points_to_show(page: OfClosing, depth: Depth) -> dict[str, Any]:
    points = checklist(page.month, today=timezone.localdate(), depth=depth)
    unreckoned = depth < Depth.RECKONED
    return {
        "points": [shown(point) for point in points],
        "unreckoned": unreckoned,
        "ready": not unreckoned and not any(point.is_open for point in points),
        "may_close": page.user.has_perm("ledger.close"),
    }


class ClosingAction(OfClosing, Action):
    def get_success_url(self) -> str:
        return reverse("closing_of", args=[self.month])

    @property
    def reason(self) -> str:
        return self.request.POST.get("reason", "")


class CloseMonth(ClosingAction):
    permission_required = "ledger.close"

    def form_valid(self, form: Any) -> HttpResponse:
        now = timezone.now()
        close(month=self.month, by=self.user, now=now, today=timezone.localdate(now))
        messages.success(self.request, gettext("%(month)s is closed.") % {"month": self.month})
        return super().form_valid(form)


class Acknowledge(ClosingAction):
    permission_required = "closing.acknowledge"

    def form_valid(self, form: Any) -> HttpResponse:
        count = acknowledge(month=self.month, reason=self.reason, by=self.user, now=timezone.now())
        messages.success(
            self.request, ngettext("%(count)s acknowledged.", "%(count)s acknowledged.", count) % {"count": count}
        )
        return super().form_valid(form)


class AskReopening(ClosingAction):
    permission_required = "ledger.ask_reopening"
    success_message = _("Requested. Another person decides.")

    def form_valid(self, form: Any) -> HttpResponse:
        ask_reopening(month=self.month, reason=self.reason, by=self.user, now=timezone.now())
        return super().form_valid(form)
