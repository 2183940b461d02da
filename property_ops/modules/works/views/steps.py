"""What can be done next with a work, by whom: the buttons at its head."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.models import User
from property_ops.framework.slots import plugged_into
from property_ops.framework.web.pages import Action
from property_ops.modules.works import selectors
from property_ops.modules.works.public import (
    MOVES,
    PARTIES,
    WorkMove,
    WorkState,
    close_work,
    deem_accepted,
    start_work,
    unschedule_work,
)
from property_ops.modules.works.views.parts import OfWork

CHANGE, RECORD, CONFIRM, APPROVE = "works.change", "works.record", "works.confirm", "works.approve"
TRANSCRIBE = "works.transcribe"


@dataclass(frozen=True, slots=True)
class StepButton:
    """A button: `page` is a form; an `act` is done at once, after the question `ask` where there is one."""

    label: Any
    url: str
    icon: str
    act: bool = False
    ask: Any = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class _Offer:
    move: WorkMove
    permission: str
    label: Any
    url_name: str
    icon: str
    act: bool = False
    ask: Any = ""
    primary: bool = False


_ACCEPT = _("Accept for the %(party)s")
_ASK_START, _ASK_CLOSE = _("Start this work today?"), _("Close this work order?")
_OFFERS = (
    _Offer(WorkMove.ESTIMATE, CHANGE, _("Estimate"), "work_estimate", "calculator", primary=True),
    _Offer(WorkMove.APPROVE, APPROVE, _("Approve the estimate"), "work_approve", "checks", primary=True),
    _Offer(WorkMove.CALL_OUT, CHANGE, _("Begin at once: emergency"), "work_call_out", "urgent"),
    _Offer(WorkMove.START, RECORD, _("Start"), "work_start", "player-play", act=True, ask=_ASK_START, primary=True),
    _Offer(WorkMove.SCHEDULE, CHANGE, _("Plan a day"), "work_schedule", "calendar-plus"),
    _Offer(WorkMove.UNSCHEDULE, CHANGE, _("Off the schedule"), "work_unschedule", "calendar-off", act=True),
    _Offer(WorkMove.FINISH, RECORD, _("Report as done"), "work_finish", "flag-check", primary=True),
    _Offer(WorkMove.ACCEPT, CONFIRM, _ACCEPT, "work_confirm", "clipboard-check", primary=True),
    _Offer(WorkMove.SEND_BACK, CONFIRM, _("Send back"), "work_send_back", "arrow-back-up"),
    _Offer(WorkMove.REVISE, CHANGE, _("Revise the estimate"), "work_revise", "edit"),
    _Offer(WorkMove.CLOSE, CHANGE, _("Close"), "work_close", "archive", act=True, ask=_ASK_CLOSE),
    _Offer(WorkMove.CANCEL, CHANGE, _("Cancel the work"), "work_cancel", "ban"),
)


def steps_of(work: Any, user: User, *, today: date) -> list[StepButton]:
    """The steps that the state of the work and the user's rights allow, the usual one first."""
    return [*_moves(work, user), *_others(work, user, today)]


def _moves(work: Any, user: User) -> Iterator[StepButton]:
    for offer in _OFFERS:
        if (
            MOVES.allows(WorkState(work.state), offer.move)
            and user.has_perm(offer.permission)
            and not _is_anothers(offer.move, work, user)
        ):
            url = reverse(offer.url_name, args=[work.number])
            label = offer.label % _party(user) if offer.move is WorkMove.ACCEPT else offer.label
            yield StepButton(label, url, offer.icon, offer.act, offer.ask, offer.primary)


def _party(user: User) -> dict[str, Any]:
    own = selectors.own_party(user)
    return {"party": dict(PARTIES)[own.value] if own else ""}


def _is_anothers(move: WorkMove, work: Any, user: User) -> bool:
    """Whether another person must make this move: four eyes, or no party to speak for."""
    if move is WorkMove.APPROVE:
        return bool(work.prepared_by_id == user.pk)
    return move is WorkMove.ACCEPT and selectors.speaks_for(work, user) is None


def _others(work: Any, user: User, today: date) -> Iterator[StepButton]:
    if work.state == WorkState.DONE and user.has_perm(APPROVE) and selectors.may_be_deemed(work, today):
        url = reverse("work_deem", args=[work.number])
        ask = _("The time for acceptance is over. Record the work as deemed accepted?")
        yield StepButton(_("Deemed accepted"), url, "hourglass-empty", act=True, ask=ask)
    if work.state == WorkState.DONE and user.has_perm(TRANSCRIBE) and selectors.may_transcribe(work, user):
        yield StepButton(_("Transcribe a signed paper"), reverse("work_transcribe", args=[work.number]), "scan")
    if work.state == WorkState.IN_PROGRESS and user.has_perm(RECORD):
        yield StepButton(_("Quantities so far"), reverse("work_done", args=[work.number]), "ruler-measure")
    if user.has_perm(CHANGE) and not any(papers(work) for papers in plugged_into("work_papers")):
        yield StepButton(_("Correct place or remark"), reverse("work_correct", args=[work.number]), "edit")
    if work.is_settled and user.has_perm(CHANGE):
        yield StepButton(_("Report a defect"), reverse("work_defect", args=[work.number]), "alert-triangle")


class WorkAction(OfWork, Action):
    """A step that needs no words."""


class Start(WorkAction):
    permission_required = RECORD
    success_message = _("The work is under way.")

    def form_valid(self, form: Any) -> HttpResponse:
        start_work(work=self.work, by=self.user, on=timezone.localdate())
        return super().form_valid(form)


class Unschedule(WorkAction):
    permission_required = CHANGE
    success_message = _("The work is off the schedule.")

    def form_valid(self, form: Any) -> HttpResponse:
        unschedule_work(work=self.work, by=self.user, on=timezone.localdate())
        return super().form_valid(form)


class CloseWork(WorkAction):
    permission_required = CHANGE
    success_message = _("The work order is closed.")

    def form_valid(self, form: Any) -> HttpResponse:
        close_work(work=self.work, by=self.user, on=timezone.localdate())
        return super().form_valid(form)


class Deem(WorkAction):
    permission_required = APPROVE
    success_message = _("The work is deemed accepted; the statements say so.")

    def form_valid(self, form: Any) -> HttpResponse:
        deem_accepted(work=self.work, by=self.user, on=timezone.localdate())
        return super().form_valid(form)
