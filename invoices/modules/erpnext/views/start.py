"""Start from ERPNext: what a company there begins with, looked at before it goes the way of every other import."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.public import (
    Beginning,
    ErpNextAccess,
    access,
    adopt_customers,
    begin_from,
    is_configured,
    take_items,
)
from invoices.modules.erpnext.reports.beginning import suppliers_of, workbook_of
from property_ops.framework.web import uploads
from property_ops.framework.web.exports import XLSX
from property_ops.framework.web.files import file_response
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.pages import Action, Page
from property_ops.kernel.errors import BusinessError

SHOWN = 200
BALANCES, SUPPLIERS = "期初", "期初-服务商"
FILES: dict[str, tuple[str, Callable[[Beginning], bytes]]] = {
    "balances": (BALANCES, workbook_of),
    "suppliers": (SUPPLIERS, suppliers_of),
}


class StartForm(forms.Form):
    on = DayField(label=_("last day of the old books"), attrs={"class": "form-control"})


@contextmanager
def _asked() -> Iterator[tuple[ErpNextAccess, Gateway]]:
    where = access()
    gateway = where.quick_gateway()
    try:
        yield where, gateway
    finally:
        gateway.close()


class StartFromErpnext(Page):
    """Asks ERPNext and changes nothing: what it says is shown, saved as a workbook, or handed to the import."""

    permission_required = "erpnext.push"
    personal_data = True
    menu = "erpnext"
    above = ((_("ERPNext"), "erpnext"),)
    title = _("Start from ERPNext")
    subtitle = _(
        "Opening balances, what households owe, suppliers and customers of a company that already lives in ERPNext. "
        "First you see what would come; it is imported like any workbook, and every paper waits for a second person."
    )
    template_name = "erpnext/start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        last = date(timezone.localdate().year, 1, 1) - timedelta(days=1)
        shared = {
            "is_configured": is_configured(),
            "may_configure": self.user.has_perm("erpnext.configure"),
            "may_open": self.user.has_perm("opening.prepare"),
            "may_register": self.user.has_perm("providers.change"),
        }
        return super().get_context_data(**{"form": StartForm(initial={"on": last}), **shared, **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = StartForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            with _asked() as (where, gateway):
                found = begin_from(access=where, gateway=gateway, by=self.user, day=form.cleaned_data["on"])
            return self._answer(form, found)
        except BusinessError as error:
            return self.render_to_response(self.get_context_data(form=form, refused=error.sentence(gettext)))

    def _answer(self, form: StartForm, found: Beginning) -> HttpResponseBase:
        what, _colon, of = str(self.request.POST.get("what", "")).partition(":")
        if of not in FILES:
            return self.render_to_response(self.get_context_data(form=form, **_shown(found)))
        name, made = FILES[of]
        if what == "import":
            token = uploads.keep(f"{name}.xlsx", made(found), by=self.user)
            return HttpResponseRedirect(reverse("import_preview", args=[token]))
        return file_response(made(found), f"{name}-{found.day}.xlsx", XLSX)


def _shown(found: Beginning) -> dict[str, Any]:
    """Rows of texts and amounts; what a person must still say comes first."""
    nobody = [one for one in (*found.arrears, *found.prepaid) if not one.estate]
    known = [one for one in found.customers if one.key]
    return {
        "found": found,
        "balances": [(one.code, one.name, one.about, one.amount.grouped()) for one in found.balances[:SHOWN]],
        "strange": [(one.code, one.amount.grouped()) for one in found.strange],
        "nobody": sorted({one.customer for one in nobody}),
        "arrears": found.arrears[:SHOWN],
        "prepaid": found.prepaid[:SHOWN],
        "recognised": len(known),
        "to_adopt": sum(not one.is_ours for one in known),
        "items": len(found.items),
        "fee_items": list(_fee_items(found)) if found.items else [],
    }


def _fee_items(found: Beginning) -> Iterator[tuple[Any, list[tuple[str, str, bool]]]]:
    """Each fee item with their items: what is alike comes first, what stands for it is chosen, a person decides."""
    known = selectors.item_mappings()
    for one in selectors.fee_items():
        chosen = known[one.code].item if one.code in known else ""
        alike = sorted(found.items, key=lambda item: -SequenceMatcher(None, one.name, item[1]).ratio())
        yield one, [(code, f"{code} {name}".strip(), code == chosen) for code, name in alike[:SHOWN]]


class AdoptCustomers(Action):
    """The customers there who are payers here are known by our id from now on, and no second ones are made."""

    permission_required = "erpnext.configure"
    menu = "erpnext"
    success_url = reverse_lazy("erpnext_start")
    form_class = StartForm

    def form_valid(self, form: Any) -> HttpResponse:
        with _asked() as (where, gateway):
            found = begin_from(access=where, gateway=gateway, by=self.user, day=form.cleaned_data["on"])
            count = adopt_customers(found=found, gateway=gateway, by=self.user, now=timezone.now())
        said = gettext("%(count)s customers there are payers here from now on.") % {"count": count}
        messages.success(self.request, said)
        return super().form_valid(form)


class TakeItems(Action):
    """Items of theirs stand for fee items, so that none is made beside them."""

    permission_required = "erpnext.configure"
    menu = "erpnext"
    success_url = reverse_lazy("erpnext_start")

    def form_valid(self, form: Any) -> HttpResponse:
        places = {one.pk: self.typed(f"item{one.pk}") for one in selectors.fee_items()}
        with _asked() as (_where, gateway):
            count = take_items(places=places, gateway=gateway, by=self.user)
        said = gettext("%(count)s items there stand for fee items of ours from now on.") % {"count": count}
        messages.success(self.request, said)
        return super().form_valid(form)
