"""What an import asks a person, where files and registers alone do not say: nothing is stored before it is answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


@dataclass(frozen=True, slots=True)
class ImportQuestion:
    """`words` and the words of each of `answers` (value → words) are msgids; `key` stands in forms and commands."""

    key: str
    words: str
    answers: tuple[tuple[str, str], ...]


class NoSuchAnswer(BusinessError):
    code = "no_such_answer"
    message = gettext_noop("“%(said)s” answers no question of an import. Known: %(known)s.")


def check_answers(said: Mapping[str, str], questions: Iterable[ImportQuestion]) -> None:
    """Raises NoSuchAnswer."""
    known = [f"{question.key}={value}" for question in questions for value, _words in question.answers]
    for key, value in said.items():
        if f"{key}={value}" not in known:
            raise NoSuchAnswer(said=f"{key}={value}", known="、".join(known))
