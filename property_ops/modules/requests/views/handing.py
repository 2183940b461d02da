"""The grid worker's page on the phone: notices to hand over to homes without a phone, ticked with the time."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.pages import Action, Page
from property_ops.modules.notices.public import HAND_OVER, hand_over, handed_lately, to_hand_over
from property_ops.modules.requests.services.slips import slips_of


def section_for(user: User) -> tuple[str, str] | None:
    """Of slot `phone_sections`."""
    if not user.has_perm(HAND_OVER):
        return None
    homes = len(to_hand_over(user, now=timezone.now()))
    words = ngettext("Notices to hand over: %(count)s home", "Notices to hand over: %(count)s homes", homes)
    return (words % {"count": homes}, reverse("phone_notices")) if homes else None


class NoticesToHandOver(Page):
    title = _("Notices to hand over")
    permission_required = HAND_OVER
    menu = "requests"
    template_name = "requests/hand_over.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record(by=self.user, action="requests.slips_viewed", subject=str(timezone.localdate()))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        return super().get_context_data(**kwargs) | {
            "homes": to_hand_over(self.user, now=now),
            "handed": handed_lately(self.user, now=now)[:50],
        }


class NoticeSlips(Page):
    """The same on paper: a slip for each home."""

    permission_required = HAND_OVER
    menu = "requests"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        homes = to_hand_over(self.user, now=timezone.now())
        return pdf_response(slips_of(homes, by=self.user), gettext("notices"))


class HandOver(Action):
    """POST with `notice`, of one home."""

    permission_required = HAND_OVER
    menu = "requests"
    success_url = reverse_lazy("phone_notices")
    success_message = _("Handed over.")

    def form_valid(self, form: Any) -> HttpResponse:
        chosen = [int(one) for one in self.request.POST.getlist("notice") if one.isascii() and one.isdecimal()]
        hand_over(notices=[one for one in chosen if one < 2**63], by=self.user, now=timezone.now())
        return super().form_valid(form)
