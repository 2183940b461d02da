"""What waits for the reader, on the overview: each row leads to the list that shows exactly these."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from property_ops.framework.todo import has_late_tasks, has_tasks, late_tasks_of, tasks_of
from property_ops.framework.web.pages import EVERYBODY, Page
from property_ops.framework.web.tabs import Panel


class ToDoPanel(Panel):
    """Of slot `dashboard_panels` (待我办理)."""

    permission_required = EVERYBODY
    title = _("Waits for me")
    order = 1
    wide = True
    icon = "checks"
    template_name = "framework/todo_panel.html"

    def is_there(self) -> bool:
        return has_tasks(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "tasks": tasks_of(self.user),
            "more_come": has_late_tasks(self.user),
        }


class LateTasks(Page):
    """The rows of the panel that take longer to count: it asks for them once it is there."""

    permission_required = EVERYBODY
    menu = "dashboard"
    title = _("Waits for me")
    template_name = "framework/todo_rows.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tasks = late_tasks_of(self.user)
        return super().get_context_data(**kwargs) | {"tasks": tasks, "is_all": not tasks and not tasks_of(self.user)}
