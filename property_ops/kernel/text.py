"""Sentences where Django may not be imported: marked for translation here, translated by the edge that shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def gettext_noop(message: str) -> str:
    """Return `message` unchanged; xgettext collects it, the edge that shows it translates it."""
    return message


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence that whoever shows it translates: a msgid with %(name)s places, and what fills them."""

    msgid: str
    facts: Mapping[str, Any] = field(default_factory=dict)
