"""What `property-ops verify` asks of all that is approved: another person did it (docs/product.md rule 10)."""

from collections.abc import Iterator

from django.db.models import F, Q

from property_ops.framework.accounts import SYSTEM
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.models import FourEyes, Prepared, kinds_of_prepared
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop

ALONE = Q(decided_by=F("prepared_by")) | Q(decided_by__username=SYSTEM)
UNDECIDED = Q(decided_by=None) | Q(prepared_by=None)


def verify() -> Iterator[Check]:
    differences, approved = [], 0
    for kind in kinds_of_prepared():
        approved += kind._default_manager.filter(kind.STANDS).count()
        differences += [
            Difference(
                gettext_noop("%(kind)s %(thing)s was not approved by another person"),
                {"kind": kind._meta.verbose_name, "thing": thing},
            )
            for thing in _alone(kind)
        ]
    yield Check(
        name=gettext_noop("All that is approved was prepared by one person and approved by another"),
        figures={gettext_noop("approved"): f"{approved:,}"},
        differences=tuple(differences),
    )


def _alone(kind: type[FourEyes]) -> list[FourEyes]:
    """Rows that stand without a second person, or were decided by who prepared them."""
    undecided = kind.STANDS & UNDECIDED
    decided = (
        kind._default_manager.exclude(state=ApprovalState.WITHDRAWN)
        if issubclass(kind, Prepared)
        else kind._default_manager
    )
    if any(field.name == "decided_at" for field in kind._meta.fields):
        undecided |= kind.STANDS & Q(decided_at=None)
    alone = ALONE | undecided
    for column in kind.also_by_another:
        alone |= Q(**{column: F("prepared_by")}) | Q(**{f"{column}__username": SYSTEM})
    return list(decided.filter(alone).order_by("pk"))
