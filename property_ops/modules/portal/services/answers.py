"""What a party sees and says through its link: once in each round of the work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.kernel.quantity import plain
from property_ops.modules.portal.domain.errors import AnsweredAlready, ChangedSinceSeen, NotToBeAccepted
from property_ops.modules.portal.models import AcceptanceAnswer, AcceptanceLink
from property_ops.modules.portal.models.link import LinkDecision
from property_ops.modules.portal.selectors.keepers import keeper_of
from property_ops.modules.portal.services.keeping import check_keeper
from property_ops.modules.portal.services.pins import check_pin, has_pin
from property_ops.modules.portal.services.tokens import linked
from property_ops.modules.works.public import (
    Party,
    QuantityLine,
    WorkConfirmation,
    WorkEvent,
    WorkMove,
    WorkOrder,
    WorkState,
    confirm_work,
    confirmations_of,
    events_of,
    lines_of,
    send_back_work,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What the page of a link shows. `answer` was given in this round, `said` is what the party confirmed."""

    link: AcceptanceLink
    lines: tuple[QuantityLine, ...]
    answer: AcceptanceAnswer | None
    said: tuple[WorkConfirmation, ...]
    sent_back: tuple[WorkEvent, ...]
    """What was sent back in earlier rounds, by whom and why."""
    asks_pin: bool

    @property
    def work(self) -> WorkOrder:
        return self.link.work

    @property
    def party(self) -> Party:
        return Party(self.link.party)

    @property
    def may_answer(self) -> bool:
        return self.work.state == WorkState.DONE and self.answer is None and not self.said

    @property
    def seen(self) -> str:
        """What is reported as done, in one word: an answer holds for what was seen."""
        return ";".join(
            [str(self.work.round), *(f"{line.number}={plain(line.done or Decimal(0))}" for line in self.lines)]
        )


def open_acceptance(*, token: str, today: date, trace: Mapping[str, Any]) -> Opened:
    """The work behind a link; the look is recorded with `trace`. Raises LinkNotFound, LinkRevoked, LinkExpired."""
    opened = opened_link(linked(token, today=today))
    audit.record(
        by=None, action="portal.acceptance_opened", subject=opened.work.number, party=opened.link.party, **trace
    )
    return opened


def opened_link(link: AcceptanceLink) -> Opened:
    work = link.work
    answers = AcceptanceAnswer.objects.filter(link=link)
    last = answers.order_by("-round").first()
    said = [one for one in confirmations_of(work) if one.party == link.party]
    is_of_now = last is not None and (last.round == work.round or work.state != WorkState.DONE)
    back = events_of(work).filter(action=WorkMove.SEND_BACK.value)
    answer = last if is_of_now else None
    return Opened(link, tuple(lines_of(work)), answer, tuple(said), tuple(back), has_pin(link))


def accept(
    *,
    token: str,
    measured: Mapping[int, Decimal],
    seen: str,
    person: str,
    remark: str,
    now: datetime,
    network: str,
    pin: str = "",
) -> None:
    """The party measured these quantities, by the number of the line.

    Raises as a link and its PIN do, AnsweredAlready, NotToBeAccepted, ChangedSinceSeen, SecretUsedUp, and what
    `confirm_work` raises.
    """
    today = timezone.localdate(now)
    check_pin(token=token, pin=pin, now=now, today=today)
    with transaction.atomic():
        opened = _to_answer(token, today, seen)
        keeper = keeper_of(opened.link)
        check_keeper(opened.work, opened.party, keeper)
        _answer(opened, LinkDecision.ACCEPTED, person, remark, network)
        confirm_work(
            work=opened.work,
            party=opened.party,
            measured=measured,
            person=person,
            on=today,
            by=None,
            remark=remark,
            keeper=keeper,
        )


def send_back(*, token: str, reason: str, seen: str, person: str, now: datetime, network: str, pin: str = "") -> None:
    """The party does not accept the work. Raises as `accept` does; `send_back_work` for its part."""
    today = timezone.localdate(now)
    check_pin(token=token, pin=pin, now=now, today=today)
    with transaction.atomic():
        opened = _to_answer(token, today, seen)
        _answer(opened, LinkDecision.SENT_BACK, person, reason, network)
        send_back_work(work=opened.work, party=opened.party, person=person, reason=reason, on=today, by=None)


def _to_answer(token: str, today: date, seen: str) -> Opened:
    link = linked(token, today=today)
    link = AcceptanceLink.objects.select_for_update(of=("self", "work")).select_related("work__estate").get(pk=link.pk)
    opened = opened_link(link)
    check_answer(opened, seen=seen)
    return opened


def check_answer(opened: Opened, *, seen: str) -> None:
    """Raises AnsweredAlready, NotToBeAccepted, ChangedSinceSeen."""
    if opened.answer is not None or opened.said:
        raise AnsweredAlready()
    if not opened.may_answer:
        raise NotToBeAccepted(number=opened.work.number)
    if seen != opened.seen:
        raise ChangedSinceSeen()


def _answer(opened: Opened, decision: LinkDecision, person: str, remark: str, network: str) -> None:
    AcceptanceAnswer.objects.create(
        link=opened.link,
        round=opened.work.round,
        decision=decision,
        person=person,
        remark=remark,
        network=network,
    )
