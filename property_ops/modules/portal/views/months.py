"""A month's services confirmed by the parties: links in the office, and the page that they open on a phone."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.web.months import OfMonth
from property_ops.framework.web.pages import Action, Crumb
from property_ops.framework.web.printable import all_printable
from property_ops.framework.web.public_pages import PublicPages, network
from property_ops.framework.web.qr import qr_svg
from property_ops.framework.web.rows import Measure
from property_ops.framework.web.tabs import Panel
from property_ops.kernel.errors import BusinessError, LinkExpired, LinkNotFound, LinkRevoked
from property_ops.modules.estates.public import Company, PageOfEstate
from property_ops.modules.portal.domain.errors import PinMissing, PinTooOften, PinUnknown, StaffCannotAnswer, WrongPin
from property_ops.modules.portal.selectors.links import month_links_of
from property_ops.modules.portal.services.links import LINKS
from property_ops.modules.portal.services.months import OpenedMonth, confirm_month, give_month_link, opened_month
from property_ops.modules.portal.views.acceptance import LOST, RENEWED
from property_ops.modules.portal.views.links import OfParty
from property_ops.modules.works.public import OUTSIDE, Party

PAGES = PublicPages("month_confirmation", sorry="portal/sorry.html", lost=LOST, renewed=RENEWED)
HUNDRED = Decimal(100)


class MonthPanel(Panel):
    """Of slot `confirmation_panels`: how the links of both parties stand, never what opens them."""

    permission_required = LINKS
    title = _("Confirmed by the parties themselves")
    icon = "qrcode"
    wide = True
    template_name = "portal/month_panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        estate, month = self.subject.estate, self.subject.month
        made, words = month_links_of(estate, month), dict(choices_of(Party))
        rows = [(party.value, gettext(words[party]), made.get(party.value)) for party in Party if party in OUTSIDE]
        more = {"estate": estate, "month": month, "rows": rows, "is_over": timezone.localdate() >= month.end}
        return super().get_context_data(**kwargs) | more


class GiveMonthLink(PageOfEstate, OfParty, OfMonth, Action):
    permission_required = LINKS
    menu = "confirmations"
    title = _("Link for a month's confirmation")
    template_name = "portal/link_made.html"

    def get_subtitle(self) -> str:
        return f"{self.estate.name} {self.month} · {gettext(Party(self.party).word)}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Service confirmations"), self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("confirmation_month", args=[self.month, self.estate.code])

    def form_valid(self, form: Any) -> HttpResponse:
        made = give_month_link(estate=self.estate, month=self.month, party=self.party, by=self.user, now=timezone.now())
        qr = qr_svg(made.address, gettext("Link for a month's confirmation"))
        return self.render_to_response(self.get_context_data(made=made, qr=qr, back=self.get_success_url()))


class MonthForm(forms.Form):
    """Per cent of each service; prefilled with what was counted, else with all of it."""

    person = forms.CharField(label=_("Your name"), max_length=40)
    pin = forms.CharField(label=_("PIN of your committee or branch"), max_length=12, widget=forms.PasswordInput)

    def __init__(self, *args: Any, services: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = services
        for one in services:
            counted = one.counted.completion if one.counted else None
            self.fields[f"completion-{one.item.pk}"] = Measure(
                label=one.item.name,
                min_value=Decimal(0),
                max_value=HUNDRED,
                decimal_places=4,
                initial=HUNDRED if counted is None else counted * HUNDRED,
            )
            self.fields[f"reason-{one.item.pk}"] = forms.CharField(label=_("Reason"), max_length=100, required=False)

    def rows(self) -> list[tuple[Any, Any, Any]]:
        pairs = [(self[f"completion-{one.item.pk}"], self[f"reason-{one.item.pk}"]) for one in self.services]
        return [(one, *pair) for one, pair in zip(self.services, pairs, strict=True)]

    def said(self) -> dict[int, tuple[Decimal, str]]:
        typed = self.cleaned_data
        return {
            one.item.pk: (typed[f"completion-{one.item.pk}"] / HUNDRED, typed[f"reason-{one.item.pk}"])
            for one in self.services
        }


@PAGES.page("POST")
def month_confirmation(request: HttpRequest, token: str) -> HttpResponseBase:
    opened = opened_month(token, today=timezone.localdate())
    if request.method != "POST":
        return _page(request, opened, MonthForm(services=opened.services))
    form = MonthForm(request.POST, services=opened.services)
    if not form.is_valid() or not all_printable(form):
        return _page(request, opened, form, status=422)
    try:
        if request.user.is_authenticated:
            raise StaffCannotAnswer()
        confirm_month(
            token=token,
            said=form.said(),
            person=form.cleaned_data["person"],
            pin=form.cleaned_data["pin"],
            now=timezone.now(),
            network=network(request),
        )
    except (LinkNotFound, LinkExpired, LinkRevoked):
        raise
    except (PinMissing, PinUnknown, WrongPin, PinTooOften) as error:
        form.add_error("pin", error.sentence(gettext))
        return _page(request, opened, form, status=422)
    except BusinessError as error:
        form.add_error(None, error.sentence(gettext))
        return _page(request, opened, form, status=422)
    return HttpResponseRedirect(reverse("month_confirmation", args=[token]))


def _page(request: HttpRequest, opened: OpenedMonth, form: MonthForm, *, status: int = 200) -> HttpResponse:
    content = {
        "company": Company.load(),
        "form": form,
        "opened": opened,
        "party": gettext(opened.link.get_party_display()),
        "is_over": timezone.localdate() >= opened.month.end,
    }
    return render(request, "portal/month.html", content, status=status)
