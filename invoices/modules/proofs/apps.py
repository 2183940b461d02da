from django.apps import AppConfig


class ProofsConfig(AppConfig):
    name = "invoices.modules.proofs"
    label = "po_proofs"
    verbose_name = "Proofs that others check: seals and inclusion"
