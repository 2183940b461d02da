"""The life of a disclosure."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop


class DisclosureState(StrEnum):
    WAITING = "waiting"
    PUBLISHED = "published"
    DROPPED = "dropped"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, NAMES[state]) for state in cls]


NAMES = {
    DisclosureState.WAITING: gettext_noop("waits for publication"),
    DisclosureState.PUBLISHED: gettext_noop("published"),
    DisclosureState.DROPPED: gettext_noop("dropped"),
}
