"""Service orders that are to be offered: of slot `things_to_do`."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.todo import ThingsToDo
from property_ops.modules.providers.domain.states import ServiceOrderState
from property_ops.modules.providers.selectors.orders import visible_orders
from property_ops.modules.providers.services.standing import ORDER

TO_OFFER = ThingsToDo(
    _("Service orders to be offered to providers"),
    ORDER,
    lambda user: visible_orders(user).filter(state=ServiceOrderState.RECEIVED).annotate(since=F("ordered_at")),
    lambda: f"{reverse('service_orders')}?state={ServiceOrderState.RECEIVED}",
    order=12,
)
