"""Service accounts: what connects another program, for administrators. They have roles and tokens, and no password."""

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework import staff
from property_ops.framework.models import User
from property_ops.framework.tokens import make_token, revoke_token
from property_ops.framework.web import columns
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, FormPage
from property_ops.framework.web.staff import IN_USE, role_choices, role_names
from property_ops.framework.web.tokens import ApiTokenForm, shown_tokens, tell_secret


class ProgramTable(columns.ListTable):
    username = columns.Text(verbose_name=_("service account"), linkify=("program", {"pk": columns.A("pk")}))
    display_name = columns.Text(verbose_name=_("Name"))
    roles = columns.Text(verbose_name=_("roles"), empty_values=(), orderable=False)
    tokens = columns.Number(verbose_name=_("tokens that count"))
    used_at = columns.Moment(verbose_name=_("Last used"))
    is_active = columns.StateColumn(verbose_name=_("state"), badges=IN_USE)

    def render_roles(self, record: User) -> str:
        return role_names(record)

    value_roles = render_roles


class ProgramList(ListPage):
    title = _("Service accounts")
    subtitle = _("For other programs, by the API. They have no password, and decide nothing that asks for a person.")
    permission_required = staff.PERMISSION
    menu = "staff"
    above = ((_("Users and roles"), "staff"),)
    table_class = ProgramTable
    export_name = "service-accounts"
    personal_data = False
    empty_text = _("No other program is connected.")

    def get_queryset(self) -> QuerySet[Any]:
        counts = Q(personal_tokens__revoked_at=None, personal_tokens__expires_at__gt=timezone.now())
        found = User.objects.filter(is_program=True).prefetch_related("groups").order_by("username")
        return found.annotate(tokens=Count("personal_tokens", filter=counts), used_at=Max("personal_tokens__used_at"))

    def buttons(self) -> list[Button]:
        return [Button(_("New service account"), reverse("program_new"), icon="plus", primary=True)]


class ProgramForm(forms.Form):
    username = forms.CharField(label=_("user name"), max_length=150, validators=[UnicodeUsernameValidator()])
    display_name = forms.CharField(label=_("Name"), max_length=50, help_text=_("the program, and who looks after it"))
    roles = forms.MultipleChoiceField(label=_("roles"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = role_choices()  # type: ignore[attr-defined]


class _OfPrograms(FormPage):
    permission_required = staff.PERMISSION
    menu = "staff"
    above = (
        (_("Users and roles"), "staff"),
        (_("Service accounts"), "programs"),
    )


class NewProgram(_OfPrograms):
    title = _("New service account")
    subtitle = _("A role that sees its own estates alone gets them on the page of the account.")
    form_class = ProgramForm
    submit_label = _("Create")

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        self.made = staff.create_program(
            username=said["username"], display_name=said["display_name"], role_codes=said["roles"], by=self.user
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("program", args=[self.made.pk])


class ProgramTokens(_OfPrograms):
    """The tokens of one service account, and a form for another one."""

    template_name = "framework/tokens.html"
    form_class = ApiTokenForm
    submit_label = _("Make a token")

    @cached_property
    def account(self) -> User:
        return get_object_or_404(User, is_program=True, pk=self.kwargs["pk"])

    def get_title(self) -> str:
        return str(self.account)

    def get_subtitle(self) -> str:
        return role_names(self.account)

    def buttons(self) -> list[Button]:
        return [Button(_("Roles and estates"), reverse("staff_edit", args=[self.account.pk]), icon="users")]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"owner": self.account}

    def form_valid(self, form: Any) -> HttpResponse:
        made = make_token(user=self.account, by=self.user, commands=(), now=timezone.now(), **form.cleaned_data)
        tell_secret(self.request, *made)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("program", args=[self.account.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tokens = shown_tokens(self.account)
        return super().get_context_data(**kwargs) | {"tokens": tokens, "revoke": "program_token_revoke"}


class RevokeProgramToken(Action):
    permission_required = staff.PERMISSION
    success_message = _("The token no longer counts.")

    @cached_property
    def account(self) -> User:
        return get_object_or_404(User, is_program=True, personal_tokens=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        revoke_token(token_id=self.kwargs["pk"], by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("program", args=[self.account.pk])
