from django.apps import AppConfig


class VotesConfig(AppConfig):
    name = "property_ops.modules.votes"
    label = "po_votes"
    verbose_name = "Votes of the owners"
