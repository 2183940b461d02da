"""Where ERPNext books what: fee items, estates, and the accounts of our ledger, each with its name over there."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.public import MappedItem, save_mappings
from property_ops.framework.web.pages import FormPage

LONGEST = 140


class PlacesForm(forms.Form):
    """A text for each place; `cells` are those of one row."""

    def __init__(self, known: dict[str, str], labels: dict[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for name, value in known.items():
            field = forms.CharField(required=False, max_length=LONGEST, initial=value)
            field.widget.attrs |= {"class": "form-control", "autocomplete": "off", "aria-label": labels[name]}
            self.fields[name] = field

    def cells(self, *names: str) -> Iterator[forms.BoundField]:
        yield from (self[name] for name in names)


class Mappings(FormPage):
    permission_required = "erpnext.configure"
    menu = "erpnext"
    above = (
        (_("ERPNext"), "erpnext"),
        (_("Connection"), "erpnext_settings"),
    )
    success_url = reverse_lazy("erpnext_mappings")
    title = _("Items, cost centres, accounts")
    subtitle = _("What each is called in ERPNext. “property-ops erpnext setup” fills in what is empty.")
    template_name = "erpnext/mappings.html"
    form_class = PlacesForm
    success_message = _("Saved.")

    @cached_property
    def items(self) -> list[Any]:
        return list(selectors.fee_items())

    @cached_property
    def estates(self) -> list[Any]:
        return selectors.estates(self.user)

    @cached_property
    def accounts(self) -> list[Any]:
        return list(selectors.ledger_accounts())

    def known(self) -> dict[str, str]:
        """The name of each field with what is stored for it."""
        places, centres, accounts = selectors.item_mappings(), selectors.cost_centres(), selectors.account_mappings()
        found: dict[str, str] = {}
        for item in self.items:
            place = places.get(item.code, MappedItem(""))
            found |= {f"item-{item.pk}": place.item, f"income-{item.pk}": place.income}
            found |= {f"tax-{item.pk}": place.tax_template}
        found |= {f"centre-{estate.pk}": centres.get(estate.code, "") for estate in self.estates}
        return found | {f"account-{account.pk}": accounts.get(account.code, "") for account in self.accounts}

    def labels(self) -> dict[str, str]:
        """The name of each field with what is read aloud for it."""
        of_item = {
            "item": _("item in ERPNext"),
            "income": _("income account in ERPNext"),
            "tax": _("item tax template"),
        }
        found = {f"{name}-{item.pk}": f"{item.name} {words}" for item in self.items for name, words in of_item.items()}
        found |= {f"centre-{estate.pk}": f"{estate.code} {estate.name}" for estate in self.estates}
        return found | {f"account-{account.pk}": f"{account.code} {account.name}" for account in self.accounts}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"known": self.known(), "labels": self.labels()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content = super().get_context_data(**kwargs)
        form = content["form"]
        return content | {
            "items": [
                (item.name, list(form.cells(f"item-{item.pk}", f"income-{item.pk}", f"tax-{item.pk}")))
                for item in self.items
            ],
            "estates": [(f"{one.code} {one.name}", form[f"centre-{one.pk}"]) for one in self.estates],
            "accounts": [(f"{one.code} {one.name}", form[f"account-{one.pk}"]) for one in self.accounts],
        }

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        save_mappings(
            items={
                item.pk: MappedItem(said[f"item-{item.pk}"], said[f"income-{item.pk}"], said[f"tax-{item.pk}"])
                for item in self.items
            },
            cost_centres={estate.pk: said[f"centre-{estate.pk}"] for estate in self.estates},
            accounts={account.pk: said[f"account-{account.pk}"] for account in self.accounts},
            by=self.user,
        )
        return super().form_valid(form)
