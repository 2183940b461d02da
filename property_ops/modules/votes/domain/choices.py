"""What a ballot says of each subject."""

from collections.abc import Sequence

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded


class Choice(Worded):
    """VOID: nothing, or more than one thing, is marked. Nobody knows then what was meant, and it takes no part."""

    FOR = "for", gettext_noop("in favour")
    AGAINST = "against", gettext_noop("against")
    ABSTAIN = "abstain", gettext_noop("abstains")
    VOID = "void", gettext_noop("no valid mark")


PART = (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)
"""What takes part in a vote."""


def written(choices: Sequence[Choice]) -> str:
    """As it is stored: one word a subject, in their order."""
    return ",".join(choices)


def choices_in(text: str) -> tuple[Choice, ...]:
    return tuple(Choice(one) for one in text.split(","))
