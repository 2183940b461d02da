from property_ops.modules.inspections.models.checklist import Checklist
from property_ops.modules.inspections.models.hazard import Hazard, Inspection, Rectification

__all__ = ["Checklist", "Hazard", "Inspection", "Rectification"]
