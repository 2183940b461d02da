"""What the administrator is told of the backups, on the overview."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.backups.daily import backups
from property_ops.framework.web.tabs import Panel


class BackupPanel(Panel):
    """Of slot `dashboard_panels`."""

    permission_required = "staff.manage"
    title = _("Backups")
    order = 900
    icon = "database-export"
    template_name = "framework/backups_panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        there, now = backups(), timezone.now()
        return super().get_context_data(**kwargs) | {
            "backups": there,
            "count": len(there.made) if there else 0,
            "late": there.is_late(now) if there else True,
            "megabytes": there.size / 1_000_000 if there else 0,
        }
