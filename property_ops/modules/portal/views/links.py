"""Links for acceptance in the office: given to a party, withdrawn, renewed."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import Action
from property_ops.framework.web.tabs import Panel
from property_ops.modules.dispatch.public import VisitState, visits_of_work
from property_ops.modules.portal.selectors.links import links_of, visible_links, visible_works
from property_ops.modules.portal.services.links import LINKS, give_link, parties_with_link, renew_link, revoke_link
from property_ops.modules.portal.services.papers import PAPERS
from property_ops.modules.portal.services.tokens import address_of
from property_ops.modules.works.public import Party


class OutsidePanel(Panel):
    """Of slot `work_panels`: papers to print, and the links by which parties accept."""

    permission_required = PAPERS
    title = _("Papers and acceptance by link")
    icon = "qrcode"
    order = 16
    template_name = "portal/links_panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        work, today = self.subject, timezone.localdate()
        made = links_of(work)
        words = dict(Party.choices())
        rows = [(party.value, gettext(words[party]), made.get(party.value)) for party in parties_with_link(work)]
        return super().get_context_data(**kwargs) | {
            "work": work,
            "visits": [
                visit for visit in visits_of_work(work) if visit.is_placed and visit.state != VisitState.CANCELLED
            ],
            "may_change": self.user.has_perm(LINKS),
            "rows": [(party, name, link, _state(link, today)) for party, name, link in rows],
        }


def _state(link: Any, today: date) -> dict[str, Any]:
    if link is None:
        return {"is_none": True}
    if link.revoked_at is not None:
        return {"word": _("withdrawn"), "colour": "red", "is_over": True}
    if today > link.expires_on:
        return {"word": _("expired"), "colour": "gray", "is_over": True}
    return {"word": _("valid"), "colour": "green", "address": address_of(link)}


class GiveLink(Action):
    permission_required = LINKS
    menu = "works"
    success_message = _("The link is made. Send it to the party, or print it on the certificate.")

    @cached_property
    def work(self) -> Any:
        return get_object_or_404(visible_works(self.user), number=self.kwargs["number"])

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            party = Party(self.kwargs["party"])
        except ValueError as error:
            raise Http404 from error
        give_link(work=self.work, party=party, by=self.user, today=timezone.localdate())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("work", args=[self.work.number])


class OfLink(Action):
    permission_required = LINKS
    menu = "works"

    @cached_property
    def link(self) -> Any:
        return get_object_or_404(visible_links(self.user), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("work", args=[self.link.work.number])


class RevokeLink(OfLink):
    success_message = _("The link is withdrawn: whoever opens it sees nothing any more.")

    def form_valid(self, form: Any) -> HttpResponse:
        revoke_link(link=self.link, by=self.user)
        return super().form_valid(form)


class RenewLink(OfLink):
    success_message = _("There is a new link; the old one opens nothing any more.")

    def form_valid(self, form: Any) -> HttpResponse:
        renew_link(link=self.link, by=self.user, today=timezone.localdate())
        return super().form_valid(form)
