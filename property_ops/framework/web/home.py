"""The dashboard: panels that modules plug into the slot `dashboard_panels`."""

from typing import Any

from django.template.loader import render_to_string
from django.views.generic import TemplateView

from property_ops.framework.slots import plugged_into


class Dashboard(TemplateView):
    """Each panel is a callable `panel(request) -> (template, context) | None`, None where the reader may not see it."""

    template_name = "framework/dashboard.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "panels": rendered_panels("dashboard_panels", self.request)}


def rendered_panels(slot: str, request: Any, *args: Any) -> list[str]:
    """The HTML of every panel plugged into `slot` that this reader may see."""
    found = (panel(request, *args) for panel in plugged_into(slot))
    return [render_to_string(template, context, request) for template, context in filter(None, found)]
