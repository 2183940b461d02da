from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "property_ops.modules.assessment"
    label = "po_assessment"
    verbose_name = "Assessment"
