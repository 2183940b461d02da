"""What a ballot says of each subject."""

from collections.abc import Sequence
from enum import StrEnum

from property_ops.kernel.text import gettext_noop


class Choice(StrEnum):
    """VOID: nothing, or more than one thing, is marked. Nobody knows then what was meant, and it takes no part."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    VOID = "void"


CHOICE_WORDS = {
    Choice.FOR: gettext_noop("in favour"),
    Choice.AGAINST: gettext_noop("against"),
    Choice.ABSTAIN: gettext_noop("abstains"),
    Choice.VOID: gettext_noop("no valid mark"),
}
PART = (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)
"""What takes part in a vote."""


def written(choices: Sequence[Choice]) -> str:
    """As it is stored: one word a subject, in their order."""
    return ",".join(choices)


def choices_in(text: str) -> tuple[Choice, ...]:
    return tuple(Choice(one) for one in text.split(","))
