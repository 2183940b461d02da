"""What is said of a notice, in the language that is active."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from property_ops.modules.notices.models import Notice
from property_ops.modules.notices.selectors.templates import templates

LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Composed:
    """What is said of one notice or several."""

    template: str
    facts: Mapping[str, str]
    title: str
    text: str


def said_of(row: Notice) -> Composed:
    kind, facts = templates()[row.template], row.facts
    return Composed(kind.name, facts, gettext(kind.title)[:LONGEST_TITLE], gettext(kind.words) % facts)
