"""How a decision is shown: one badge, one column, one filter for all kinds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import STATE_COLOURS, ApprovalState
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.approval.models import Prepared
from property_ops.framework.models import User
from property_ops.framework.web import columns
from property_ops.framework.web.display import Badges

STATES = Badges.of(ApprovalState, STATE_COLOURS)
STATE_CHOICES = STATES.choices
"""For the filter of a list."""
NOT_APPROVED = {state: shown for state, shown in STATES.items() if state != ApprovalState.APPROVED}
"""For lists in which the days say how an approved version stands."""


def state_badge(state: str) -> Any:
    return STATES.badge(state)


class StateColumn(columns.StateColumn):
    """The column `state` of a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(verbose_name=_("state"), badges=STATES, **kwargs)


@dataclass(frozen=True, slots=True)
class DecisionButtons:
    """The buttons of something that waits: `own` says that another person must approve it."""

    kind: str
    pk: int
    question: Any  # what is asked before it is approved
    may_approve: bool
    may_reject: bool
    may_withdraw: bool
    own: bool


def decision(kind: ApprovalKind[Any], thing: Any, user: User, *, question: Any = "") -> DecisionButtons | None:
    """The buttons this person gets; None once it is decided."""
    if not thing.waits:
        return None
    rights, own = thing.rights, thing.prepared_by_id == user.pk
    may_approve = user.has_perm(rights.approve) and not own
    return DecisionButtons(
        kind=kind.name,
        pk=thing.pk,
        question=question or _("Approve it?"),
        may_approve=may_approve,
        may_reject=may_approve and kind.may_be_rejected,
        may_withdraw=own and kind.may_be_rejected and user.has_perm(rights.prepare),
        own=own,
    )


def history(thing: Prepared) -> Sequence[tuple[Any, Any, Any, str]]:
    """(what, by, when, why) of preparing and deciding."""
    found: list[tuple[Any, Any, Any, str]] = []
    if thing.prepared_by:
        found.append((_("Prepared"), thing.prepared_by, thing.prepared_at, ""))
    if thing.decided_at:
        found.append((_DONE[ApprovalState(thing.state)], thing.decided_by, thing.decided_at, thing.rejected_because))
    return found


_DONE = {
    ApprovalState.APPROVED: _("Approved"),
    ApprovalState.REJECTED: _("Rejected"),
    ApprovalState.WITHDRAWN: _("Withdrawn"),
}
