"""Acceptance by link, without a log-in: see what was done, measure, accept or send back."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.form_keys import answered_before, once
from property_ops.framework.web.pictures import picture_response, size_named
from property_ops.framework.web.printable import all_printable
from property_ops.framework.web.public_pages import PublicPages, network
from property_ops.framework.web.rows import Measure
from property_ops.kernel.errors import BusinessError, LinkExpired, LinkNotFound, LinkRevoked
from property_ops.kernel.quantity import plain
from property_ops.modules.estates.public import Company
from property_ops.modules.portal.domain.errors import PinMissing, PinTooOften, StaffCannotAnswer, WrongPin
from property_ops.modules.portal.services.answers import (
    Opened,
    accept,
    check_answer,
    open_acceptance,
    opened_link,
    send_back,
)
from property_ops.modules.portal.services.tokens import linked
from property_ops.modules.works.public import Party, QuantityLine, photos_of

LOST = _("Check the address, or scan the QR code on the paper again.")
RENEWED = _("Ask the property office for a new one.")
PAGES = PublicPages("acceptance", sorry="portal/sorry.html", lost=LOST, renewed=RENEWED)
PICTURES = PublicPages("acceptance_photos", sorry="portal/sorry.html", lost=LOST, renewed=RENEWED, looks_a_minute=600)
ACCEPT, SEND_BACK = "accept", "send_back"


class AnswerForm(forms.Form):
    """Quantities are needed to accept, a reason to send back."""

    seen = forms.CharField(widget=forms.HiddenInput)
    pin = forms.CharField(max_length=12, required=False)
    person = forms.CharField(label=_("Your name"), max_length=60)
    remark = forms.CharField(
        label=_("Remark; when you send it back, the reason"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, lines: tuple[QuantityLine, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"line_{line.number}"] = Measure(
                label=line.name, min_value=Decimal(0), max_digits=12, decimal_places=4, required=False
            )

    @property
    def is_acceptance(self) -> bool:
        return self.data.get("decision") == ACCEPT

    def measures(self) -> list[tuple[QuantityLine, Any]]:
        """Each line with its field."""
        return [(line, self[f"line_{line.number}"]) for line in self.lines]

    def measured(self) -> dict[int, Decimal]:
        return {line.number: self.cleaned_data[f"line_{line.number}"] for line in self.lines}

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if self.data.get("decision") not in (ACCEPT, SEND_BACK):
            raise forms.ValidationError(_("Say whether you accept the work or send it back."))
        if self.is_acceptance:
            for line in self.lines:
                name = f"line_{line.number}"
                if values.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Enter what you measured; 0 if nothing."))
        elif not values.get("remark"):
            self.add_error("remark", _("Say what is to be done again."))
        return values


@PAGES.page("POST")
def acceptance(request: HttpRequest, token: str) -> HttpResponseBase:
    today = timezone.localdate()
    if request.method == "POST":
        return _answered(request, token)
    opened = open_acceptance(token=token, today=today, trace={"network": network(request)})
    usual = {f"line_{line.number}": line.done for line in opened.lines} | {"seen": opened.seen}
    return _page(request, token, opened, AnswerForm(initial=usual, lines=opened.lines))


@PICTURES.page()
def acceptance_photo(request: HttpRequest, token: str, pk: int, size: str) -> HttpResponseBase:
    """A photo of the link's own work, and of no other."""
    link = linked(token, today=timezone.localdate())
    photo = get_object_or_404(photos_of(link.work), pk=pk)
    return picture_response(request, photo.picture, size_named(size))


def _answered(request: HttpRequest, token: str) -> HttpResponseBase:
    """What is said is shown once more, and counts when that is confirmed: `sure`. Sent twice, it counts once."""
    link = linked(token, today=timezone.localdate())
    try:
        before = answered_before(request)
    except BusinessError as error:
        form = AnswerForm(request.POST, lines=opened_link(link).lines)
        form.add_error(None, error.sentence(gettext))
        return _page(request, token, opened_link(link), form, status=422)
    return before or once(request, lambda: _shown_or_said(request, token))


def _shown_or_said(request: HttpRequest, token: str) -> HttpResponseBase:
    """What is wrong is a page, not an error: a wrong PIN stays counted."""
    opened = opened_link(linked(token, today=timezone.localdate()))
    form = AnswerForm(request.POST, lines=opened.lines)
    if not form.is_valid() or not all_printable(form):
        return _page(request, token, opened, form, status=422)
    try:
        _refuse_staff(request)
        if not request.POST.get("sure"):
            check_answer(opened, seen=form.cleaned_data["seen"])
            return _page(request, token, opened, form, template="portal/acceptance_sure.html")
        _say(token, form, network(request))
    except (LinkNotFound, LinkExpired, LinkRevoked):
        raise
    except (PinMissing, WrongPin, PinTooOften) as error:
        form.add_error("pin", error.sentence(gettext))
        return _page(request, token, opened, form, status=422, template="portal/acceptance_sure.html")
    except BusinessError as error:
        form.add_error(None, error.sentence(gettext))
        opened = opened_link(linked(token, today=timezone.localdate()))
        return _page(request, token, opened, form, status=422)
    return HttpResponseRedirect(reverse("acceptance", args=[token]))


def _refuse_staff(request: HttpRequest) -> None:
    """In a browser where somebody is logged in, it is not the party that answers. Raises StaffCannotAnswer."""
    if request.user.is_authenticated:
        raise StaffCannotAnswer()


def _say(token: str, form: AnswerForm, network: str) -> None:
    values = form.cleaned_data
    said = {name: values[name] for name in ("seen", "person", "pin")}
    said |= {"token": token, "now": timezone.now(), "network": network}
    if form.is_acceptance:
        accept(measured=form.measured(), remark=values["remark"], **said)
    else:
        send_back(reason=values["remark"], **said)


def _page(
    request: HttpRequest,
    token: str,
    opened: Opened,
    form: AnswerForm,
    *,
    status: int = 200,
    template: str = "portal/acceptance.html",
) -> HttpResponse:
    content = {
        "company": Company.load(),
        "form": form,
        "opened": opened,
        "party": gettext(opened.link.get_party_display()),
        "photos": list(photos_of(opened.work)),
        "said": _said(opened),
        "sent_back": [(event, gettext(Party(event.detail["party"]).word)) for event in opened.sent_back],
        "rounds_before": opened.work.round - 1,
        "state": gettext(opened.work.get_state_display()),
        "token": token,
        "work": opened.work,
    }
    return render(request, template, content, status=status)


def _said(opened: Opened) -> list[tuple[str, str, str]]:
    """Line, what the party confirmed of it, unit."""
    lines = {line.number: line for line in opened.lines}
    return [(lines[one.line].name, plain(one.quantity), lines[one.line].unit) for one in opened.said]
