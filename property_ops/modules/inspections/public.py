"""What the pages of inspections use of the tables."""

from property_ops.modules.inspections.domain.grades import Grade, HazardState
from property_ops.modules.inspections.models import Hazard
from property_ops.modules.inspections.models.hazard import GRADES
from property_ops.modules.inspections.services.finding import FoundHazard, report_hazard, take_inspection
from property_ops.modules.inspections.services.rectifying import open_work, report_rectified

__all__ = [
    "GRADES",
    "FoundHazard",
    "Grade",
    "Hazard",
    "HazardState",
    "open_work",
    "report_hazard",
    "report_rectified",
    "take_inspection",
]
