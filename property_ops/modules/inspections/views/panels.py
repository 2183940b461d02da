"""What inspections add to other pages."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.tabs import Panel
from property_ops.modules.inspections.selectors import register
from property_ops.modules.inspections.views.words import GRADE_BADGES, STATE_BADGES, VIEW

MOST = 6


class OpenHazards(Panel):
    """Of slot `dashboard_panels`: the hazards that are late, else those that are due next."""

    permission_required = VIEW
    title = _("Hazards to be put right")
    icon = "alert-triangle"
    order = 12
    template_name = "inspections/open_panel.html"
    url_label = _("Hazards")

    @property
    def url(self) -> str:
        return reverse("hazards")

    @cached_property
    def rows(self) -> Any:
        return register.visible_hazards(self.user).filter(closed_on=None).order_by("due_on", "pk")

    @cached_property
    def shown(self) -> list[Any]:
        return list(self.rows[:MOST])

    def is_there(self) -> bool:
        return bool(self.shown)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        shown = [(one, GRADE_BADGES.badge(one.grade), one.days_late(today)) for one in self.shown]
        late = register.overdue(self.rows, today).count()
        return super().get_context_data(**kwargs) | {"hazards": shown, "late": late}


class HazardsOfWork(Panel):
    """Of slot `work_panels`: the hazards that the work puts right."""

    permission_required = VIEW
    title = _("Hazards")
    icon = "alert-triangle"
    order = 25
    template_name = "inspections/work_panel.html"

    def is_there(self) -> bool:
        return register.hazards_of_work(self.subject).exists()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [(one, STATE_BADGES.badge(one.state)) for one in register.hazards_of_work(self.subject)]
        return super().get_context_data(**kwargs) | {"hazards": rows}
