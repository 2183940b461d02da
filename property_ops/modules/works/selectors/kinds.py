"""The kinds of work, and what they say of one work."""

from functools import cache

from property_ops.framework.slots import plugged_into
from property_ops.modules.works.domain.kinds import Kinds, WorkKind
from property_ops.modules.works.models import WorkOrder


@cache
def work_kinds() -> Kinds:
    """The kinds of work that the installed modules declare in the slot `work_kinds`. Raises KindsClash."""
    declared = plugged_into("work_kinds")
    return Kinds(kind for one in declared for kind in ((one,) if isinstance(one, WorkKind) else one))


def kind_of(work: WorkOrder) -> WorkKind | None:
    """The kind that the register's words mean; None where no module declares it."""
    return work_kinds().called(work.kind)
