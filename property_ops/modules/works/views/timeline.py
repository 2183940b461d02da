"""Panels on the page of a work: who confirmed what, what it cost line by line, and what happened when."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import state_badge
from property_ops.framework.web.tabs import Panel
from property_ops.modules.works import selectors
from property_ops.modules.works.public import COST_TYPES, PARTIES, Manner, Party, PartyWord, WorkState
from property_ops.modules.works.selectors import usual
from property_ops.modules.works.views.register import PERMISSION
from property_ops.modules.works.views.steps import APPROVE, RECORD

HAPPENED = {
    "create": _("created"),
    "estimate": _("estimated and submitted"),
    "approve": _("estimate approved"),
    "revise": _("back to draft"),
    "schedule": _("put on the schedule"),
    "unschedule": _("off the schedule"),
    "start": _("work begun"),
    "call_out": _("begun in an emergency"),
    "approve_call_out": _("emergency call-out approved"),
    "record": _("quantities recorded"),
    "finish": _("reported as done"),
    "confirm": _("confirmed"),
    "transcribe": _("signed paper transcribed"),
    "accept": _("work accepted"),
    "send_back": _("work sent back"),
    "cost": _("cost recorded"),
    "defect": _("defect reported"),
    "close": _("work closed"),
    "cancel": _("work cancelled"),
    "correct": _("place or remark corrected"),
}
_LOOKS = {"accept": "green", "approve": "green", "send_back": "red", "cancel": "red", "cost": "gray", "record": "gray"}


@dataclass(frozen=True, slots=True)
class Happened:
    """One event, in words."""

    event: Any
    what: Any
    look: str
    words: tuple[str, ...]


class TimelinePanel(Panel):
    """Of slot `work_panels`: every event, the latest first."""

    permission_required = PERMISSION
    title = _("Course of the work")
    icon = "timeline"
    order = 90
    wide = True
    template_name = "works/timeline_panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "work": self.subject,
            "events": [
                Happened(event, HAPPENED[event.action], _LOOKS.get(event.action, ""), tuple(_words(event)))
                for event in reversed(selectors.events_of(self.subject))
            ],
        }


def _words(event: Any) -> Iterator[str]:
    detail = event.detail
    if "party" in detail:
        yield str(dict(PARTIES)[detail["party"]])
    if "manner" in detail:
        yield gettext(Manner(detail["manner"]).word)
    yield from filter(None, [event.person])
    for name in ("done", "measured", "accepted"):
        if isinstance(detail.get(name), dict):
            yield "、".join(detail[name].values())
    if detail.get("deemed"):
        yield gettext("deemed accepted")
    amount = dict(COST_TYPES)[detail["type"]] if "type" in detail else _("estimate")
    for label, name in ((amount, "amount"), (_("ceiling"), "ceiling"), (_("day"), "planned_on")):
        if name in detail:
            yield f"{label} {detail[name]}"
    if "order" in detail:
        yield detail["order"]
    if event.remark:
        yield event.remark


class AcceptancePanel(Panel):
    """Of slot `work_panels`: what each party measured of each line in this round."""

    permission_required = PERMISSION
    title = _("Acceptance by the parties")
    icon = "clipboard-check"
    order = 5
    template_name = "works/acceptance_panel.html"

    def is_there(self) -> bool:
        work = self.subject
        return work.state == WorkState.DONE or work.is_settled or selectors.papers_of(work).exists()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = {(one.party, one.line): one for one in selectors.confirmations_of(self.subject)}
        lines, words = selectors.lines_of(self.subject), dict(PARTIES)
        parties = selectors.parties_of(self.subject)
        told = {word.party: word for word in selectors.words_of(self.subject)}
        return super().get_context_data(**kwargs) | {
            "work": self.subject,
            "lines": lines,
            "rows": [
                (
                    words[party.value],
                    [said.get((party.value, line.number)) for line in lines],
                    _last(said, party),
                    said_in_words(told[party]) if party in told else "",
                )
                for party in parties
            ],
            "from_register": said_in_words(told[None]) if None in told else "",
            "papers": [(paper, state_badge(paper.state)) for paper in selectors.papers_of(self.subject)],
            "deemed_from": selectors.deemed_from_of(self.subject, seen_on=timezone.localdate()),
        }


def said_in_words(word: PartyWord) -> str:
    """`亲验（链接）`, `代录（复核：李娟）`: the manner of one party's acceptance."""
    manner = gettext(word.manner.word)
    if word.by_link:
        return gettext("%(manner)s (by link)") % {"manner": manner}
    if word.checked_by:
        return gettext("%(manner)s (compared by %(person)s)") % {"manner": manner, "person": word.checked_by}
    return manner


def _last(said: dict[tuple[str, int], Any], party: Party) -> Any:
    return max((one for (who, _line), one in said.items() if who == party.value), key=lambda one: one.pk, default=None)


class CostsPanel(Panel):
    """Of slot `work_panels`: every cost, and what may still be recorded."""

    permission_required = PERMISSION
    title = _("Cost lines")
    icon = "list-details"
    order = 12
    wide = True
    template_name = "works/costs_panel.html"

    def is_there(self) -> bool:
        return self._may_record() or selectors.costs_of(self.subject).exists()

    def _may_record(self) -> bool:
        needed = APPROVE if self.subject.is_over else RECORD
        return self.subject.takes_costs and self.user.has_perm(needed)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        costs = list(selectors.costs_of(self.subject))
        left = {cost.pk: cost.amount for cost in costs}
        for cost in costs:
            if cost.corrects_id:
                left[cost.corrects_id] += cost.amount
        may_record = self._may_record()
        return super().get_context_data(**kwargs) | {
            "work": self.subject,
            "costs": [(cost, may_record and not cost.corrects_id and bool(left[cost.pk])) for cost in costs],
            "spent": selectors.spent_on(self.subject),
            "planned": selectors.estimated_amount(selectors.lines_of(self.subject)),
            "billed": usual.billed_for([self.subject]),
            "left": usual.left_of_ceiling(self.subject),
            "may_record": may_record,
        }
