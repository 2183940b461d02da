"""Counting a vote, by area and by heads, from the register and one ballot a unit. The order of ballots changes nothing.

Area is counted by the unit, in whole 1/10,000 m². Heads are counted by the person: who has several units is one head,
takes part with the first of them, and agrees only where all of them that take part agree.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded
from property_ops.modules.votes.domain.choices import PART, Choice
from property_ops.modules.votes.domain.majorities import TAKE_PART, Share


class Reckoned(Worded):
    """What a count says beside the choices."""

    PART = "part", gettext_noop("taking part")
    SPLIT = "split", gettext_noop("heads whose units differ")
    SILENT = "silent", gettext_noop("of these by silence")


COUNT_WORDS = {one.value: one.word for one in (Reckoned.PART, *Choice, Reckoned.SPLIT, Reckoned.SILENT)}
"""Each figure of a count, in the order in which they are read."""
NEVER_SECRET = {Reckoned.SILENT.value}
"""Figures whose rows say nothing of what anybody chose."""


@dataclass(frozen=True, slots=True)
class CountFigure:
    """Which figure of which subject, by its name in `COUNT_WORDS`. Written as `1-for-heads`."""

    subject: int
    name: str
    by_head: bool

    @classmethod
    def parse(cls, text: str) -> "CountFigure":
        subject, name, measure = text.split("-")
        return cls(int(subject), name, measure == "heads")

    def __str__(self) -> str:
        return f"{self.subject}-{self.name}-{'heads' if self.by_head else 'area'}"


@dataclass(frozen=True, slots=True)
class CountedUnit:
    """A unit of the register. `choice` is None where no ballot of it counts; `silent`: one was delivered."""

    unit: str
    head: int
    area: int
    choice: Choice | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """So many 1/10,000 m², so many heads."""

    area: int = 0
    heads: int = 0

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(self.area + other.area, self.heads + other.heads)

    def reached(self, share: Share, whole: "Measure") -> bool:
        return share.reached(self.area, whole.area) and share.reached(self.heads, whole.heads)

    def lacking(self, share: Share, whole: "Measure") -> "Measure":
        return Measure(share.lacking(self.area, whole.area), share.lacking(self.heads, whole.heads))


@dataclass(frozen=True, slots=True)
class SubjectCount:
    """`silent` is what silence adds by the rules of the estate, to `silent_choice`; it is in no other figure.

    `split` are heads whose units said different things: they take part, and are in no choice.
    """

    agree: Share
    whole: Measure
    choices: Mapping[Choice, Measure]
    split: int
    cast_part: Measure
    silent: Measure = Measure()
    silent_choice: Choice | None = None

    @property
    def part(self) -> Measure:
        return self.cast_part + self.silent

    @property
    def agreed(self) -> Measure:
        return self.choices[Choice.FOR] + (self.silent if self.silent_choice is Choice.FOR else Measure())

    @property
    def enough_take_part(self) -> bool:
        return self.part.reached(TAKE_PART, self.whole)

    @property
    def enough_agree(self) -> bool:
        return self.agreed.reached(self.agree, self.part)

    @property
    def is_carried(self) -> bool:
        return self.enough_take_part and self.enough_agree

    @property
    def is_carried_without_silence(self) -> bool:
        cast = self.cast_part
        return cast.reached(TAKE_PART, self.whole) and self.choices[Choice.FOR].reached(self.agree, cast)

    @property
    def lacks_part(self) -> Measure:
        return self.part.lacking(TAKE_PART, self.whole)

    @property
    def lacks_agreed(self) -> Measure:
        """Of those who take part now; where more take part, more must agree."""
        return self.agreed.lacking(self.agree, self.part)

    def facts(self) -> dict[str, Any]:
        """What is frozen and put under a digest."""
        return {
            "whole": [self.whole.area, self.whole.heads],
            "part": [self.part.area, self.part.heads],
            "choices": {choice.value: [found.area, found.heads] for choice, found in self.choices.items()},
            "split": self.split,
            "silent": [self.silent.area, self.silent.heads],
            "silent_choice": self.silent_choice.value if self.silent_choice else "",
            "carried": self.is_carried,
        }


def count(units: Sequence[CountedUnit], agree: Share, *, silence_counts: bool = False) -> SubjectCount:
    """One subject. Each unit of the register is in `units` once."""
    area: dict[Choice, int] = defaultdict(int)
    for one in units:
        if one.choice is not None:
            area[one.choice] += one.area
    said = _said_by_head(units)
    heads = _heads(said)
    choices = {choice: Measure(area[choice], heads[choice]) for choice in Choice}
    taking = sum(1 for given in said.values() if given & set(PART))
    split = taking - sum(choices[choice].heads for choice in PART)
    whole = Measure(sum(one.area for one in units), len({one.head for one in units}))
    cast = Measure(sum(choices[choice].area for choice in PART), taking)
    leading = _leading(choices) if silence_counts else None
    silent = _silent(units, said) if leading else Measure()
    return SubjectCount(agree, whole, choices, split, cast, silent, leading)


def units_behind(units: Sequence[CountedUnit], figure: CountFigure, *, adds_silence: bool) -> set[str]:
    """The units whose area the figure adds up, or whose heads it counts."""
    said = _said_by_head(units)

    def told(one: CountedUnit) -> set[Choice]:
        own = set() if one.choice is None else {one.choice}
        return said.get(one.head, set()) if figure.by_head else own

    def is_silent(one: CountedUnit) -> bool:
        return one.silent and one.choice is None and not (figure.by_head and one.head in said)

    def is_behind(one: CountedUnit) -> bool:
        valid = told(one) & set(PART)
        if figure.name == Reckoned.SILENT:
            return is_silent(one)
        if figure.name == Reckoned.PART:
            return bool(valid) or (adds_silence and is_silent(one))
        if figure.name == Reckoned.SPLIT:
            return len(valid) > 1
        return bool(told(one)) and (valid or {Choice.VOID}) == {figure.name}

    return {one.unit for one in units if is_behind(one)}


def _said_by_head(units: Iterable[CountedUnit]) -> Mapping[int, set[Choice]]:
    said: dict[int, set[Choice]] = defaultdict(set)
    for one in units:
        if one.choice is not None:
            said[one.head].add(one.choice)
    return said


def _heads(said: Mapping[int, set[Choice]]) -> Mapping[Choice, int]:
    """A head is of a choice where all its valid ballots are; of VOID where it has no valid one."""
    found: dict[Choice, int] = defaultdict(int)
    for given in said.values():
        valid = given & set(PART) or {Choice.VOID}
        if len(valid) == 1:
            found[next(iter(valid))] += 1
    return found


def _leading(choices: Mapping[Choice, Measure]) -> Choice | None:
    """The choice that leads by area and by heads; none where two are level, or each leads in one."""
    for one in PART:
        others = [choices[other] for other in PART if other is not one]
        if all(choices[one].area > other.area and choices[one].heads > other.heads for other in others):
            return one
    return None


def _silent(units: Iterable[CountedUnit], said: Mapping[int, set[Choice]]) -> Measure:
    """Units with a ballot delivered and none returned; their heads, where no unit of them returned one."""
    silent = [one for one in units if one.silent and one.choice is None]
    return Measure(sum(one.area for one in silent), len({one.head for one in silent if one.head not in said}))
