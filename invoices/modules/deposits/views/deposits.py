"""Deposits: the list, one of them with what became of it, and its receipt."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.deposits import selectors
from invoices.modules.deposits.reports.receipt import draw_receipt
from property_ops.framework import audit
from property_ops.framework.approval.display import state_badge
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Choice, Filters, Model
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb, Page
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import ManagedEstateFilter

VIEW, TAKE, USE, APPROVE = "deposits.view", "deposits.take", "deposits.use", "deposits.approve"


def list_crumb() -> Crumb:
    return Crumb(_("Deposits"), reverse("deposits"))


class DepositTable(columns.ListTable):
    number = columns.Text(verbose_name=_("deposit number"), linkify=("deposit", {"pk": columns.A("pk")}))
    day = columns.DayColumn(verbose_name=_("held since"))
    estate = columns.Text(verbose_name=_("estate"), accessor="unit__estate__name")
    unit = columns.Text(verbose_name=_("unit"), accessor="unit__code", attrs={"td": {"class": "day"}})
    payer = columns.Text(verbose_name=_("whose it is"), accessor="whose", order_by=("payer__name", "provider__name"))
    kind = columns.Text(verbose_name=_("kind of deposit"), accessor="kind__name")
    about = columns.Text(verbose_name=_("what for"))
    amount = columns.Amount(verbose_name=_("amount"), total=True)
    left = columns.Amount(verbose_name=_("deposit held"), total=True)


class DepositFilters(Filters):
    estate = ManagedEstateFilter(field_name="unit__estate")
    kind = Model(label=_("kind of deposit"), empty_label=_("all"), queryset=lambda request: selectors.kinds())
    held = Choice(
        label=_("deposit held"),
        empty_label=_("all"),
        choices=[("yes", _("still held")), ("no", _("nothing left"))],
        method="filter_held",
    )

    def filter_held(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.exclude(left=ZERO) if value == "yes" else rows.filter(left=ZERO)


class Deposits(ListPage):
    title = _("Deposits")
    subtitle = _(
        "What households and providers gave to be kept: it is owed to them, and never income. Take one at the counter, "
        "on the page of the account, or on the provider's page; paying it back and setting it off need a second person."
    )
    permission_required = VIEW
    table_class = DepositTable
    filterset_class = DepositFilters
    search_hint = _("number, unit or payer")
    empty_text = _("No deposit was taken yet. Open a household at the counter, and choose “Take a deposit”.")
    export_name = "押金"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_deposits(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_deposits(queryset, text, self.user)


class DepositPage(DetailPage):
    permission_required = VIEW
    personal_data = True
    menu = "deposits"
    template_name = "deposits/deposit.html"

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_deposits(self.user)

    def get_title(self) -> str:
        return gettext("Deposit %(number)s") % {"number": self.object.number}

    def get_subtitle(self) -> str:
        return words_of(self.object)

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(),)

    def buttons(self) -> Sequence[Button]:
        one, found = self.object, []
        if one.undone_on is None:
            found.append(Button(_("Print the receipt"), reverse("deposit_pdf", args=[one.pk]), "printer"))
        if one.free > ZERO and self.user.has_perm(USE):
            words = _("Keep it by the agreement") if one.provider_id else _("Set off against debts")
            found.append(Button(words, reverse("set_off_deposit", args=[one.pk]), "scale"))
            found.append(Button(_("Pay back"), reverse("return_deposit", args=[one.pk]), "cash", primary=True))
        return found

    def facts(self) -> Sequence[Fact]:
        one = self.object
        facts = [
            *self._of_whom(),
            *facts_of(one, "kind"),
            Fact(_("Amount"), one.amount),
            Fact(_("deposit held"), one.left),
            *facts_of(one, "day", "about"),
            Fact(_("When it is paid back"), one.kind.terms),
            Fact(_("Where it came from"), came_from(one)),
            *facts_of(one, "taken_by"),
        ]
        return [*facts, *facts_of(one, "undone_on", "undone_by", "undone_because")] if one.undone_on else facts

    def _of_whom(self) -> list[Fact]:
        one = self.object
        if one.unit is None:
            return [Fact(_("Provider"), one.provider.name, reverse("provider", args=[one.provider.code]))]
        return [Fact(_("Unit"), one.unit.code, reverse("unit", args=[one.unit.code])), *facts_of(one, "payer")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        uses = [(use, gettext(use.what), state_badge(use.state)) for use in selectors.uses_of(one)]
        may_undo = (one.credit_id or one.coding_id) and one.free == one.amount and one.taken_by_id != self.user.pk
        return super().get_context_data(**kwargs) | {
            "uses": uses,
            "may_undo": may_undo and self.user.has_perm(APPROVE),
        }


def words_of(deposit: Any) -> str:
    """Where and whose it is."""
    if deposit.unit is None:
        return f"{deposit.provider.code} · {deposit.provider.name}"
    return f"{deposit.unit.estate.name} · {deposit.unit.code} · {deposit.payer.name}"


def came_from(deposit: Any) -> str:
    """The receipt, the paper of the take-over, or the deposit of the seller."""
    if deposit.coding_id:
        return str(deposit.coding.receipt.number)
    if deposit.credit_id:
        return str(deposit.credit.source.split("/")[1])
    return str(deposit.was.number if deposit.was_id else deposit.opening)


class DepositReceipt(Page):
    permission_required = VIEW
    menu = "deposits"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        deposit = get_object_or_404(selectors.visible_deposits(self.user), pk=kwargs["pk"])
        audit.record(by=self.user, action="deposits.printed", subject=deposit.number)
        return pdf_response(draw_receipt(deposit), deposit.number)
