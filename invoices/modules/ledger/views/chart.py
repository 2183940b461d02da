"""The chart of accounts: listed, added to, renamed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.ledger import selectors, services
from property_ops.framework.web import columns
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, FormPage

CHANGE = "ledger.change_accounts"


class AccountTable(columns.ListTable):
    code = columns.Text(verbose_name=_("account code"), linkify=("ledger_account", {"code": columns.A("code")}))
    name = columns.Text(verbose_name=_("account name"))
    kind = columns.Text(verbose_name=_("kind"))
    is_used = columns.YesNo(verbose_name=_("posted to"))
    change = columns.Text(
        verbose_name="",
        accessor="code",
        orderable=False,
        exclude_from_export=True,
        linkify=("chart_change", {"code": columns.A("code")}),
    )

    def render_change(self) -> str:
        return gettext("Change")


class AccountFilters(Filters):
    kind = Choice(choices=selectors.KINDS, label=_("kind"), empty_label=_("all"))


class Chart(ListPage):
    title = _("Chart of accounts")
    permission_required = "ledger.view"
    table_class = AccountTable
    filterset_class = AccountFilters
    search_hint = _("code or name")
    export_name = "chart-of-accounts"
    personal_data = False
    new = (_("New account"), "chart_new")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.chart()

    def hidden_columns(self) -> Sequence[str]:
        return () if self.user.has_perm(CHANGE) else ("change",)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(Q(code__startswith=text) | Q(name__icontains=text))


class AccountForm(forms.Form):
    code = forms.CharField(
        label=_("account code"), max_length=20, help_text=_("Four digits, and two more for each level: 5001.01.")
    )
    name = forms.CharField(label=_("account name"), max_length=60)
    kind = forms.ChoiceField(label=_("kind"), choices=selectors.KINDS)


class _ChartPage(FormPage):
    permission_required = CHANGE
    menu = "chart"
    above = ((_("Chart of accounts"), "chart"),)
    success_url = reverse_lazy("chart")
    form_class = AccountForm
    narrow = True


class NewAccount(_ChartPage):
    title = _("New account")

    def form_valid(self, form: Any) -> HttpResponse:
        services.add_account(**form.cleaned_data, by=self.user)
        messages.success(
            self.request, gettext("Account %(account)s was added.") % {"account": form.cleaned_data["code"]}
        )
        return super().form_valid(form)


class ChangeAccount(_ChartPage):
    template_name = "ledger/account_form.html"
    success_message = _("Saved.")
    form_class = AccountForm

    @cached_property
    def account(self) -> Any:
        return _account_or_404(self.kwargs["code"])

    def get_title(self) -> str:
        return str(self.account)

    def get_initial(self) -> dict[str, Any]:
        return {"code": self.account.code, "name": self.account.name, "kind": self.account.kind}

    def form_valid(self, form: Any) -> HttpResponse:
        services.change_account(account=self.account, **form.cleaned_data, by=self.user)
        return super().form_valid(form)


class RemoveAccount(Action):
    permission_required = CHANGE
    menu = "chart"
    success_url = reverse_lazy("chart")

    def form_valid(self, form: Any) -> HttpResponse:
        account = _account_or_404(self.kwargs["code"])
        services.remove_account(account=account, by=self.user)
        messages.success(self.request, gettext("Account %(account)s was removed.") % {"account": self.kwargs["code"]})
        return super().form_valid(form)


def _account_or_404(code: str) -> Any:
    account = selectors.account_coded(code)
    if account is None:
        raise Http404
    return account
