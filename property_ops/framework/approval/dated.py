"""Rules that are a few whole numbers from a day on: the product gives the first ones, and two persons change them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState, FiguresThere
from property_ops.framework.approval.models import PreparedOrGiven
from property_ops.framework.dated_rows import version_on
from property_ops.framework.models import User
from property_ops.framework.permissions import require

OPEN_OR_APPROVED = (ApprovalState.WAITING.value, ApprovalState.APPROVED.value)
Rule = TypeVar("Rule", bound="FiguresFromADay")


class FiguresFromADay(PreparedOrGiven):
    """In force from `start` until another one begins. `FIGURES` are the columns that hold the numbers, in order;
    `PROPOSED` is what the audit log calls a proposal."""

    FIGURES: ClassVar[tuple[str, ...]]
    PROPOSED: ClassVar[str]

    start = models.DateField(_("from"))

    class Meta(PreparedOrGiven.Meta):
        abstract = True
        ordering = ["-start", "-pk"]
        constraints = [
            *PreparedOrGiven.Meta.constraints,
            models.UniqueConstraint(
                fields=["start"], condition=Q(state__in=OPEN_OR_APPROVED), name="%(app_label)s_%(class)s_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.start)

    @classmethod
    def fault(cls, figures: Mapping[str, int]) -> Any:
        """What is wrong with the numbers together, as a sentence, or nothing; the database says the same."""
        return ""

    @property
    def figures(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in self.FIGURES}

    def audit_facts(self) -> dict[str, Any]:
        return dict(self.figures)


def rule_on(rules: type[Rule], day: date) -> Rule | None:
    """The approved one, if there is one yet."""
    found: Any = rules._default_manager
    return version_on(found.filter(state=ApprovalState.APPROVED.value), day)


@transaction.atomic
def propose(rules: type[Rule], *, start: date, figures: Mapping[str, int], by: User, now: datetime) -> Rule:
    """It waits for another person. Raises NotAllowed, FiguresThere."""
    require(by, rules.rights.prepare)
    found: Any = rules._default_manager
    if found.filter(start=start, state__in=OPEN_OR_APPROVED).exists():
        raise FiguresThere(day=start)
    said = {"start": start, "state": ApprovalState.WAITING.value, "prepared_by": by, "prepared_at": now}
    made: Rule = found.create(**figures, **said)
    audit.record(by=by, action=rules.PROPOSED, subject=str(start))
    return made
