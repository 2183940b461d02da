"""Whether the reader wants what waits for him by e-mail: his own choice."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import EVERYBODY, FormPage
from property_ops.modules.notices.selectors.digests import digest_reader
from property_ops.modules.notices.services.digests import want_digest


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class DigestForm(forms.Form):
    address = forms.EmailField(label=_("E-mail address"), max_length=100, required=False)
    wanted = forms.BooleanField(label=_("Send me each morning what waits for me"), required=False)
    at_once = forms.BooleanField(
        label=_("Tell me during the day as well, when something new waits"),
        required=False,
        help_text=_("At most every quarter of an hour, and never at night."),
    )
    quiet_from = forms.TimeField(label=_("nothing from"), required=False, widget=_clock())
    quiet_until = forms.TimeField(label=_("nothing until"), required=False, widget=_clock())

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if (values.get("quiet_from") is None) != (values.get("quiet_until") is None):
            self.add_error("quiet_until", _("Give both times, or none."))
        return values


class MyDigest(FormPage):
    title = _("What waits for me, by e-mail")
    permission_required = EVERYBODY
    menu = "dashboard"
    success_url = reverse_lazy("my_digest")
    form_class = DigestForm
    narrow = True
    success_message = _("Saved.")

    def get_initial(self) -> dict[str, Any]:
        reader = digest_reader(self.user)
        return {
            "address": self.user.email,
            "wanted": reader is not None,
            "at_once": reader is not None and reader.at_once,
            "quiet_from": reader and reader.quiet_from,
            "quiet_until": reader and reader.quiet_until,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        want_digest(user=self.user, **form.cleaned_data, now=timezone.now())
        return super().form_valid(form)
