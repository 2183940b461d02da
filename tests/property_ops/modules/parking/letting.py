"""A lease with rent, from its proposal to its approval by another person."""

from datetime import UTC, datetime
from typing import Any

from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory
from property_ops.modules.parking.models import Lease, LeaseProposal
from property_ops.modules.parking.services.leases import approve_lease, let_space

NOW = datetime(2022, 7, 1, 9, 0, tzinfo=UTC)


def let_by_two(*, by: User, **said: Any) -> Lease:
    """As `let_space`; a rent is approved by somebody else."""
    made = let_space(by=by, now=NOW, **said)
    if not isinstance(made, LeaseProposal):
        return made
    return approve_lease(proposal=made, by=UserFactory(role="reviewer"), now=NOW)
