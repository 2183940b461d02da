"""What `property-ops verify` asks of questionnaires: what counts from a sheet is what two persons read from it."""

from collections.abc import Iterable, Iterator

from property_ops.framework.checks import Check, Difference
from property_ops.framework.keyed_twice import standing
from property_ops.kernel.text import gettext_noop
from property_ops.modules.questionnaires.models import Answer
from property_ops.modules.questionnaires.models.sheet import AnsweredWay


def verify() -> Iterator[Check]:
    on_paper = Answer.objects.filter(way=AnsweredWay.PAPER).select_related("sheet__questionnaire")
    answers = list(on_paper.prefetch_related("sheet__keyings"))
    yield Check(
        name=gettext_noop("Every sheet of a questionnaire is what two persons read from it"),
        figures={gettext_noop("sheets keyed by two"): len(answers)},
        differences=tuple(_not_keyed_so(answers)),
    )


def _not_keyed_so(answers: Iterable[Answer]) -> Iterator[Difference]:
    for answer in answers:
        keyed = sorted(answer.sheet.keyings.all(), key=lambda one: one.number)
        by_each_once = len({one.by_id for one in keyed}) == len(keyed)
        if not by_each_once or standing(one.said for one in keyed).said != answer.said:
            yield Difference(
                gettext_noop("sheet %(sheet)s counts as something else than two persons read"),
                {"sheet": str(answer.sheet)},
            )
