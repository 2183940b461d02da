from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "property_ops.modules.requests"
    label = "po_requests"
    verbose_name = "Requests, petitions and satisfaction"
