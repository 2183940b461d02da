from django.apps import AppConfig


class SiteWorksConfig(AppConfig):
    name = "property_ops.modules.site_works"
    label = "po_site_works"
    verbose_name = "Site works: kinds of work declared as data"
