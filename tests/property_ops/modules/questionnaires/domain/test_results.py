"""What came of a question has the number it is of, and what is published tells of nobody."""

from decimal import Decimal

import pytest

from property_ops.modules.questionnaires.domain.errors import AnswerNotOfQuestion, OptionsMissing, OptionsWithoutChoice
from property_ops.modules.questionnaires.domain.questions import (
    AskedQuestion,
    GivenAnswer,
    QuestionKind,
    checked,
    chosen_in,
    said_of,
)
from property_ops.modules.questionnaires.domain.results import OptionCount, published, results_of

LAMPS = AskedQuestion(QuestionKind.SINGLE, "灯亮吗", ("亮", "不亮", "不清楚"))
WISHES = AskedQuestion(QuestionKind.MULTIPLE, "先做什么", ("路", "墙", "灯"))
CLEAN = AskedQuestion(QuestionKind.RATING, "保洁")
OTHER = AskedQuestion(QuestionKind.TEXT, "其他")


def lamps(*counts: int):
    sheets = [[GivenAnswer((number,))] for number, count in enumerate(counts, 1) for _each in range(count)]
    return results_of([LAMPS], [*sheets, [GivenAnswer()]])[0]


def test_who_left_a_question_out_is_not_among_those_who_answered_it():
    found = lamps(6, 3, 0)
    assert (found.answered, [one.count for one in found.counts]) == (9, [6, 3, 0])


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((20, 9, 0), [((1,), 20), ((2,), 9), ((3,), 0)]),
        ((20, 9, 2), [((1,), 20), ((2, 3), 11)]),
        ((20, 3, 0), [((1, 2), 23), ((3,), 0)]),
        ((4, 4, 4), [((1, 2, 3), 12)]),
    ],
)
def test_options_that_few_chose_are_counted_together_with_the_next(counts, shown):
    assert [(one.numbers, one.count) for one in published(lamps(*counts)).counts] == shown


def test_of_fewer_than_five_answers_and_of_words_nothing_is_published():
    few = published(lamps(3, 1, 0))
    assert (few.is_withheld, few.counts) == (True, ())
    (words,) = results_of([OTHER], [[GivenAnswer(words="灯坏了")]])
    assert words.words == ("灯坏了",)
    assert published(words).words == ()


def test_several_and_ratings_are_counted_by_homes_and_steps():
    sheets = [[GivenAnswer((1, 3)), GivenAnswer((5,))], [GivenAnswer((3,)), GivenAnswer((2,))]]
    wishes, clean = results_of([WISHES, CLEAN], sheets)
    assert wishes.counts == (OptionCount((1,), 1), OptionCount((2,), 0), OptionCount((3,), 2))
    assert (wishes.answered, clean.answered, clean.mean) == (2, 2, Decimal("3.5"))
    assert wishes.mean is None


def test_answers_have_one_form_and_none_that_is_not_asked():
    said = checked([WISHES, OTHER, LAMPS], [GivenAnswer((3, 1, 3)), GivenAnswer(words=" 好 "), GivenAnswer()])
    assert (said_of(said), [one.words for one in said]) == ("1,3;;", ["", "好", ""])
    assert chosen_in("1,3;;") == [(1, 3), (), ()]
    for question, answer in (
        (LAMPS, GivenAnswer((1, 2))),
        (LAMPS, GivenAnswer((4,))),
        (CLEAN, GivenAnswer((6,))),
        (CLEAN, GivenAnswer(words="好")),
        (OTHER, GivenAnswer((1,))),
    ):
        with pytest.raises(AnswerNotOfQuestion):
            checked([question], [answer])
    with pytest.raises(AnswerNotOfQuestion):
        checked([LAMPS, OTHER], [GivenAnswer()])


def test_options_are_several_and_different_and_of_choices_alone():
    with pytest.raises(OptionsMissing):
        AskedQuestion(QuestionKind.SINGLE, "灯", ("亮",))
    with pytest.raises(OptionsMissing):
        AskedQuestion(QuestionKind.MULTIPLE, "灯", ("亮", " 亮"))
    with pytest.raises(OptionsWithoutChoice):
        AskedQuestion(QuestionKind.TEXT, "灯", ("亮", "不亮"))
