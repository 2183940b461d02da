import atexit
import gc

from django.apps import AppConfig, apps
from django.core.checks import register
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class FrameworkConfig(AppConfig):
    name = "property_ops.framework"
    label = "po_framework"
    verbose_name = "Framework"

    def ready(self) -> None:
        from property_ops.framework import among
        from property_ops.framework.journal.guarding import stand_aside, take_up
        from property_ops.framework.read_times import remember_days_and_moments
        from property_ops.framework.system_checks import undeclared_permissions

        pre_migrate.connect(stand_aside, sender=self)
        post_migrate.connect(take_up, sender=_last_with_tables())
        register(undeclared_permissions)
        remember_days_and_moments()
        among.register()
        gc.freeze()  # what is loaded by now stays: to look through it again and again took a seventh of a month
        gc.set_threshold(20_000, 10, 10)
        atexit.register(connections.close_all)  # nor at the end, and SQLite folds its journal in when it is closed


def _last_with_tables() -> AppConfig:
    """The app of which Django says last that it was migrated."""
    return [config for config in apps.get_app_configs() if config.models_module is not None][-1]
