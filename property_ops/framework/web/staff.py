"""Staff accounts and their roles, for administrators."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework import second_factor, staff
from property_ops.framework.accounts import SYSTEM
from property_ops.framework.models import User
from property_ops.framework.permissions import roles
from property_ops.framework.slots import plugged_into
from property_ops.framework.web import columns
from property_ops.framework.web.display import Badges
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, FormPage, Page

IN_USE = Badges({True: (_("in use"), "green"), False: (_("switched off"), "gray")})


def role_names(user: User) -> str:
    """In the order of the groups; a dash for none."""
    names = [gettext(roles()[group.name]["name"]) for group in user.groups.all() if group.name in roles()]
    return "、".join([gettext("Administrator"), *names] if user.is_superuser else names) or "—"


class StaffTable(columns.ListTable):
    username = columns.Text(verbose_name=_("user name"), linkify=("staff_edit", {"pk": columns.A("pk")}))
    display_name = columns.Text(verbose_name=_("Name"))
    roles = columns.Text(verbose_name=_("roles"), empty_values=(), orderable=False)
    is_active = columns.StateColumn(verbose_name=_("state"), badges=IN_USE)
    last_login = columns.Moment(verbose_name=_("last log-in"), default=_("never"))

    def render_roles(self, record: User) -> str:
        return role_names(record)

    value_roles = render_roles


class StaffList(ListPage):
    title = _("Users and roles")
    permission_required = staff.PERMISSION
    table_class = StaffTable
    search_hint = _("user name or name")
    export_name = "staff"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        people = User.objects.exclude(username=SYSTEM).filter(is_program=False)
        return people.prefetch_related("groups").order_by("username")

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(Q(username__icontains=text) | Q(display_name__icontains=text))

    def buttons(self) -> list[Button]:
        return [
            Button(_("Service accounts"), reverse("programs"), icon="plug"),
            Button(_("New user"), reverse("staff_new"), icon="plus", primary=True),
        ]


class AccountForm(forms.Form):
    """Name and roles. Modules add fields through the slot `staff_fields`: objects with `name`, `field()`, `read(user)`
    and `write(user, value, by=…)`.
    """

    username = forms.CharField(label=_("user name"), max_length=150, validators=[UnicodeUsernameValidator()])
    display_name = forms.CharField(label=_("Name"), max_length=50)
    roles = forms.MultipleChoiceField(label=_("roles"), required=False, widget=forms.CheckboxSelectMultiple)
    is_active = forms.BooleanField(label=_("may log in"), required=False)

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["roles"]
        choices.choices = role_choices()
        for extra in plugged_into("staff_fields"):
            self.fields[extra.name] = extra.field()
            if user:
                self.initial[extra.name] = extra.read(user)
        if user:
            self.fields["username"].disabled = True
            for name in ("username", "display_name", "is_active"):
                self.initial[name] = getattr(user, name)
            self.initial["roles"] = list(user.groups.values_list("name", flat=True))
        else:
            del self.fields["is_active"]

    def write_extras(self, user: User, *, by: User) -> None:
        for extra in plugged_into("staff_fields"):
            extra.write(user, self.cleaned_data[extra.name], by=by)


class _OfAccounts(Page):
    permission_required = staff.PERMISSION
    menu = "staff"
    above = ((_("Users and roles"), "staff"),)
    success_url: Any = reverse_lazy("staff")

    def tell_password(self, user: User, password: str) -> None:
        messages.warning(
            self.request,
            gettext("The password of %(user)s is: %(password)s Write it down now, it is shown only once.")
            % {"user": user.username, "password": password},
        )


class NewAccount(_OfAccounts, FormPage):
    title = _("New user")
    form_class = AccountForm
    submit_label = _("Create")

    def form_valid(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        user, password = staff.create_account(
            username=data["username"], display_name=data["display_name"], role_codes=data["roles"], by=self.user
        )
        form.write_extras(user, by=self.user)
        self.tell_password(user, password)
        return super().form_valid(form)


class ChangeAccount(_OfAccounts, FormPage):
    template_name = "framework/staff_account.html"
    success_message = _("Saved.")
    form_class = AccountForm

    @cached_property
    def account(self) -> User:
        return get_object_or_404(User.objects.exclude(username=SYSTEM), pk=self.kwargs["pk"])

    def get_title(self) -> str:
        return str(self.account)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"has_factor": second_factor.has_factor(self.account)}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.account}

    def form_valid(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        staff.change_account(
            user=self.account,
            display_name=data["display_name"],
            role_codes=data["roles"],
            active=data["is_active"],
            by=self.user,
        )
        form.write_extras(self.account, by=self.user)
        return super().form_valid(form)


class ResetSecondFactor(_OfAccounts, Action):
    success_message = _("The second factor is taken away. The next log-in is by password alone.")

    def form_valid(self, form: Any) -> HttpResponse:
        second_factor.reset(user=get_object_or_404(User, pk=self.kwargs["pk"]), by=self.user)
        return super().form_valid(form)


class ResetPassword(_OfAccounts, Action):
    def form_valid(self, form: Any) -> HttpResponse:
        user = get_object_or_404(User, pk=self.kwargs["pk"])
        self.tell_password(user, staff.reset_password(user=user, by=self.user))
        return super().form_valid(form)


def role_choices() -> list[tuple[str, str]]:
    return [(code, _role_label(role)) for code, role in roles().items()]


def _role_label(role: Any) -> str:
    return gettext("%(name)s: %(description)s") % {
        "name": gettext(role["name"]),
        "description": gettext(role["description"]),
    }
