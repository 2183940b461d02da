from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "property_ops.modules.news"
    label = "po_news"
    verbose_name = "Estate news"
