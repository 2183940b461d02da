"""One's own personal tokens, for commands and programs that run unattended."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.commands import product_commands
from property_ops.framework.models import User
from property_ops.framework.permissions import roles_of, roles_with
from property_ops.framework.rest.site import offered_rights
from property_ops.framework.tokens import MOST_DAYS, USUAL_DAYS, make_token, revoke_token, tokens_of
from property_ops.framework.web.pages import EVERYBODY, Action, FormPage


class ApiTokenForm(forms.Form):
    name = forms.CharField(label=_("Purpose"), max_length=60)
    rights = forms.MultipleChoiceField(label=_("By the API"), widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(label=_("Days for which it counts"), min_value=1, max_value=MOST_DAYS, initial=USUAL_DAYS)

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rights"].choices = [  # type: ignore[attr-defined]
            (right, words) for right, words in offered_rights().items() if may_give(owner, right)
        ]


class TokenForm(ApiTokenForm):
    commands = forms.MultipleChoiceField(
        label=_("On the command line"), widget=forms.CheckboxSelectMultiple, required=False
    )
    field_order = ("name", "commands", "rights", "days")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rights"].required = False
        known = sorted(set(product_commands()) - {"token"})
        self.fields["commands"].choices = [(name, name) for name in known]  # type: ignore[attr-defined]


def may_give(owner: User, right: str) -> bool:
    """What the owner's roles give: a token never gives more. (A program has no rights but by its tokens.)"""
    return owner.is_superuser or not roles_with(right).isdisjoint(roles_of(owner))


def shown_tokens(owner: User) -> list[tuple[Any, bool, str]]:
    """Each with whether it counts, and for what: commands, and rights in words."""
    now, words = timezone.now(), offered_rights()
    return [
        (one, one.counts(now), "、".join([*one.commands, *(str(words.get(right, right)) for right in one.rights)]))
        for one in tokens_of(owner).select_related("user")
    ]


def tell_secret(request: HttpRequest, number: int, secret: str) -> None:
    words = gettext("Token %(number)s: %(secret)s Keep it now, it is shown only once.")
    messages.warning(request, words % {"number": number, "secret": secret})


class MyTokens(FormPage):
    permission_required = EVERYBODY  # each sees and makes their own
    title = _("Personal tokens")
    subtitle = _("They stand for your password where a command or a program runs unattended. Shown once.")
    template_name = "framework/tokens.html"
    form_class = TokenForm
    submit_label = _("Make a token")
    success_url = reverse_lazy("tokens")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"owner": self.user}

    def form_valid(self, form: Any) -> HttpResponse:
        tell_secret(self.request, *make_token(user=self.user, now=timezone.now(), **form.cleaned_data))
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"tokens": shown_tokens(self.user), "revoke": "token_revoke"}


class RevokeToken(Action):
    permission_required = EVERYBODY
    success_message = _("The token no longer counts.")
    success_url = reverse_lazy("tokens")

    def form_valid(self, form: Any) -> HttpResponse:
        revoke_token(token_id=self.kwargs["pk"], by=self.user, now=timezone.now())
        return super().form_valid(form)
