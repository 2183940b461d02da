"""What a neighbour may use of the works."""

from property_ops.modules.works.domain.scope import NotAScope, Scope, parse_scope
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.models.work_order import Funding, Result

__all__ = ["Funding", "NotAScope", "Result", "Scope", "WorkOrder", "parse_scope"]
