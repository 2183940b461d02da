from property_ops.modules.assessment.models.assessment import AssessmentCorrection, AssessmentWeights
from property_ops.modules.assessment.models.settled import SettledSheet
from property_ops.modules.assessment.models.training import CalledToTraining, Training

__all__ = ["AssessmentCorrection", "AssessmentWeights", "CalledToTraining", "SettledSheet", "Training"]
