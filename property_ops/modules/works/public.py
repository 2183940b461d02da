"""What a neighbour may use of the works."""

from property_ops.modules.works.domain.kinds import Estimate, Field, Finding, Need, Weather, WorkKind
from property_ops.modules.works.domain.scope import NotAScope, Scope, parse_scope
from property_ops.modules.works.models import PhotoStage, WorkOrder, WorkPhoto
from property_ops.modules.works.models.work_order import Funding, Result
from property_ops.modules.works.selectors import kind_of, may_record_on, photos_of, work_kinds
from property_ops.modules.works.services import add_photo, remove_photo

__all__ = [
    "Estimate",
    "Field",
    "Finding",
    "Funding",
    "Need",
    "NotAScope",
    "PhotoStage",
    "Result",
    "Scope",
    "Weather",
    "WorkKind",
    "WorkOrder",
    "WorkPhoto",
    "add_photo",
    "kind_of",
    "may_record_on",
    "parse_scope",
    "photos_of",
    "remove_photo",
    "work_kinds",
]
