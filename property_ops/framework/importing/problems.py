"""What is wrong with a cell, a sheet or a file: where it is, what it is, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from property_ops.framework.importing.questions import ImportQuestion
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded


class Level(Worded):
    """An error keeps the whole file out; a warning wants a look; an info only says what was done."""

    ERROR = "error", gettext_noop("error")
    WARNING = "warning", gettext_noop("warning")
    INFO = "info", gettext_noop("note")


class CellError(BusinessError):
    """A cell cannot be read. Parsers raise it; `advice` says what to write instead."""

    code = "cell_error"

    def __init__(self, message: str, advice: str, **facts: Any) -> None:
        self.message = message  # type: ignore[misc]
        self.advice = advice
        super().__init__(**facts)


class FileError(CellError):
    """A whole file or sheet cannot be read."""

    code = "file_error"


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """`says` and `do` are msgids, filled with `facts`; `message` and `advice` are they in the reader's language."""

    level: Level
    says: str
    do: str = ""
    file: str = ""
    sheet: str = ""
    row: int | None = None  # as Excel counts, from 1
    column: str = ""  # the header as it stands in the sheet
    value: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    question: ImportQuestion | None = None  # an answer to it does away with the problem

    @property
    def message(self) -> str:
        return gettext(self.says) % self._readable_facts() if self.says else ""

    @property
    def advice(self) -> str:
        return gettext(self.do) % self._readable_facts() if self.do else ""

    @property
    def level_name(self) -> str:
        return gettext(Level(self.level).word)

    def _readable_facts(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.facts.items()}


def shown(value: Any, *, limit: int = 80) -> str:
    """A cell's value as a person would see it, cut where it is long."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None else str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
