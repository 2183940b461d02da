"""The days of the simulated week: weather, plans, crews whose phones tell late and wrong, parties who accept or don't.

All goes through the product's services, at a clock that is set; every refusal is counted by its code.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.utils import timezone

from benchmarks.dispatch_season import heze
from benchmarks.office_notebook import NotedWork, half_up
from benchmarks.office_people import MATERIALS, TRADES, Office
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import Yuan
from property_ops.modules.dispatch.domain.climate import usual_temperature
from property_ops.modules.dispatch.domain.situation import HourOfWeather
from property_ops.modules.dispatch.domain.slots import moment
from property_ops.modules.dispatch.models import Proposal
from property_ops.modules.dispatch.models.proposal import ProposalState
from property_ops.modules.dispatch.public import Visit, VisitState, plan_visits
from property_ops.modules.dispatch.selectors.situation import demands_of
from property_ops.modules.dispatch.services.proposing import adopt_proposal, perform_proposal, start_proposal
from property_ops.modules.dispatch.services.weather import take_forecast
from property_ops.modules.portal.models.entry import EntryKind
from property_ops.modules.portal.services.answers import accept, opened_link, send_back
from property_ops.modules.portal.services.entries import Sent, take_entry
from property_ops.modules.portal.services.links import give_link
from property_ops.modules.works.public import (
    Party,
    WorkOrder,
    WorkState,
    confirm_work,
    lines_of,
    parties_of,
    record_cost,
)
from property_ops.modules.works.services.costs import correct_cost

LATE, WRONG, TWICE, WET_DAY = 0.15, 0.06, 0.08, 0.35
MINUTE = timedelta(minutes=1)


@dataclass
class Told:
    """What the week came to, counted while it went by."""

    refused: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    minutes_worked: int = 0


@dataclass(order=True)
class Message:
    """From a phone: entered at one time, delivered at another."""

    at: datetime
    order: int
    deliver: Callable[[datetime], None] = field(compare=False)


@contextmanager
def clock(now: datetime) -> Iterator[None]:
    with patch("django.utils.timezone.now", return_value=now):
        yield


class Days:
    def __init__(self, office: Office, *, keeps_told: bool = True) -> None:
        self.office, self.keeps_told, self.told = office, keeps_told, Told()
        self.chance, self.by = office.chance, office.staff["dispatcher"]
        self.waiting: list[Message] = []
        self.weather: dict[datetime, HourOfWeather] = {}
        self.sent = 0

    # --- the morning ---------------------------------------------------------------------------------------------

    def draw_weather(self, first: date, days: int) -> None:
        """Around what the month usually is in Heze; about every third day has a wet half."""
        climate = heze()
        for number in range(days):
            wet = range(*self.chance.choice(((6, 12), (12, 18)))) if self.chance.random() < WET_DAY else range(0)
            wind, colder = self.chance.choice((2, 3, 3, 4, 5)), self.chance.randrange(-25, 25)
            for hour in range(24):
                at = moment(first + timedelta(days=number), time(hour))
                warm = (usual_temperature(climate, at) or 0) + colder
                self.weather[at] = HourOfWeather(12 if hour in wet else 0, warm, wind if hour > 12 else 2)

    def morning(self, day: date) -> None:
        """The forecast, right for today and less so for later; then the board is planned anew."""
        now = moment(day, time(7, 30))
        with clock(now):
            rows = [["时间", "降水", "气温", "风力"], *self._forecast(day)]
            take_forecast(rows=rows, estate=None, source="模拟", by=self.by, at=now)
            proposal = start_proposal(
                first=day, by=self.by, now=now, enqueue=lambda pk: None, keeps_told=self.keeps_told
            )
            perform_proposal(proposal.pk)
            self._adopt(Proposal.objects.get(pk=proposal.pk), now)

    def _forecast(self, day: date) -> Iterator[list[object]]:
        for at, real in self.weather.items():
            ahead = (at.date() - day).days
            if 0 <= ahead < 7:
                is_wrong = self.chance.random() < 0.03 * ahead
                rain = (12 - (real.rain or 0) if is_wrong else real.rain or 0) / 10
                yield [f"{at:%Y-%m-%d %H:%M}", f"{rain}", f"{(real.temperature or 0) / 10}", f"{real.wind}"]

    def _adopt(self, proposal: Proposal, now: datetime) -> None:
        if proposal.state != ProposalState.READY:
            self.told.refused[f"plan: {proposal.problem.get('message', '')[:40]}"] += 1
            return
        steps = {step["visit"]: step for step in proposal.plan}
        for visit in Visit.objects.filter(pk__in=steps):
            step = steps[visit.pk]
            had, past = visit.crew_id is not None, visit.starts_at is not None and visit.starts_at < now
            self.told.said["visits placed"] += not had and step["crew"] is not None
            self.told.said["missed visits moved"] += bool(step["moves"] and had and past)
            self.told.said["told visits moved"] += bool(step["moves"] and had and not past)
            self.told.said["told visits kept"] += bool(not step["moves"] and had)
        self.told.said["left out of a plan"] += len(proposal.left_out)
        adopt_proposal(proposal=proposal, by=self.by, at=now)

    # --- the crews -----------------------------------------------------------------------------------------------

    def crews_go(self, day: date) -> None:
        begin = moment(day, time(0))
        of_day = Visit.objects.filter(starts_at__gte=begin, starts_at__lt=begin + timedelta(days=1), crew__isnull=False)
        free: dict[int, datetime] = {}
        for visit in of_day.filter(state=VisitState.PLANNED).select_related("work").order_by("starts_at", "pk"):
            assert visit.starts_at is not None
            assert visit.crew_id is not None
            start = max(visit.starts_at, free.get(visit.crew_id, visit.starts_at))
            weather = self.weather[start.replace(minute=0)]
            if demands_of(visit.work).limits.speak_against(weather):
                self.told.said["visits rained off"] += 1
                continue
            minutes = visit.minutes * self.chance.randrange(80, 140) // 100
            free[visit.crew_id] = start + minutes * MINUTE
            self.told.minutes_worked += minutes
            self._visited(visit, start, minutes)

    def _visited(self, visit: Visit, start: datetime, minutes: int) -> None:
        """What the leader enters, in order; in a dead spot all of it comes hours later, or on the next day."""
        chance, noted = self.chance, self.office.notes[visit.work.number]
        late = timedelta(hours=chance.choice((3, 14, 27))) if chance.random() < LATE else timedelta()
        end = start + minutes * MINUTE
        self._enter(visit, EntryKind.START, {}, start, late)
        trade = chance.choice(sorted(TRADES))
        each, people = Decimal(minutes * 100 // 60) / 100, chance.randrange(1, 4)
        hours = {"trade": trade, "people": str(people), "each": str(each)}
        fen = half_up(Fraction(each) * people * TRADES[trade])
        self._enter(visit, EntryKind.HOURS, hours, end - 9 * MINUTE, late, lambda: noted.cost(fen))
        if chance.random() < 0.4:
            code = chance.choice(sorted(MATERIALS))
            used = Decimal(chance.randrange(1, 80)) / 10 * (1000 if chance.random() < WRONG else 1)
            content = {"material": code, "quantity": str(used)}
            took = lambda: noted.cost(self.office.shelves[code].take(Fraction(used)))  # noqa: E731
            self._enter(visit, EntryKind.MATERIAL, content, end - 8 * MINUTE, late, took)
        done = {line.number: self._done(line, noted) for line in lines_of(visit.work)}
        content = {"done": {str(line): str(quantity) for line, quantity in done.items()}}
        if chance.random() < WRONG:
            ten = {line: quantity * 10 for line, quantity in done.items()}
            wrong = {"done": {str(line): str(quantity) for line, quantity in ten.items()}}
            self._enter(visit, EntryKind.QUANTITIES, wrong, end - 5 * MINUTE, late, lambda: self._report(noted, ten))
        right = lambda: self._report(noted, done)  # noqa: E731
        self._enter(visit, EntryKind.QUANTITIES, content, end - 4 * MINUTE, late, right)
        if chance.random() < 0.03:
            self._enter(visit, EntryKind.HOURS, {**hours, "each": "31"}, end - 3 * MINUTE, late)
        whole = {"whole": "yes"} if self._is_last(visit) else {}
        self._enter(visit, EntryKind.DONE, whole, end, late)

    def _done(self, line: Any, noted: NotedWork) -> Decimal:
        """Of a rework, as much as before."""
        if noted.round > 1 and line.done is not None:
            return Decimal(line.done)
        return (line.planned * self.chance.randrange(80, 111) / 100).quantize(Decimal("0.1"))

    @staticmethod
    def _report(noted: NotedWork, done: dict[int, Decimal]) -> None:
        noted.done |= {line: Fraction(quantity) for line, quantity in done.items()}

    @staticmethod
    def _is_last(visit: Visit) -> bool:
        others = Visit.objects.filter(work=visit.work, state__in=(VisitState.PLANNED, VisitState.STARTED))
        return not others.exclude(pk=visit.pk).exists()

    def _enter(
        self, visit: Visit, kind: EntryKind, content: dict[str, Any], at: datetime, late: timedelta,
        then: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        assert visit.crew_id is not None
        leader, key = self.office.leaders[visit.crew_id], UUID(int=self.chance.getrandbits(128), version=4)
        twice = self.chance.random() < TWICE

        def deliver(now: datetime) -> None:
            fresh = Visit.objects.select_related("work__estate").get(pk=visit.pk)
            sent = Sent(key, kind, fresh, at, content)
            if self.tried(kind.value, lambda: take_entry(sent=sent, by=leader, now=now)):
                then()
                self.told.said["entries"] += 1
                self.told.said["entries late"] += bool(late)
                if twice:
                    take_entry(sent=sent, by=leader, now=now)
                    self.told.said["entries sent twice"] += 1

        self.sent += 1
        self.waiting.append(Message(at + late, self.sent, deliver))

    def deliver_until(self, until: datetime) -> None:
        due = sorted(message for message in self.waiting if message.at < until)
        self.waiting = [message for message in self.waiting if message.at >= until]
        for message in due:
            with clock(message.at):
                message.deliver(message.at)

    def tried(self, what: str, act: Callable[[], object]) -> bool:
        try:
            act()
        except BusinessError as error:
            self.told.refused[f"{what}: {error.code}"] += 1
            return False
        return True

    # --- the evening ---------------------------------------------------------------------------------------------

    def evening(self, day: date) -> None:
        """Invoices are booked, some taken back; parties who have time accept, for less at times, or send back."""
        now = moment(day, time(18, 30))
        with clock(now):
            for work in WorkOrder.objects.filter(state=WorkState.DONE).select_related("estate").order_by("number"):
                self._book(work, day)
                if self.chance.random() < 0.75:
                    self._accepted(work, now)
            for work in WorkOrder.objects.filter(state=WorkState.ACCEPTED).order_by("number"):
                if self.chance.random() < 0.05:
                    fen = self.chance.randrange(5_000, 60_000)
                    record_cost(
                        work=work, type="provider", amount=Yuan(fen), by=self.office.staff["manager"], on=day,
                        remark="迟到的发票",
                    )  # fmt: skip
                    self.office.notes[work.number].cost(fen)
                    self.told.said["costs after acceptance"] += 1

    def _book(self, work: WorkOrder, day: date) -> None:
        if self.chance.random() < 0.3:
            fen, noted = self.chance.randrange(10_000, 150_000), self.office.notes[work.number]
            kind = self.chance.choice(("machine", "provider"))
            cost = record_cost(
                work=work, type=kind, amount=Yuan(fen), by=self.by, on=day, document=f"FP{self.sent}{fen}"
            )
            noted.cost(fen)
            if self.chance.random() < 0.2:
                less = self.chance.randrange(1, fen)
                correct_cost(cost=cost, less=Yuan(less), by=self.by, on=day, remark="多记")
                noted.cost(-less)

    def _accepted(self, work: WorkOrder, now: datetime) -> None:
        """Each party by its own door: the company by log-in, the others each by a link that another person made."""
        noted, day = self.office.notes[work.number], timezone.localdate(now)
        parties = parties_of(work)
        if self.chance.random() < 0.08:
            self._sent_back(work, noted, now)
            return
        for party in parties:
            measured = {line.number: self._measured(line.done or Decimal()) for line in lines_of(work)}
            if party is Party.COMPANY:
                confirm_work(work=work, party=party, measured=measured, on=day, by=self.office.staff["third"])
            else:
                made = give_link(work=work, party=party, by=self._maker(party), now=now)
                accept(
                    token=made.token, measured=measured, seen=opened_link(made.link).seen, person=f"{party.value}代表",
                    remark="", now=now, network="10.0.*",
                )  # fmt: skip
            noted.hear(party.value, {line: Fraction(one) for line, one in measured.items()}, parties=len(parties))

    def _measured(self, done: Decimal) -> Decimal:
        if self.chance.random() < 0.8:
            return done
        return (done * self.chance.randrange(85, 100) / 100).quantize(Decimal("0.1"))

    def _maker(self, party: Party) -> Any:
        return self.office.staff["manager" if party is Party.COMMITTEE else "second"]

    def _sent_back(self, work: WorkOrder, noted: NotedWork, now: datetime) -> None:
        made = give_link(work=work, party=Party.BRANCH, by=self._maker(Party.BRANCH), now=now)
        seen = opened_link(made.link).seen
        send_back(token=made.token, reason="接缝不平", seen=seen, person="branch代表", now=now, network="10.0.*")
        noted.send_back()
        self.told.said["works sent back"] += 1
        work.refresh_from_db()
        plan_visits(work=work, count=1, minutes=90, by=self.by, due_on=timezone.localdate(now) + timedelta(days=3))
