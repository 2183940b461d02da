"""Signing in on one's own phone, without a log-in, by a code that hangs where people come together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.signing_in import TooManySignIns, is_open
from property_ops.framework.web.form_keys import once
from property_ops.framework.web.printable import all_printable
from property_ops.framework.web.public_pages import PublicPages, refuse_too_many
from property_ops.kernel.errors import BusinessError, LinkNotFound

MOST_OF_A_PHONE, MOST_OF_AN_ADDRESS = 10, 600


class SignInForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=40)
    home = forms.CharField(label=_("Your home, such as 3-2-501"), max_length=40, required=False)


@dataclass(frozen=True, slots=True)
class SignInHead:
    """What stands above the form: nobody who signed in is named."""

    small: str
    title: str
    more: str
    begins_at: datetime


def sign_in_page(
    name: str,
    *,
    find: Callable[[str], Any],
    head: Callable[[Any], SignInHead],
    sign: Callable[[Any, str, str, datetime], Any],
) -> Any:
    """The view behind one kind of code. `find` raises LinkNotFound; `sign` gets (thing, name, home, now)."""
    again = _("Scan the code there once more, or sign on the paper list.")
    pages = PublicPages(name=name, sorry="framework/sign_in_sorry.html", lost=again, renewed=again, is_shared=True)

    @pages.page("POST")
    def here(request: HttpRequest, token: str) -> HttpResponseBase:
        """Raises LinkNotFound."""
        thing = find(token)
        if request.method == "POST":
            return once(request, lambda: signed(request, thing))
        return page(request, thing, SignInForm())

    def signed(request: HttpRequest, thing: Any) -> HttpResponseBase:
        form = SignInForm(request.POST)
        if not form.is_valid() or not all_printable(form):
            return page(request, thing, form)
        limits = {"of_phone": MOST_OF_A_PHONE, "of_address": MOST_OF_AN_ADDRESS}
        try:
            refuse_too_many(request, f"{name}.sign_ins", **limits, error=TooManySignIns)
            sign(thing, form.cleaned_data["name"], form.cleaned_data["home"], timezone.now())
        except LinkNotFound:
            raise
        except BusinessError as error:
            form.add_error(None, error.sentence(gettext))
            return page(request, thing, form)
        return HttpResponseRedirect("?done=1")

    def page(request: HttpRequest, thing: Any, form: SignInForm) -> HttpResponseBase:
        told = head(thing)
        content = {
            "head": told,
            "title": told.title,
            "form": form,
            "done": "done" in request.GET,
            "is_open": is_open(told.begins_at, timezone.now()),
        }
        return render(request, "framework/sign_in.html", content, status=422 if form.errors else 200)

    return here
