"""Who has a vote: from the owners of a day to heads (《业主大会和业主委员会指导规则》 24), and what is to be asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed

_BETWEEN = re.compile(r"[,.;/]+")  # as `squeezed` leaves them


class ElectorQuestion(StrEnum):
    NONE = ""
    SAME_NAME = "same_name"
    NO_OWNER = "no_owner"


QUESTION_WORDS = {
    ElectorQuestion.SAME_NAME: gettext_noop("several units have an owner of this name: one person, or different ones?"),
    ElectorQuestion.NO_OWNER: gettext_noop("no owner is registered: who has the vote?"),
}


@dataclass(frozen=True, slots=True)
class OwnedUnit:
    """A unit as the register of the day has it; `owner` is empty where nobody is registered."""

    key: int
    owner: str = ""
    phone: str = ""


@dataclass(slots=True)
class VotingHead:
    """One head: its name and its units. A question must be answered before the register is frozen."""

    name: str
    units: list[int] = field(default_factory=list)
    question: ElectorQuestion = ElectorQuestion.NONE


def heads_of(units: Iterable[OwnedUnit]) -> list[VotingHead]:
    """In the order of the units. The same owners with the same phone are one head; co-owners are one, in any order.

    The same owners without that proof are several, and a question; so is a unit without an owner.
    """
    heads: list[VotingHead] = []
    proven: dict[tuple[str, str], VotingHead] = {}
    named: dict[str, list[VotingHead]] = {}
    for unit in units:
        names = same_owners(unit.owner)
        known = proven.get((names, unit.phone)) if names and unit.phone else None
        if known is None:
            known = VotingHead(unit.owner, question=ElectorQuestion.NONE if names else ElectorQuestion.NO_OWNER)
            heads.append(known)
            if names:
                named.setdefault(names, []).append(known)
                proven[names, unit.phone] = known
        known.units.append(unit.key)
    for several in named.values():
        for head in several if len(several) > 1 else ():
            head.question = ElectorQuestion.SAME_NAME
    return heads


def same_owners(names: str) -> str:
    """`李明、王芳` and `王芳，李明` are the same owners."""
    return "、".join(sorted(filter(None, _BETWEEN.split(squeezed(names)))))
