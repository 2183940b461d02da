from property_ops.modules.questionnaires.models.questionnaire import Question, Questionnaire
from property_ops.modules.questionnaires.models.sheet import Answer, Sheet, SheetKeying

__all__ = ["Answer", "Question", "Questionnaire", "Sheet", "SheetKeying"]
