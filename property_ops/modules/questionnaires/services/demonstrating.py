"""The demonstration's questionnaires: one that is over, with papers keyed by two and its result, and one that runs."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework.accounts import user_named
from property_ops.modules.estates.public import Estate
from property_ops.modules.questionnaires.domain.questions import AskedQuestion, GivenAnswer, QuestionKind
from property_ops.modules.questionnaires.models import Questionnaire, Sheet
from property_ops.modules.questionnaires.services.answering import answer_on_phone, key_sheet
from property_ops.modules.questionnaires.services.asking import (
    QuestionnaireTerms,
    draw_up,
    open_questionnaire,
    publish_result,
    set_questions,
)

FILE = Path(__file__).resolve().parents[1] / "demo" / "questionnaires.toml"
RATINGS = (5, 4, 5, 3, 4, 5, 4, 2)
SINGLES = (1, 2, 1, 1, 2, 3, 1, 2)
WISHES = ((1, 3), (3,), (2, 4), (1, 4), (3, 4), (1,), (3, 2))


@transaction.atomic
def ask_homes(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where nobody was asked yet."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    estate = Estate.objects.filter(name=told["estate"]).first()
    if estate is None or Questionnaire.objects.exists():
        return
    for row in told["questionnaires"]:
        _ask(estate, row, told)


def _ask(estate: Estate, row: Mapping[str, Any], told: Mapping[str, Any]) -> None:
    questions = [_question(one) for one in row["questions"]]
    today, by = timezone.localdate(), user_named(told["by"])
    first, last = (today - timedelta(days=ago) for ago in row["days_ago"])
    asked = draw_up(
        estate=estate, terms=QuestionnaireTerms(row["title"], row["words"], first, last), by=by, now=_at(first)
    )
    set_questions(questionnaire=asked, questions=questions, by=by)
    open_questionnaire(questionnaire=asked, by=by, now=_at(first), buildings=row["buildings"])
    for sheet in asked.sheets.order_by("serial"):
        share = sheet.serial * 37 % 100
        if share < row["phone"]:
            day = first + timedelta(days=share % 3)
            answer_on_phone(sheet=sheet, answers=_answers(sheet, questions, row["written"]), now=_at(day), today=day)
        elif share < row["phone"] + row["paper"]:
            for who in (told["by"], told["second"]):
                key_sheet(
                    sheet=sheet, answers=_answers(sheet, questions, row["written"]), by=user_named(who), now=_at(last)
                )
    if last < today:
        publish_result(questionnaire=asked, by=by, now=_at(last + timedelta(days=1)), today=today)


def _question(told: Mapping[str, Any]) -> AskedQuestion:
    return AskedQuestion(QuestionKind(told["kind"]), told["text"], tuple(told.get("options", ())))


def _answers(sheet: Sheet, questions: list[AskedQuestion], written: list[str]) -> list[GivenAnswer]:
    number = sheet.serial
    words = written[number // 9 % len(written)] if number % 9 == 0 else ""
    given = {
        QuestionKind.RATING: GivenAnswer((RATINGS[number % len(RATINGS)],)),
        QuestionKind.SINGLE: GivenAnswer((SINGLES[number % len(SINGLES)],)),
        QuestionKind.MULTIPLE: GivenAnswer(WISHES[number % len(WISHES)]),
        QuestionKind.TEXT: GivenAnswer(words=words),
    }
    return [given[one.kind] for one in questions]


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(16, 30)))
