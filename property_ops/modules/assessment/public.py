"""What a neighbour may use of assessments, and what their pages use."""

from property_ops.modules.assessment.domain.parts import AssessedKind, AssessedPart
from property_ops.modules.assessment.selectors.rows import Assessed
from property_ops.modules.assessment.selectors.sheets import AssessmentSheet, sheet_of
from property_ops.modules.assessment.services.correcting import FigureObjection, object_to
from property_ops.modules.assessment.services.settling import settle
from property_ops.modules.assessment.services.training import write_down_training

__all__ = [
    "Assessed",
    "AssessedKind",
    "AssessedPart",
    "AssessmentSheet",
    "FigureObjection",
    "object_to",
    "settle",
    "sheet_of",
    "write_down_training",
]
