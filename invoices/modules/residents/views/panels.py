"""The devices of a home in the office: who can open its page, and signing them out."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.residents.selectors.devices import devices_of_unit, visible_devices
from invoices.modules.residents.services import revoke_device
from invoices.modules.residents.services.devices import DEVICES
from property_ops.framework.web.pages import Action
from property_ops.framework.web.tabs import Panel


class DevicesPanel(Panel):
    """Of slot `unit_panels`."""

    permission_required = DEVICES
    title = _("Phones of the household")
    icon = "device-mobile"
    order = 70
    template_name = "residents/devices_panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = devices_of_unit(self.subject, today=timezone.localdate())
        return super().get_context_data(**kwargs) | {"devices": rows}


class RevokeDevice(Action):
    permission_required = DEVICES
    menu = "units"
    success_message = _("The device is signed out: it opens nothing any more.")

    @cached_property
    def device(self) -> Any:
        return get_object_or_404(visible_devices(self.user), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("unit", args=[self.device.unit.code])

    def form_valid(self, form: Any) -> HttpResponse:
        revoke_device(device=self.device, by=self.user, now=timezone.now())
        return super().form_valid(form)
