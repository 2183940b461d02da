"""Staff accounts and their roles, for administrators."""

import secrets
from typing import Any

import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework import audit
from property_ops.framework.accounts import SYSTEM
from property_ops.framework.models import User
from property_ops.framework.permissions import roles
from property_ops.framework.slots import plugged_into
from property_ops.framework.web.access import permission_required
from property_ops.framework.web.lists import ListPage


class StaffTable(tables.Table):
    username = tables.Column(verbose_name=_("user name"), linkify=("staff_edit", {"pk": tables.A("pk")}))
    display_name = tables.Column(verbose_name=_("name"))
    roles = tables.Column(verbose_name=_("roles"), empty_values=(), orderable=False)
    is_active = tables.BooleanColumn(verbose_name=_("active"), yesno="✓,–")
    last_login = tables.DateTimeColumn(verbose_name=_("last log-in"), format="Y-m-d H:i")

    def render_roles(self, record: User) -> str:
        if record.is_superuser:
            return gettext("Administrator")
        return ", ".join(gettext(roles()[group.name]["name"]) for group in record.groups.all() if group.name in roles())

    def value_roles(self, record: User) -> str:
        return self.render_roles(record)


class StaffList(ListPage):
    title = _("Staff")
    permission = "staff.manage"
    table_class = StaffTable
    queryset = User.objects.exclude(username=SYSTEM).prefetch_related("groups").order_by("username")

    def actions(self) -> list[dict[str, Any]]:
        return [{"label": _("New account"), "href": "/staff/new/", "icon": "plus", "primary": True}]


class StaffForm(forms.ModelForm):  # type: ignore[type-arg]
    """One member of staff; modules add fields through the slot `staff_fields` (name, field, read, write)."""

    new_password = forms.BooleanField(required=False, label=_("Make a new password and show it once"))

    class Meta:
        model = User
        fields = ("username", "display_name", "groups", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"] = forms.ModelMultipleChoiceField(
            Group.objects.filter(name__in=roles()),
            required=False,
            label=_("roles"),
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["groups"].label_from_instance = lambda group: gettext(roles()[group.name]["name"])  # type: ignore[attr-defined]
        for extra in plugged_into("staff_fields"):
            self.fields[extra.name] = extra.field()
            self.initial[extra.name] = extra.read(self.instance) if self.instance.pk else ()
        if not self.instance.pk:
            self.initial["new_password"] = True


@permission_required("staff.manage")
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Make or change an account. A new password is shown once, to the administrator who made it."""
    user = get_object_or_404(User, pk=pk) if pk else None
    form = StaffForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        for extra in plugged_into("staff_fields"):
            extra.write(saved, form.cleaned_data[extra.name])
        if form.cleaned_data["new_password"]:
            password = secrets.token_urlsafe(9)
            saved.set_password(password)
            saved.save(update_fields=["password"])
            messages.success(
                request,
                gettext("Password of %(user)s: %(password)s — write it down, it is shown only once.")
                % {"user": saved.username, "password": password},
            )
        audit.record(
            by=request.user,  # type: ignore[arg-type]
            action="staff.changed",
            subject=saved.username,
            roles=sorted(saved.groups.values_list("name", flat=True)),
            active=saved.is_active,
            new_password=form.cleaned_data["new_password"],
        )
        return redirect("staff")
    context = {"title": user.username if user else _("New account"), "form": form, "back": "staff"}
    return render(request, "framework/form.html", context)
