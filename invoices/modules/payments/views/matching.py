"""Whose are they? The receipts that wait, one after the other, settled by keyboard (static/payments/matching.js)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.domain.candidates import CandidateReason
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.selectors import receipts as read
from invoices.modules.payments.selectors.candidates import candidates, found_by_search
from invoices.modules.payments.services import Share, defer, defer_all, match, undo_match
from invoices.modules.payments.views.receipts import channel_name
from property_ops.framework.web.pages import Action, Page
from property_ops.kernel.money import Yuan

SHOWN = 200


class Matching(Page):
    """The queue on the left, the receipt at hand with its candidates on the right."""

    permission_required = "payments.view"
    title = _("Match receipts")
    subtitle = _("Whom each receipt is from. Nothing is matched by a guess: you decide.")
    template_name = "payments/matching.html"
    menu = "matching"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        deferred = asked.get("state") == ReceiptState.DEFERRED
        state = ReceiptState.DEFERRED if deferred else ReceiptState.WAITING
        queue = list(read.to_match(state)[:SHOWN])
        current = self._current(queue, asked.get("at", ""))
        search = asked.get("q", "").strip()[:60]
        counts = read.undecided()
        return super().get_context_data(**kwargs) | {
            "queue": [(one, channel_name(one.channel)) for one in queue],
            "counts": counts,
            "is_deferred": deferred,
            "current": current,
            "current_channel": channel_name(current.channel) if current else "",
            "search": search,
            "candidates": self._candidates(current, search),
            "done": read.all_receipts().filter(pk=_number(asked.get("done", ""))).first(),
            "may_match": self.user.has_perm("payments.match"),
        }

    def _current(self, queue: list[Any], at: str) -> Any:
        chosen = next((one for one in queue if str(one.pk) == at), None)
        if chosen is None and at:
            chosen = read.undecided_receipts().filter(pk=_number(at)).first()
        return chosen or (queue[0] if queue else None)

    def _candidates(self, current: Any, search: str) -> list[Any]:
        if current is None:
            return []
        today = timezone.localdate()
        rows = found_by_search(search, self.user, on=today) if search else candidates(current, on=today)
        return [
            (number, one, [gettext(CandidateReason(why).word) for why in one.reasons])
            for number, one in enumerate(rows, 1)
        ]


class _MatchingStep(Action):
    """A key of the matching page: does something with one receipt and goes on to the next."""

    permission_required = "payments.match"
    menu = "matching"

    def form_valid(self, form: Any) -> HttpResponse:
        pk = self.kwargs["pk"]
        self.query = self.step(pk, _following(pk, self.request.POST.get("state", "")))
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, at this receipt, with the reason."""
        page = Matching(request=self.request)
        self.request.GET = self.request.GET.copy() | {"at": str(self.kwargs["pk"])}  # type: ignore[assignment]
        return page.render_to_response(page.get_context_data(error=form.non_field_errors()[0]))

    def get_success_url(self) -> str:
        return f"{reverse('matching')}?{self.query}"

    def step(self, pk: int, following: int | None) -> str:
        """Do it, and say as a query string where to go on."""
        raise NotImplementedError

    def moment(self) -> dict[str, Any]:
        return {"by": self.user, "now": timezone.now(), "today": timezone.localdate()}


class MatchOne(_MatchingStep):
    def step(self, pk: int, following: int | None) -> str:
        unit, _bar, party = self.request.POST.get("account", "").partition("|")
        amount = Yuan.parse(self.request.POST.get("amount", ""))
        found = match(receipt=pk, shares=[Share(unit, party, amount)], **self.moment())
        stays = found.state != ReceiptState.MATCHED
        return f"done={pk}&at={pk if stays else following or ''}{_state(self.request)}"


class DeferOne(_MatchingStep):
    def step(self, pk: int, following: int | None) -> str:
        defer(receipt=pk, note=self.request.POST.get("note", ""), by=self.user)
        return f"at={following or ''}{_state(self.request)}"


class DeferAll(Action):
    """At a month's end: nobody can match the rest now."""

    permission_required = "payments.match"
    menu = "matching"
    success_url = reverse_lazy("matching")

    def form_valid(self, form: Any) -> HttpResponse:
        count = defer_all(note=self.typed("note"), by=self.user)
        words = ngettext("%(count)s receipt is deferred.", "%(count)s receipts are deferred.", count)
        messages.success(self.request, words % {"count": count})
        return super().form_valid(form)


class UndoOne(_MatchingStep):
    def step(self, pk: int, following: int | None) -> str:
        undo_match(receipt=pk, because=gettext("wrong account, undone at once"), **self.moment())
        return f"at={pk}"


def _following(pk: int, state: str) -> int | None:
    """The receipt after this one in the queue, or the one before the end."""
    known = ReceiptState.DEFERRED if state == ReceiptState.DEFERRED else ReceiptState.WAITING
    queue = list(read.to_match(known).values_list("pk", flat=True)[: SHOWN + 1])
    if pk not in queue:
        return queue[0] if queue else None
    place = queue.index(pk)
    rest = queue[place + 1 :] or queue[:place]
    return rest[0] if rest else None


def _state(request: HttpRequest) -> str:
    return "&state=deferred" if request.POST.get("state") == ReceiptState.DEFERRED else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 15 else 0
