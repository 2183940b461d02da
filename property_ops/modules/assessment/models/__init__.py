from property_ops.modules.assessment.models.assessment import AssessmentCorrection, AssessmentWeights

__all__ = ["AssessmentCorrection", "AssessmentWeights"]
