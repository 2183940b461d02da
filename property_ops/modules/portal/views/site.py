"""Acceptance on site: the code on the crew's phone, and the page that it opens on the party's own."""

import base64
import binascii
from decimal import Decimal
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework import audit
from property_ops.framework.fields import choices_of
from property_ops.framework.pictures.reading import Size
from property_ops.framework.web.form_keys import SentBefore, SentOtherwise, answered_before, once
from property_ops.framework.web.pages import Page
from property_ops.framework.web.pictures import picture_response, size_named
from property_ops.framework.web.printable import all_printable
from property_ops.framework.web.public_pages import PublicPages, network
from property_ops.framework.web.qr import qr_svg
from property_ops.framework.web.rows import Measure
from property_ops.kernel.errors import BusinessError, LinkExpired, LinkNotFound
from property_ops.modules.estates.public import Company
from property_ops.modules.portal.domain.errors import NotToBeAccepted, StaffCannotAnswer
from property_ops.modules.portal.selectors.links import visible_site_acceptances
from property_ops.modules.portal.selectors.visits import visit_for
from property_ops.modules.portal.services.papers import PAPERS
from property_ops.modules.portal.services.site import (
    PHONE,
    SHOWN_FOR,
    AtSite,
    accept_on_site,
    at_site,
    check_party_pin,
    measured_as_done,
    site_address,
    site_code,
    work_at,
)
from property_ops.modules.works.public import OUTSIDE, Party, QuantityLine, lines_of, own_party, photos_of

AGAIN = _("Scan the code on the crew's phone again: it changes every few minutes.")
PAGES = PublicPages("site", sorry="portal/sorry.html", lost=AGAIN, renewed=AGAIN)
PICTURES = PublicPages("site_photos", sorry="portal/sorry.html", lost=AGAIN, renewed=AGAIN, looks_a_minute=600)
PNG, MOST_BYTES = "data:image/png;base64,", 400_000
RENEWED_AFTER = 240
"""Seconds after which the crew's phone shows a new code."""


class ShowCode(Page):
    permission_required = PHONE
    title = _("Acceptance on site")
    template_name = "portal/site_code.html"

    @cached_property
    def visit(self) -> Any:
        visit = visit_for(self.user, self.kwargs["pk"])
        if visit is None:
            raise Http404
        return visit

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        code, sorry, parties = "", "", []
        try:
            code = site_code(work=self.visit.work, by=self.user, now=timezone.now())
            parties = [gettext(Party(one).word) for one in _found(code).parties]
        except BusinessError as error:
            sorry = error.sentence(gettext)
        return super().get_context_data(**kwargs) | {
            "visit": self.visit,
            "work": self.visit.work,
            "sorry": sorry,
            "parties": parties,
            "qr": qr_svg(site_address(code), gettext("Acceptance on site")) if code else "",
            "again": RENEWED_AFTER,
        }


class SignForm(forms.Form):
    party = forms.ChoiceField(label=_("You accept for"), required=False)
    person = forms.CharField(label=_("Your name"), max_length=60, required=False)
    pin = forms.CharField(label=_("PIN"), max_length=12, required=False)
    signature = forms.CharField(widget=forms.HiddenInput, required=False, max_length=MOST_BYTES)

    def __init__(self, *args: Any, found: AtSite, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.lines = user, tuple(lines_of(found.work))
        words = dict(choices_of(Party))
        choices = [(one.value, gettext(words[one])) for one in found.parties if one in OUTSIDE]
        self.fields["party"].choices = choices  # type: ignore[attr-defined]
        for line in self.lines:
            self.fields[f"line_{line.number}"] = Measure(
                label=line.name, min_value=Decimal(0), max_digits=12, decimal_places=4
            )

    def measures(self) -> list[tuple[QuantityLine, Any]]:
        return [(line, self[f"line_{line.number}"]) for line in self.lines]

    @property
    def measured(self) -> dict[int, Decimal]:
        return {line.number: self.cleaned_data[f"line_{line.number}"] for line in self.lines}

    @property
    def signed(self) -> bytes:
        """The drawing; empty where there is none."""
        text = self.cleaned_data["signature"]
        if not text.startswith(PNG):
            return b""
        try:
            return base64.b64decode(text.removeprefix(PNG), validate=True)
        except binascii.Error:
            return b""

    def clean(self) -> Any:
        typed: dict[str, Any] = super().clean() or {}
        if self.user is None:
            for name in ("party", "person"):
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, _("This is needed."))
        return typed


