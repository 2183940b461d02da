"""What complaints add to the page of a work."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from invoices.modules.complaints.selectors.complaints import VIEW, has_complaints, standing_of
from invoices.modules.complaints.selectors.words import counted
from property_ops.framework.web.tabs import Panel


class ComplaintsOfWork(Panel):
    """Of slot `work_panels`: how many homes complain, and whether its lines are held."""

    permission_required = VIEW
    title = _("Complaints of residents")
    icon = "message-exclamation"
    order = 45
    template_name = "complaints/work_panel.html"
    url_label = _("All complaints about it")

    @property
    def url(self) -> str:
        return reverse("work_complaints", args=[self.subject.number]) if has_complaints(self.subject) else ""

    def is_there(self) -> bool:
        standing = standing_of(self.subject)
        return standing.until is not None or bool(standing.complaining)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = standing_of(self.subject)
        words = counted(standing, timezone.localdate())
        return super().get_context_data(**kwargs) | {"standing": standing, "counted": words}
