"""How a household is told, on the page of its home: the office writes down what it wants."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import Action
from property_ops.framework.web.tabs import Panel
from property_ops.modules.notices.public import Channel, channels_of, wish
from property_ops.modules.notices.selectors.contacts import holders_of, visible_tenures
from property_ops.modules.notices.services.again import SEND


class WishesPanel(Panel):
    """Of slot `unit_panels`."""

    permission_required = SEND
    title = _("How the household is told")
    icon = "send"
    order = 75
    template_name = "notices/wishes_panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        holders = holders_of(self.subject, today=timezone.localdate())
        return super().get_context_data(**kwargs) | {"households": [(one, channels_of(one)) for one in holders]}


class Wish(Action):
    permission_required = SEND
    menu = "units"
    success_message = _("Saved.")

    @cached_property
    def tenure(self) -> Any:
        return get_object_or_404(visible_tenures(self.user), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("unit", args=[self.tenure.unit.code])

    def form_valid(self, form: Any) -> HttpResponse:
        if self.kwargs["channel"] not in Channel.values:
            raise Http404
        refused = self.request.POST.get("wanted") != "1"
        wish(
            tenure=self.tenure,
            channel=Channel(self.kwargs["channel"]),
            refused=refused,
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)
