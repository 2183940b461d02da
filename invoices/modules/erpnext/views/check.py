"""The two books side by side: what differs, and what stands in ERPNext and did not come from here."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.public import (
    access,
    address_of,
    is_compared_now,
    is_configured,
    mark_known,
    start_comparison,
)
from invoices.modules.erpnext.tasks import run_comparison
from property_ops.framework.web.pages import Action, Button, Page

LONGEST, SHOWN = 200, 100


class Check(Page):
    """The latest comparison, as it was found then."""

    permission_required = "erpnext.view"
    personal_data = True
    menu = "erpnext"
    above = ((_("ERPNext"), "erpnext"),)
    title = _("Comparison of the books")
    template_name = "erpnext/check.html"

    def buttons(self) -> Sequence[Button]:
        return (
            Button(_("Known documents"), reverse("erpnext_known"), "eye-check"),
            Button(_("Changes in ERPNext"), reverse("erpnext_changes"), "arrows-exchange"),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = selectors.last_comparison()
        found = run.found if run else {}
        return super().get_context_data(**kwargs) | {
            "run": run,
            "is_configured": is_configured(),
            "is_going_on": run is not None and is_compared_now(run, timezone.now()),
            "error": gettext(run.error) % run.error_data if run and run.error else "",
            "may_push": self.user.has_perm("erpnext.push"),
            "counts": found.get("counts", {}),
            "months": found.get("months", ())[:SHOWN],
            "documents": [(label, gettext(says) % facts) for label, says, facts in found.get("documents", ())[:SHOWN]],
            "books": [
                (title, found.get(name, ())[:SHOWN], found.get("counts", {}).get(name, 0), name == "accounts")
                for name, title in KINDS
            ],
            "foreign": [
                (doctype, name, day, amount, address_of(doctype, name))
                for doctype, name, day, amount in found.get("foreign", ())[:SHOWN]
            ],
        }


KINDS = (
    ("accounts", _("Accounts by month")),
    ("customers", _("What customers owe")),
    ("suppliers", _("What suppliers are owed")),
)


class StartComparison(Action):
    permission_required = "erpnext.view"
    menu = "erpnext"
    success_url = reverse_lazy("erpnext_check")
    success_message = _("The books are being compared in the background. This page shows what was found.")

    def form_valid(self, form: Any) -> HttpResponse:
        start_comparison(by=self.user, now=timezone.now(), enqueue=lambda run: run_comparison.enqueue(run))
        return super().form_valid(form)


class MarkForm(forms.Form):
    name = forms.CharField(max_length=140)
    reason = forms.CharField(max_length=LONGEST)


class MarkKnown(Action):
    """A document that did not come from here is known, once another person approves it."""

    permission_required = "erpnext.push"
    menu = "erpnext"
    success_url = reverse_lazy("erpnext_check")
    form_class = MarkForm

    def form_valid(self, form: Any) -> HttpResponse:
        said, where = form.cleaned_data, access()
        gateway = where.quick_gateway()
        try:
            mark_known(
                access=where,
                gateway=gateway,
                names=[said["name"]],
                reason=said["reason"],
                by=self.user,
                now=timezone.now(),
            )
        finally:
            gateway.close()
        told = gettext("%(name)s waits for a second person, who approves that it is known.") % {"name": said["name"]}
        messages.success(self.request, told)
        return super().form_valid(form)
