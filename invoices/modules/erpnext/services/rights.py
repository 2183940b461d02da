"""Whether the token's user may do in ERPNext what is asked of it, said before anything is begun."""

from collections.abc import Iterable

from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain.errors import RolesMissing
from invoices.modules.erpnext.domain.roles import NeededRight, missing_roles, told


def require_rights(gateway: Gateway, needed: Iterable[NeededRight]) -> None:
    """Raises RolesMissing, with the roles that would do."""
    roles = missing_roles(needed, gateway.may)
    if roles:
        raise RolesMissing(roles=told(roles))
