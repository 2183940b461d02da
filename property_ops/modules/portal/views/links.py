"""Links for acceptance and PINs in the office: shown once to whoever makes them, withdrawn."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.web.pages import Action, Crumb
from property_ops.framework.web.qr import qr_svg
from property_ops.framework.web.tabs import Panel
from property_ops.modules.dispatch.public import VisitState, visits_of_work
from property_ops.modules.portal.selectors.links import (
    links_of,
    parties_with_pin,
    site_acceptances_of,
    visible_links,
    visible_works,
)
from property_ops.modules.portal.services.links import LINKS, give_link, parties_with_link, revoke_link
from property_ops.modules.portal.services.papers import PAPERS
from property_ops.modules.portal.services.pins import PINS, give_pin
from property_ops.modules.works.public import Party, has_done


class OutsidePanel(Panel):
    """Of slot `work_panels`: papers to print, and how the links of the parties stand, never what opens them."""

    permission_required = PAPERS
    title = _("Papers and acceptance by link")
    icon = "qrcode"
    order = 16
    template_name = "portal/links_panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        work, today = self.subject, timezone.localdate()
        made, words, pins = links_of(work), dict(choices_of(Party)), parties_with_pin(work)
        rows = [(party.value, gettext(words[party]), made.get(party.value)) for party in parties_with_link(work)]
        own = has_done(work, self.user)
        return super().get_context_data(**kwargs) | {
            "work": work,
            "visits": [
                visit for visit in visits_of_work(work) if visit.is_placed and visit.state != VisitState.CANCELLED
            ],
            "own_work": own and self.user.has_perm(LINKS),
            "on_site": [(one, gettext(words[Party(one.party)])) for one in site_acceptances_of(work)],
            "may_make": self.user.has_perm(LINKS) and not own and not work.is_settled,
            "may_withdraw": self.user.has_perm(LINKS),
            "may_give_pins": self.user.has_perm(PINS),
            "rows": [(party, name, link, _state(link, today), party in pins) for party, name, link in rows],
        }


def _state(link: Any, today: date) -> dict[str, Any]:
    if link is None:
        return {"is_none": True}
    if link.revoked_at is not None:
        return {"word": _("withdrawn"), "colour": "red"}
    if today > link.expires_on:
        return {"word": _("expired"), "colour": "gray"}
    return {"word": _("valid"), "colour": "green", "is_valid": True}


class OfParty:
    """The party that the address names."""

    kwargs: dict[str, Any]

    @cached_property
    def party(self) -> Party:
        try:
            return Party(self.kwargs["party"])
        except ValueError as error:
            raise Http404 from error


class MadeForAParty(OfParty, Action):
    """Makes a secret of a party and shows it, once, on the page that answers."""

    menu = "works"

    @cached_property
    def work(self) -> Any:
        return get_object_or_404(visible_works(self.user), number=self.kwargs["number"])

    def get_subtitle(self) -> str:
        return f"{self.work.number} · {self.work.estate.name} · {gettext(Party(self.party).word)}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Works"), reverse("works")), Crumb(self.work.number, self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("work", args=[self.work.number])


class GiveLink(MadeForAParty):
    permission_required = LINKS
    title = _("Link for acceptance")
    template_name = "portal/link_made.html"

    def form_valid(self, form: Any) -> HttpResponse:
        made = give_link(work=self.work, party=self.party, by=self.user, now=timezone.now())
        qr = qr_svg(made.address, gettext("Link for acceptance"))
        return self.render_to_response(self.get_context_data(made=made, qr=qr, back=self.get_success_url()))


class GivePin(MadeForAParty):
    permission_required = PINS
    title = _("PIN of a party")
    template_name = "portal/pin_made.html"

    def form_valid(self, form: Any) -> HttpResponse:
        pin = give_pin(estate=self.work.estate, party=self.party, by=self.user, now=timezone.now())
        return self.render_to_response(self.get_context_data(pin=pin))


class RevokeLink(Action):
    permission_required = LINKS
    menu = "works"
    success_message = _("The link is withdrawn: whoever opens it sees nothing any more.")

    @cached_property
    def link(self) -> Any:
        return get_object_or_404(visible_links(self.user), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("work", args=[self.link.work.number])

    def form_valid(self, form: Any) -> HttpResponse:
        revoke_link(link=self.link, by=self.user)
        return super().form_valid(form)
