"""One's own personal tokens, for commands that run unattended."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.commands import product_commands
from property_ops.framework.tokens import MOST_DAYS, USUAL_DAYS, make_token, revoke_token, tokens_of
from property_ops.framework.web.pages import EVERYBODY, Action, FormPage


class TokenForm(forms.Form):
    name = forms.CharField(label=_("Purpose"), max_length=60)
    commands = forms.MultipleChoiceField(label=_("Commands"), widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(label=_("Days for which it counts"), min_value=1, max_value=MOST_DAYS, initial=USUAL_DAYS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted(set(product_commands()) - {"token"})
        self.fields["commands"].choices = [(name, name) for name in known]  # type: ignore[attr-defined]


class MyTokens(FormPage):
    permission_required = EVERYBODY  # each sees and makes their own
    title = _("Personal tokens")
    subtitle = _("They stand for your password where a command runs unattended (PROPERTY_OPS_TOKEN). Shown once.")
    template_name = "framework/tokens.html"
    form_class = TokenForm
    submit_label = _("Make a token")

    def get_success_url(self) -> str:
        return reverse("tokens")

    def form_valid(self, form: Any) -> HttpResponse:
        number, secret = make_token(user=self.user, now=timezone.now(), **form.cleaned_data)
        words = gettext("Token %(number)s: %(secret)s Keep it now, it is shown only once.")
        messages.warning(self.request, words % {"number": number, "secret": secret})
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        tokens = [(one, one.counts(now)) for one in tokens_of(self.user).select_related("user")]
        return super().get_context_data(**kwargs) | {"tokens": tokens}


class RevokeToken(Action):
    permission_required = EVERYBODY
    success_message = _("The token no longer counts.")

    def get_success_url(self) -> str:
        return reverse("tokens")

    def form_valid(self, form: Any) -> HttpResponse:
        revoke_token(token_id=self.kwargs["pk"], by=self.user, now=timezone.now())
        return super().form_valid(form)
