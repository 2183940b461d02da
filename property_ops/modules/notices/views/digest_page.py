"""Whether the reader wants what waits for him by e-mail: his own choice."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import EVERYBODY, FormPage
from property_ops.modules.notices.selectors.digests import reads_digest
from property_ops.modules.notices.services.digests import want_digest


class DigestForm(forms.Form):
    address = forms.EmailField(label=_("E-mail address"), max_length=100, required=False)
    wanted = forms.BooleanField(label=_("Send me each morning what waits for me"), required=False)


class MyDigest(FormPage):
    title = _("What waits for me, by e-mail")
    permission_required = EVERYBODY
    menu = "dashboard"
    form_class = DigestForm
    narrow = True
    success_message = _("Saved.")

    def get_initial(self) -> dict[str, Any]:
        return {"address": self.user.email, "wanted": reads_digest(self.user)}

    def form_valid(self, form: Any) -> HttpResponse:
        want_digest(user=self.user, **form.cleaned_data, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("my_digest")
