"""What a questionnaire asks, and what may be answered. An answer that is left out is empty, and counts as none."""

from collections.abc import Sequence
from dataclasses import dataclass

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded
from property_ops.kernel.writing import squeezed, within
from property_ops.modules.questionnaires.domain.errors import (
    AnswerNotOfQuestion,
    OptionsMissing,
    OptionsWithoutChoice,
)

MOST_OPTIONS, MOST_QUESTIONS, BEST = 12, 20, 5
LONGEST_WORDS = 300  # characters


class QuestionKind(Worded):
    SINGLE = "single", gettext_noop("one of several")
    MULTIPLE = "multiple", gettext_noop("several may be chosen")
    RATING = "rating", gettext_noop("one to five")
    TEXT = "text", gettext_noop("in words")


CLOSED = (QuestionKind.SINGLE, QuestionKind.MULTIPLE)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """`options` are numbered from one; a rating's are its five steps. Raises OptionsMissing, OptionsWithoutChoice."""

    kind: QuestionKind
    text: str
    options: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in CLOSED and self.options:
            raise OptionsWithoutChoice(question=self.text)
        different = len({squeezed(one) for one in self.options})
        if self.kind in CLOSED and not 2 <= len(self.options) == different <= MOST_OPTIONS:
            raise OptionsMissing(question=self.text, most=MOST_OPTIONS)

    @property
    def steps(self) -> int:
        """How many may be chosen from."""
        return BEST if self.kind is QuestionKind.RATING else len(self.options)


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """Numbers of options, or words; both empty where nothing was answered."""

    chosen: tuple[int, ...] = ()
    words: str = ""


def checked(questions: Sequence[AskedQuestion], answers: Sequence[GivenAnswer]) -> tuple[GivenAnswer, ...]:
    """The answers in one form: numbers in order, words clean. Raises AnswerNotOfQuestion, TooLong."""
    if len(questions) != len(answers):
        raise AnswerNotOfQuestion(number=min(len(questions), len(answers)) + 1)
    return tuple(
        _checked(number, question, answer)
        for number, (question, answer) in enumerate(zip(questions, answers, strict=True), 1)
    )


def _checked(number: int, question: AskedQuestion, answer: GivenAnswer) -> GivenAnswer:
    if question.kind is QuestionKind.TEXT:
        if answer.chosen:
            raise AnswerNotOfQuestion(number=number)
        return GivenAnswer(words=within(answer.words, most=LONGEST_WORDS, lines=True))
    chosen = tuple(sorted(set(answer.chosen)))
    too_many = question.kind is not QuestionKind.MULTIPLE and len(chosen) > 1
    if answer.words or too_many or not all(1 <= one <= question.steps for one in chosen):
        raise AnswerNotOfQuestion(number=number)
    return GivenAnswer(chosen)


def said_of(answers: Sequence[GivenAnswer]) -> str:
    """`2;1,3;;5`: what two persons must key alike. Words are not compared: nobody types a hand's words twice alike."""
    return ";".join(",".join(map(str, one.chosen)) for one in answers)


def chosen_in(said: str) -> list[tuple[int, ...]]:
    return [tuple(int(one) for one in part.split(",") if one) for part in said.split(";")]
