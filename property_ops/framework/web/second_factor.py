"""The page where somebody sets up, or turns off, their second factor."""

from typing import Any

import django_otp
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from property_ops.framework import second_factor
from property_ops.framework.models import User
from property_ops.framework.second_factor import StaleForm, WrongCode
from property_ops.framework.web.pages import EVERYBODY, FormPage
from property_ops.framework.web.qr import qr_svg


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Six-digit code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )


class ProvenForm(CodeForm):
    """Looked at before the transaction of what it does: a wrong code is counted, whatever is taken back."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user
        self.device: Any = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "code" in given:
            try:
                self.device = second_factor.verified(user=self._user, code=given["code"])
            except WrongCode as wrong:
                raise forms.ValidationError(wrong.sentence(gettext)) from wrong
        return given


class EnrolForm(CodeForm):
    key = forms.CharField(widget=forms.HiddenInput)


class SecondFactorPage(FormPage):
    permission_required = EVERYBODY  # each has their own
    title = _("Second factor")
    template_name = "framework/second_factor.html"
    success_url = reverse_lazy("second_factor")

    @cached_property
    def has_one(self) -> bool:
        return second_factor.has_factor(self.user)

    def get_form_class(self) -> type[Any]:
        return ProvenForm if self.has_one else EnrolForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | ({"user": self.user} if self.has_one else {})

    def get_initial(self) -> dict[str, Any]:
        return {} if self.has_one else {"key": second_factor.new_key(self.user)}

    def form_valid(self, form: Any) -> HttpResponse:
        if self.has_one:
            second_factor.turn_off(device=form.device)
            messages.success(self.request, gettext("The second factor is turned off."))
            return super().form_valid(form)
        codes = second_factor.enrol(user=self.user, signed=form.cleaned_data["key"], code=form.cleaned_data["code"])
        django_otp.login(self.request, TOTPDevice.objects.get(user=self.user))
        words = gettext(
            "Recovery codes, each for one log-in without the phone: %(codes)s. Keep them on paper; they are shown once."
        )
        messages.warning(self.request, words % {"codes": " ".join(codes)})
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        label = _("Turn it off") if self.has_one else _("Set it up")
        content = super().get_context_data(**kwargs) | {"has_one": self.has_one, "submit_label": label}
        form = content["form"]
        if not self.has_one:
            content |= self._drawn(str(form["key"].value() or ""))
        return content | {"needed": second_factor.needs_factor(self.user)}

    def _drawn(self, signed: str) -> dict[str, Any]:
        try:
            address = second_factor.address_of(self.user, signed)
        except StaleForm:
            return {}
        secret = address.partition("secret=")[2].partition("&")[0]
        return {"qr": qr_svg(address, gettext("QR code for the app")), "secret": secret}
