"""What a neighbour may use of the works."""

from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.models.work_order import Funding, Result

__all__ = ["Funding", "Result", "WorkOrder"]
