"""The connection: where ERPNext is, how it books, and whether it is ready."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.erpnext.public import (
    Connection,
    access,
    connection,
    decide_company,
    from_environment,
    readiness,
    save_connection,
)
from property_ops.framework.web.pages import Action, Button, FormPage, Page
from property_ops.kernel.errors import BusinessError

FIELDS = (
    "url",
    "company",
    "customer_group",
    "territory",
    "receivable_account",
    "tax_account",
    "tax_rate",
    "sends_purchases",
    "payable_account",
    "sends_works",
    "sends_materials",
    "warehouse",
    "sends_requests",
    "describes_customers",
    "statements",
    "requests_per_minute",
)


class ConnectionForm(forms.ModelForm):
    url = forms.URLField(
        label=_("address of ERPNext"),
        required=False,
        assume_scheme="https",
        help_text=_("such as https://erp.example.cn"),
    )
    token = forms.CharField(
        label=_("token"),
        required=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("API key:API secret of a user of ERPNext. Stored encrypted, never shown. Empty: unchanged."),
    )
    nightly = forms.BooleanField(
        label=_("push and fetch every night at one"),
        required=False,
        help_text=_("In the name of who first switched it on. What stops it stands on the page ERPNext."),
    )
    field_order = ("url", "token")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["nightly"] = self.instance.nightly_by_id is not None

    class Meta:
        model = Connection
        fields = FIELDS


class ConnectionPage(FormPage):
    permission_required = "erpnext.configure"
    menu = "erpnext"
    above = ((_("ERPNext"), "erpnext"),)
    success_url = reverse_lazy("erpnext_settings")
    title = _("Connection to ERPNext")
    form_class = ConnectionForm
    submit_label = _("Save")
    success_message = _("Saved. Test the connection next.")

    def buttons(self) -> Sequence[Button]:
        return (
            Button(_("Items, cost centres, accounts"), reverse("erpnext_mappings"), "arrows-left-right"),
            Button(_("Start from ERPNext"), reverse("erpnext_start"), "file-import"),
            Button(_("Test connection"), reverse("erpnext_test"), "plug-connected"),
        )

    def get_subtitle(self) -> str:
        decided = from_environment()
        return gettext("Decided by the environment: %(names)s") % {"names": ", ".join(decided)} if decided else ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": connection()}

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        save_connection(
            settings=form.save(commit=False), token=said["token"].strip(), by=self.user, is_nightly=said["nightly"]
        )
        return super().form_valid(form)


class DecideCompany(Action):
    """The settings name another company than documents went to: it was renamed there, or it is another one."""

    permission_required = "erpnext.configure"
    menu = "erpnext"
    success_url = reverse_lazy("erpnext")

    def form_valid(self, form: Any) -> HttpResponse:
        company = decide_company(is_renamed=self.request.POST.get("is") == "renamed", by=self.user)
        said = gettext("Documents go to the company “%(name)s” from now on.") % {"name": company.name}
        messages.success(self.request, said)
        return super().form_valid(form)


class TestConnection(Page):
    permission_required = "erpnext.configure"
    menu = "erpnext"
    above = (
        (_("ERPNext"), "erpnext"),
        (_("Connection"), "erpnext_settings"),
    )
    title = _("Test connection")
    template_name = "erpnext/test.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            where = access(of_company=False)
        except BusinessError as error:
            return self.render_to_response(self.get_context_data(refused=error.sentence(gettext)))
        gateway = where.quick_gateway()
        try:
            found = readiness(access=where, gateway=gateway, by=self.user, today=timezone.localdate())
        finally:
            gateway.close()
        lines = [
            (one.is_well, gettext(one.what) % one.facts, "" if one.is_well else gettext(one.mend) % one.facts)
            for one in found
        ]
        return self.render_to_response(self.get_context_data(lines=lines, all_well=all(one.is_well for one in found)))
