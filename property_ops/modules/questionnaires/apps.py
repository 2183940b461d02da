from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "property_ops.modules.questionnaires"
    label = "po_questionnaires"
    verbose_name = "Questionnaires"
