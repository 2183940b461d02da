"""What is possible but unlikely is asked about once: “Really?”. Typed so again, it is taken.

Fields say what is usual; a page adds what only it can know in `questions(form)`. What was typed stays in the form.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from property_ops.kernel.canonical import digest_of

YEAR = timedelta(days=366)
ASKED = "asked"
MOST_ASKED = 20
"""Forms of one person of which a question is remembered."""


@dataclass(frozen=True, slots=True)
class Usual:
    """Figures, amounts or days between which nobody asks; None is no limit on that side."""

    least: Any = None
    most: Any = None

    def is_usual(self, value: Any) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


@dataclass(frozen=True, slots=True)
class UsualDays:
    """Days from so many years ago to so many years ahead."""

    past: int = 10
    ahead: int = 5

    def is_usual(self, value: date) -> bool:
        today = timezone.localdate()
        return today - self.past * YEAR <= value <= today + self.ahead * YEAR


@dataclass(frozen=True, slots=True)
class Question:
    """`says` is a whole sentence in the reader's language; `field` empty is of the form as a whole."""

    says: str
    field: str = ""


def asks(request: HttpRequest, form: Any, own: Iterable[Question] = ()) -> bool:
    """Whether the form is shown again with its questions: it is, unless just these were asked of it before."""
    found = list(_of_form(form))
    questions = [*(one for _form, one in found), *own]
    if not questions:
        return False
    said = digest_of([[one.field, one.says] for one in questions])
    remembered: dict[str, str] = request.session.get(ASKED, {})
    if remembered.pop(request.path, "") == said:
        request.session[ASKED] = remembered
        return False
    kept = list(remembered.items())[-MOST_ASKED:]
    request.session[ASKED] = dict([*kept, (request.path, said)])
    for one_form, question in [*found, *((form, one) for one in own)]:
        words = _("%(question)s Really? Save once more if it is right.") % {"question": question.says}
        one_form.add_error(question.field if question.field in getattr(one_form, "fields", ()) else None, words)
    return True


def _of_form(form: Any) -> Iterator[tuple[Any, Question]]:
    """The questions of a form's fields, or of those of a table's filled rows."""
    for one in getattr(form, "forms", [form]):
        if one is form or one.has_changed():
            yield from ((one, question) for question in _of_fields(one))


def _of_fields(form: Any) -> Iterator[Question]:
    for name, field in getattr(form, "fields", {}).items():
        usual, value = getattr(field, "usual", None), form.cleaned_data.get(name)
        if usual is None or value is None or value == "":
            continue
        if not usual.is_usual(value):
            yield Question(_("%(label)s: %(value)s is unusual.") % {"label": field.label, "value": value}, name)
