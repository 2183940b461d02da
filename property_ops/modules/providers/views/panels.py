"""What providers add to the pages of others."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.tabs import Panel
from property_ops.modules.providers.selectors import orders, register
from property_ops.modules.providers.services.standing import ORDER
from property_ops.modules.providers.views.shown import ORDERS, VIEW

MOST = 5


class ProvidersPanel(Panel):
    """Of slot `dashboard_panels`: orders that nobody takes, papers and agreements that end."""

    permission_required = VIEW
    title = _("Providers")
    icon = "building-store"
    order = 76
    third = True
    template_name = "providers/dashboard_panel.html"
    url_label = _("Service orders")

    @property
    def url(self) -> str:
        return reverse("service_orders")

    def is_there(self) -> bool:
        return register.visible_providers(self.user).exists()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = orders.unanswered(self.user, timezone.now())
        soon = register.ending_soon(timezone.localdate())
        return super().get_context_data(**kwargs) | {
            "waiting": waiting.count(),
            "orders": waiting[:MOST],
            "ending": len(soon),
            "soon": soon[:MOST],
        }


class OrdersOfRequest(Panel):
    """Of slot `request_panels`: the service orders that came of it, and a way to a new one."""

    permission_required = VIEW
    title = _("Service orders")
    icon = "tools"
    order = 50
    template_name = "providers/request_panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [(one, ORDERS.badge(one.state)) for one in orders.orders_of_request(self.user, self.subject)]
        new = f"{reverse('service_order_new')}?request={self.subject.number}" if self.user.has_perm(ORDER) else ""
        return super().get_context_data(**kwargs) | {"rows": rows, "new": new}
