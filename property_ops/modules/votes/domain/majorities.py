"""What the law asks of a decision of the owners (民法典 278; docs/product.md rule 19), in whole numbers."""

from dataclasses import dataclass
from typing import Self

from property_ops.kernel.text import gettext_noop


@dataclass(frozen=True, slots=True)
class Share:
    """`2/3以上` includes two thirds (民法典 1259); `过半数` does not include the half."""

    numerator: int
    denominator: int
    is_included: bool

    def reached(self, part: int, whole: int) -> bool:
        """Of nothing, nothing is a share."""
        have, needed = part * self.denominator, whole * self.numerator
        return whole > 0 and (have >= needed if self.is_included else have > needed)

    def lacking(self, part: int, whole: int) -> int:
        """How much more it takes to reach the share of `whole`; nothing where it is reached."""
        if self.reached(part, whole):
            return 0
        needed = whole * self.numerator
        least = -(-needed // self.denominator) if self.is_included else needed // self.denominator + 1
        return max(least - part, 1)


TAKE_PART = Share(2, 3, is_included=True)
MORE_THAN_HALF = Share(1, 2, is_included=False)
THREE_QUARTERS = Share(3, 4, is_included=True)


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """A matter that the owners decide together. `agree` is asked of those who take part, by area and by heads."""

    code: str
    name: str
    law: str
    agree: Share

    @classmethod
    def of_law(cls, code: str, name: str, number: str, agree: Share = MORE_THAN_HALF) -> Self:
        return cls(code, name, f"民法典 278 {number}", agree)


SUBJECT_KINDS = {
    kind.code: kind
    for kind in (
        SubjectKind.of_law("procedure", gettext_noop("rules of procedure of the owners' assembly"), "(1)"),
        SubjectKind.of_law("covenant", gettext_noop("management covenant"), "(2)"),
        SubjectKind.of_law("committee", gettext_noop("election of the owners' committee"), "(3)"),
        SubjectKind.of_law("company", gettext_noop("engaging or dismissing the property company"), "(4)"),
        SubjectKind.of_law("fund_use", gettext_noop("use of the maintenance fund"), "(5)"),
        SubjectKind.of_law("fund_raising", gettext_noop("raising of the maintenance fund"), "(6)", THREE_QUARTERS),
        SubjectKind.of_law("rebuilding", gettext_noop("alteration or rebuilding"), "(7)", THREE_QUARTERS),
        SubjectKind.of_law(
            "common_parts", gettext_noop("another purpose of common parts, or business on them"), "(8)", THREE_QUARTERS
        ),
        SubjectKind.of_law("other", gettext_noop("another matter of importance"), "(9)"),
    )
}
"""民法典 278: the first five and the last need more than half, the three others three quarters."""