@PAGES.page("POST")
def site_acceptance(request: HttpRequest, token: str) -> HttpResponseBase:
    """What is sent twice counts once, and is answered as it was the first time."""
    try:
        answered_before(request)
        return _asked(request, token)
    except SentBefore:
        return _done(request, work_at(token))
    except (NotToBeAccepted, SentOtherwise) as error:
        return render(request, "portal/sorry.html", {"title": error.sentence(gettext), "advice": ""})


def _asked(request: HttpRequest, token: str) -> HttpResponseBase:
    found = _found(token, answers=request.method == "POST")
    user = request.user if request.user.is_authenticated else None
    if request.method == "POST":
        return once(request, lambda: _signed(request, token, found, user))
    usual = {f"line_{number}": done for number, done in measured_as_done(found.work).items()}
    audit.record(by=user, action="portal.site_opened", subject=found.work.number, network=network(request))
    return _page(request, token, found, SignForm(initial=usual, found=found, user=user))


def _signed(request: HttpRequest, token: str, found: AtSite, user: Any) -> HttpResponseBase:
    """What is wrong is a page, not an error: a wrong PIN stays counted."""
    form = SignForm(request.POST, found=found, user=user)
    if not form.is_valid() or not all_printable(form):
        return _page(request, token, found, form, status=422)
    try:
        _accept(request, token, found, form, user)
    except (LinkNotFound, LinkExpired):
        raise
    except BusinessError as error:
        form.add_error(None, error.sentence(gettext))
        return _page(request, token, found, form, status=422)
    return _done(request, found.work)


def _done(request: HttpRequest, work: Any) -> HttpResponse:
    return render(request, "portal/site_done.html", {"work": work, "company": Company.load()})


def _accept(request: HttpRequest, token: str, found: AtSite, form: SignForm, user: Any) -> None:
    now, typed = timezone.now(), form.cleaned_data
    party = own_party(user) if user else Party(typed["party"])
    if party is None:
        raise StaffCannotAnswer()
    if user is None:
        check_party_pin(estate=found.work.estate, party=party, subject=found.work.number, pin=typed["pin"], now=now)
    accept_on_site(
        code=token,
        party=party,
        measured=form.measured,
        person=typed["person"],
        signature=form.signed,
        user=user,
        now=now,
        network=network(request),
    )


@PICTURES.page()
def site_photo(request: HttpRequest, token: str, pk: int, size: str) -> HttpResponseBase:
    try:
        found = _found(token, answers=True)
    except NotToBeAccepted as error:
        raise Http404 from error
    photo = get_object_or_404(photos_of(found.work), pk=pk)
    return picture_response(request, photo.picture, size_named(size))


class Signature(Page):
    """What was signed with a finger, for those who may see the papers of the work."""

    permission_required = PAPERS
    menu = "works"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = get_object_or_404(visible_site_acceptances(self.user), pk=kwargs["pk"])
        return picture_response(request, found.signature, Size.FULL)


def _found(token: str, *, answers: bool = False) -> AtSite:
    now = timezone.now()
    return at_site(code=token, now=now) if answers else at_site(code=token, now=now, within=SHOWN_FOR)


def _page(request: HttpRequest, token: str, found: AtSite, form: SignForm, *, status: int = 200) -> HttpResponse:
    content = {
        "company": Company.load(),
        "form": form,
        "found": found,
        "logged_in_as": form.user,
        "photos": list(photos_of(found.work)),
        "token": token,
        "work": found.work,
    }
    return render(request, "portal/site.html", content, status=status)
