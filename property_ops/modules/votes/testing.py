"""Votes for tests: prepared, approved, with papers out."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory
from property_ops.modules.estates.public import Estate
from property_ops.modules.votes.domain.choices import Choice
from property_ops.modules.votes.domain.electors import ElectorQuestion
from property_ops.modules.votes.models import BallotPaper, ElectorUnit, Poll
from property_ops.modules.votes.selectors.papers import papers_to_print
from property_ops.modules.votes.selectors.register import open_questions
from property_ops.modules.votes.services.ballots import MarkedPaper, key_ballot
from property_ops.modules.votes.services.papers import print_papers
from property_ops.modules.votes.services.polls import (
    PlannedSubject,
    PollTerms,
    approve_poll,
    different_people,
    prepare_poll,
)

REGISTER, FIRST, LAST, AFTER = date(2022, 6, 1), date(2022, 6, 10), date(2022, 6, 30), date(2022, 7, 1)
NOW = datetime(2022, 6, 15, 2, tzinfo=UTC)
LIGHTS = PlannedSubject("other", "更换楼道照明")


def person(role: str = "manager") -> User:
    made: Any = UserFactory(role=role)
    found: User = made
    return found


def prepared(
    estate: Estate, *, subjects: Sequence[PlannedSubject] = (LIGHTS,), by: User | None = None, **terms: Any
) -> Poll:
    """A vote that waits, of June 2022."""
    days = {"register_day": REGISTER, "first_day": FIRST, "last_day": LAST}
    said = PollTerms(**{"title": "楼道照明", "convener": "业委会", **days, **terms})
    now = max(NOW, datetime.combine(said.register_day, time(4), UTC))
    return prepare_poll(estate=estate, terms=said, subjects=subjects, by=by or person(), now=now)


def opened(estate: Estate, **more: Any) -> Poll:
    """Approved, and its papers printed. Who has the same name is another person."""
    waiting = prepared(estate, **more)
    for question, name, _electors in open_questions(waiting):
        different_people(poll=waiting, question=ElectorQuestion(question), name=name, by=person())
    poll = approve_poll(poll_id=waiting.pk, by=person("reviewer"), now=NOW)
    print_papers(poll=poll, by=person(), now=NOW)
    return poll


def paper_of(unit: ElectorUnit) -> BallotPaper:
    """The one that is not void."""
    return papers_to_print(unit.poll).get(unit=unit)


def keyed(paper: BallotPaper, *choices: Choice, by_proxy: bool = False, keys: Sequence[User] = ()) -> None:
    """By two persons alike."""
    marked = MarkedPaper(choices, by_proxy)
    for by in keys or (person("dispatcher"), person("accountant")):
        key_ballot(paper=paper, marked=marked, by=by, now=NOW)
