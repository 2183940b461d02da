"""What `property-ops verify` asks of votes: register, ballots and results are reckoned anew and compared."""

from collections.abc import Iterator
from hashlib import sha256

from property_ops.framework.checks import Check, Difference
from property_ops.framework.keyed_twice import standing
from property_ops.kernel.canonical import canonical, digest_of
from property_ops.kernel.text import gettext_noop
from property_ops.modules.votes.models import CastBallot, Poll, PollResult
from property_ops.modules.votes.selectors.counting import figures_of
from property_ops.modules.votes.selectors.register import register_facts
from property_ops.modules.votes.services.ballots import MarkedPaper


def verify() -> Iterator[Check]:
    polls = list(Poll.objects.filter(Poll.STANDS).select_related("estate").order_by("pk"))
    results = list(PollResult.objects.select_related("poll__estate").order_by("pk"))
    yield Check(
        name=gettext_noop("Registers of votes are as they were frozen"),
        figures={gettext_noop("votes"): len(polls)},
        differences=tuple(_changed_registers(polls)),
    )
    papers = list(
        CastBallot.objects.filter(paper__isnull=False).select_related("unit", "poll").prefetch_related("paper__keyings")
    )
    yield Check(
        name=gettext_noop("Every ballot on paper is what two persons read from it"),
        figures={gettext_noop("papers"): len(papers)},
        differences=tuple(_not_keyed_so(papers)),
    )
    yield Check(
        name=gettext_noop("Results of votes follow from their ballots"),
        figures={gettext_noop("results"): len(results)},
        differences=tuple(_wrong_results(results)),
    )


def _changed_registers(polls: list[Poll]) -> Iterator[Difference]:
    for poll in polls:
        if digest_of(register_facts(poll)) != poll.register_digest:
            yield Difference(
                gettext_noop("the register or the subjects of %(poll)s were changed"), {"poll": poll.number}
            )


def _not_keyed_so(ballots: list[CastBallot]) -> Iterator[Difference]:
    for ballot in ballots:
        assert ballot.paper
        keyed = sorted(ballot.paper.keyings.all(), key=lambda one: one.number)
        said = standing(one.said for one in keyed).said if len({one.by_id for one in keyed}) == len(keyed) else ""
        if not said or MarkedPaper.read(said).choices != MarkedPaper.read(ballot.choices).choices:
            yield Difference(
                gettext_noop("%(poll)s: the ballot of %(unit)s is not what two persons read"),
                {"poll": ballot.poll.number, "unit": ballot.unit.code},
            )


def _wrong_results(results: list[PollResult]) -> Iterator[Difference]:
    for result in results:
        if canonical(figures_of(result.poll)).decode() != result.figures:
            yield Difference(
                gettext_noop("the result of %(poll)s does not follow from its ballots"), {"poll": result.poll.number}
            )
        if sha256(bytes(result.sheet)).hexdigest() != result.sheet_sha256:
            yield Difference(gettext_noop("the result sheet of %(poll)s has other bytes"), {"poll": result.poll.number})
