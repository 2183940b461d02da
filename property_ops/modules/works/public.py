"""What a neighbour may use of the works."""

from property_ops.modules.works.domain.kinds import Estimate, Field, Finding, Need, Weather, WorkKind
from property_ops.modules.works.domain.scope import NotAScope, Scope, parse_scope
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.models.work_order import Funding, Result
from property_ops.modules.works.selectors import kind_of, work_kinds

__all__ = [
    "Estimate",
    "Field",
    "Finding",
    "Funding",
    "Need",
    "NotAScope",
    "Result",
    "Scope",
    "Weather",
    "WorkKind",
    "WorkOrder",
    "kind_of",
    "parse_scope",
    "work_kinds",
]
