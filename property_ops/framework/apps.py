import atexit
import gc

from django.apps import AppConfig
from django.core.checks import register
from django.db import connections


class FrameworkConfig(AppConfig):
    name = "property_ops.framework"
    label = "po_framework"
    verbose_name = "Framework"

    def ready(self) -> None:
        from property_ops.framework.sqlite_times import remember_days_and_moments
        from property_ops.framework.system_checks import undeclared_permissions

        register(undeclared_permissions)
        remember_days_and_moments()
        gc.freeze()  # what is loaded by now stays: to look through it again and again took a seventh of a month
        gc.set_threshold(20_000, 10, 10)
        atexit.register(connections.close_all)  # nor at the end, and SQLite folds its journal in when it is closed
