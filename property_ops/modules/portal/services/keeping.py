"""A secret counts only while whoever made it could not speak for anybody else by it (docs/product.md rule 22)."""

from property_ops.framework.models import User
from property_ops.modules.portal.domain.errors import SecretUsedUp
from property_ops.modules.works.public import Party, WorkOrder, has_done, spoke_for_another


def check_keeper(work: WorkOrder, party: Party, keeper: User | None) -> None:
    """Raises SecretUsedUp."""
    if keeper is not None and (has_done(work, keeper) or spoke_for_another(work, party, user=keeper, person="")):
        raise SecretUsedUp()
