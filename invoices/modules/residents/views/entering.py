"""From a statement's QR code to the household's page, and which households this device has."""

from django import forms
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.residents.domain.entry import HouseholdFacts
from invoices.modules.residents.selectors.devices import households_of
from invoices.modules.residents.services import enter, open_door
from invoices.modules.residents.views.kit import COOKIE, PAGES, device_label, keep_device, refuse_staff
from property_ops.framework.web.public_pages import PublicPages, network, visitor
from property_ops.kernel.errors import BusinessError, LinkExpired, LinkNotFound, LinkRevoked

DOORS = PublicPages(name="household_doors", sorry=PAGES.sorry, lost=PAGES.lost, renewed=PAGES.renewed)


class DoorForm(forms.Form):
    """Two of the three."""

    code = forms.CharField(label=_("Check code of the statement"), max_length=20, required=False)
    phone = forms.CharField(label=_("Last four digits of the registered phone"), max_length=20, required=False)
    name = forms.CharField(label=_("Surname of the payer"), max_length=60, required=False)

    def said(self) -> HouseholdFacts:
        return HouseholdFacts(**{name: self.cleaned_data[name] for name in ("code", "phone", "name")})


def way_from_statement(token: str) -> tuple[str, str]:
    """Of slot `statement_ways`."""
    return gettext("Enter our household's page: pay, bills, receipts"), reverse("household_door", args=[token])


def households_address() -> str:
    """Of slot `household_page`."""
    return reverse("households")


@DOORS.page("POST")
def door(request: HttpRequest, token: str) -> HttpResponseBase:
    """Asks for two of three things; a device that is in already goes on."""
    today = timezone.localdate()
    opened = open_door(token=token, today=today)
    mine = households_of(request.COOKIES.get(COOKIE, ""), today=today)
    known = next((one for one in mine if one.tenure_id == opened.payer_id), None)
    if known:
        return HttpResponseRedirect(reverse("household", args=[known.pk]))
    form = DoorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_staff(request)
            return _entered(request, token, form)
        except (LinkNotFound, LinkRevoked, LinkExpired):
            raise
        except BusinessError as error:
            form.add_error(None, error.sentence(gettext))
    content = {"door": opened, "form": form}
    return render(request, "residents/door.html", content, status=422 if form.errors else 200)


@PAGES.page(cookie=COOKIE)
def households(request: HttpRequest, token: str) -> HttpResponseBase:
    """The homes that this device is let into; one alone opens at once. Raises LinkNotFound where it is into none."""
    mine = households_of(token, today=timezone.localdate())
    if not mine:
        raise LinkNotFound()
    if len(mine) == 1:
        return HttpResponseRedirect(reverse("household", args=[mine[0].pk]))
    return render(request, "residents/households.html", {"households": mine})


def _entered(request: HttpRequest, token: str, form: DoorForm) -> HttpResponseBase:
    entered = enter(
        token=token,
        said=form.said(),
        device=request.COOKIES.get(COOKIE, ""),
        visitor=visitor(request),
        label=device_label(request),
        now=timezone.now(),
        today=timezone.localdate(),
        trace={"network": network(request)},
    )
    response = HttpResponseRedirect(reverse("household", args=[entered.household.pk]))
    keep_device(response, entered.token)
    return response
