"""What `property-ops verify` asks of complaints (docs/product.md rules 10 and 12)."""

from collections.abc import Iterator

from invoices.modules.complaints.models import WorkHold
from invoices.modules.complaints.selectors.complaints import lines_of_work
from invoices.modules.receivables.public import LineHold
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    """A work that is held has each of its issued lines held; one that was released has none, and two persons did it."""
    differences, holds = [], list(WorkHold.objects.select_related("work").order_by("pk"))
    for hold in holds:
        held = set(LineHold.objects.filter(source=hold.source, end=None).values_list("line_id", flat=True))
        wanted = set(lines_of_work(hold.work.number)) if hold.ended_on is None else set()
        if held != wanted:
            says = gettext_noop("of work %(number)s %(held)s lines are held, and %(wanted)s should be")
            differences.append(Difference(says, {"number": hold.work.number, "held": len(held), "wanted": len(wanted)}))
        released = hold.releases.filter(state=ApprovalState.APPROVED).exists()
        if released != (hold.ended_on is not None):
            says = gettext_noop("the hold of work %(number)s has not ended by a release that two persons decided")
            differences.append(Difference(says, {"number": hold.work.number}))
    yield Check(
        name=gettext_noop("A work that many complain about is held for all, until two persons release it"),
        figures={
            gettext_noop("works held so far"): f"{len(holds):,}",
            gettext_noop("held now"): f"{sum(hold.ended_on is None for hold in holds):,}",
        },
        differences=tuple(differences),
    )
