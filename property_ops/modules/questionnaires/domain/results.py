"""What came of the questions, with the number that each share is of; and what of it may be published."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from property_ops.kernel.personal import FEWEST_SHOWN
from property_ops.modules.questionnaires.domain.questions import AskedQuestion, GivenAnswer, QuestionKind


@dataclass(frozen=True, slots=True)
class OptionCount:
    """`numbers` are the options that are counted together: one, or several where each alone would tell too much."""

    numbers: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """`answered` of all that came back: the number that each count is of. `points` is the sum of a rating's steps.

    `words` stand in no order that tells whose they are; they are never published.
    """

    question: AskedQuestion
    answered: int
    counts: tuple[OptionCount, ...] = ()
    points: int = 0
    words: tuple[str, ...] = ()
    is_withheld: bool = False

    @property
    def mean(self) -> Decimal | None:
        """Of a rating, half up to one place."""
        if not self.points:
            return None
        return (Decimal(self.points) / self.answered).quantize(Decimal("0.1"), ROUND_HALF_UP)


def results_of(
    questions: Sequence[AskedQuestion], sheets: Sequence[Sequence[GivenAnswer]]
) -> tuple[QuestionResult, ...]:
    """`sheets`: the answers of each sheet that counts, in the order of the questions."""
    return tuple(_result(question, [sheet[place] for sheet in sheets]) for place, question in enumerate(questions))


def _result(question: AskedQuestion, answers: Sequence[GivenAnswer]) -> QuestionResult:
    if question.kind is QuestionKind.TEXT:
        words = tuple(sorted(one.words for one in answers if one.words))
        return QuestionResult(question, len(words), words=words)
    given = [one.chosen for one in answers if one.chosen]
    counter = Counter(number for chosen in given for number in chosen)
    counts = tuple(OptionCount((number,), counter[number]) for number in range(1, question.steps + 1))
    points = sum(counter.elements()) if question.kind is QuestionKind.RATING else 0
    return QuestionResult(question, len(given), counts, points)


def published(result: QuestionResult) -> QuestionResult:
    """What everybody may see (docs/product.md rule 18): no words, and no figure that is of fewer than five homes.

    Options that few chose are counted together. Where several may be chosen, such a count is of marks, not of homes.
    """
    if result.question.kind is QuestionKind.TEXT:
        return replace(result, words=(), is_withheld=True)
    if result.answered < FEWEST_SHOWN:
        return replace(result, counts=(), points=0, is_withheld=True)
    return replace(result, counts=_merged(result.counts), words=())


def _merged(counts: Sequence[OptionCount]) -> tuple[OptionCount, ...]:
    """The few put together, with the next smallest while they still are few; what nobody chose tells of nobody."""
    few = [one for one in counts if 0 < one.count < FEWEST_SHOWN]
    if not few:
        return tuple(counts)
    kept = sorted((one for one in counts if one not in few), key=lambda one: one.count)
    many = [one for one in kept if one.count]
    while many and (len(few) < 2 or sum(one.count for one in few) < FEWEST_SHOWN):
        few.append(many.pop(0))
    numbers = tuple(sorted(number for one in few for number in one.numbers))
    together = OptionCount(numbers, sum(one.count for one in few))
    return tuple(sorted((*(one for one in kept if one not in few), together), key=lambda one: one.numbers))
