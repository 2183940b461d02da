"""Statements of accounts (对账单): whose account stands where, and one account's entries in any days."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.statements import selectors, services
from property_ops.framework import audit
from property_ops.framework.drafts import scratch_folder
from property_ops.framework.web import columns
from property_ops.framework.web.days import SELECT, DaysForm, DaysPage
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import key_in
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Page
from property_ops.framework.web.tabs import Panel
from property_ops.kernel.period import Month, Period
from property_ops.modules.estates.kit import OfUnit
from property_ops.modules.estates.public import ManagedEstateFilter, find_units, visible_estates

PERMISSION = "account_statements.view"
SIDES = [(selectors.OWES, _("owes")), (selectors.IN_CREDIT, _("in credit")), (selectors.SETTLED, _("nothing owed"))]


def this_year() -> Period:
    """From the first day of the year to the end of this month."""
    today = timezone.localdate()
    return Period(date(today.year, 1, 1), Month.of(today).end)


class AccountTable(columns.ListTable):
    code = columns.Text(verbose_name=_("account"), linkify=("account_statement", {"code": columns.A("code")}))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    building = columns.Year(verbose_name=_("building"))
    entrance = columns.Year(verbose_name=_("entrance"))
    room = columns.Text(verbose_name=_("room"))
    owed = columns.Amount(verbose_name=_("owed now"), total=True)


class AccountFilters(Filters):
    estate = ManagedEstateFilter()
    side = Choice(choices=SIDES, method="on_side", label=_("balance"), empty_label=_("all"))

    def on_side(self, rows: QuerySet[Any], name: str, side: str) -> QuerySet[Any]:
        return selectors.with_balance(rows, side)


class Accounts(ListPage):
    title = _("Account statements")
    permission_required = PERMISSION
    table_class = AccountTable
    filterset_class = AccountFilters
    search_hint = _("place, account, or name")
    export_name = "account-balances"
    personal_data = True
    empty_text = _("Nothing has been posted to any account yet.")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_accounts(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return find_units(queryset, text, user=self.user)

    def buttons(self) -> Sequence[Button]:
        chosen = key_in(self.request.GET.get("estate", ""))
        estate = visible_estates(self.user).filter(pk=chosen).first() if chosen is not None else None
        if estate is None:
            return ()
        period = this_year()
        address = reverse("account_statements_print", args=[estate.code])
        days = f"?first={period.start}&last={period.last_day}"
        return (Button(_("Print all of this estate"), f"{address}{days}", "printer"),)


class PartyForm(DaysForm):
    """The payers that the account had; the last one is shown if none is chosen."""

    def offer(self, *, parties: Any = (), **offers: Any) -> None:
        if len(parties) > 1:
            select = forms.Select(attrs={"class": SELECT})
            self.fields["party"] = forms.ChoiceField(label=_("payer"), choices=parties, required=False, widget=select)


class AccountPage(OfUnit, DaysPage):
    permission_required = PERMISSION
    personal_data = True
    menu = "account_statements"
    above = ((_("Account statements"), "account_statements"),)
    form_class = PartyForm
    template_name = "statements/account.html"

    def get_title(self) -> str:
        return gettext("Account statement %(account)s") % {"account": self.unit.code}

    def usual_days(self) -> Period:
        latest = selectors.latest_movement(self.unit.code, until=timezone.localdate())
        return Period(date(latest.year, 1, 1), Month.of(latest).end) if latest else this_year()

    @cached_property
    def parties(self) -> list[tuple[str, str]]:
        return selectors.parties_of(self.unit.code)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"parties": self.parties}

    @cached_property
    def doc(self) -> Any:
        """The statement shown, or None where the account never had an entry."""
        if not self.parties:
            return None
        party = self.form.cleaned_data.get("party") or self.parties[0][0]
        return next(services.account_docs(self.period, account=self.unit.code, party=party), None)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record(by=self.user, action="statements.account_viewed", subject=self.unit.code)
        return super().get(request, *args, **kwargs)

    def found(self) -> dict[str, Any]:
        return {"doc": self.doc, "unit": self.unit}

    def pdf(self) -> HttpResponseBase:
        party = self.doc.party if self.doc else ""
        data = services.print_account(period=self.period, account=self.unit.code, party=party, by=self.user)
        return pdf_response(data, self.file_name(f"account-{self.unit.code}"))

    def excel(self) -> HttpResponseBase:
        if self.doc is None:
            raise Http404
        headings = [
            gettext("Day"),
            gettext("Entry"),
            gettext("Summary"),
            gettext("Month"),
            gettext("Charged to the account"),
            gettext("Paid or credited"),
            gettext("Running balance"),
        ]
        audit.record(by=self.user, action="statements.account_printed", subject=self.unit.code)
        return self.workbook(headings, self._cells(headings), totals=headings[4:6])

    def _cells(self, headings: list[str]) -> Iterator[dict[str, Any]]:
        opening = (None, None, gettext("Opening balance"), None, None, None, self.doc.opening)
        yield dict(zip(headings, opening, strict=True))
        for line in self.doc.lines:
            cells = (line.day, line.entry, line.words, line.month, line.charged, line.paid, line.balance)
            yield dict(zip(headings, cells, strict=True))


class EstatePdf(Page):
    """The print file of all accounts of an estate."""

    permission_required = PERMISSION
    menu = "account_statements"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        estate = get_object_or_404(visible_estates(self.user), code=kwargs["estate"])
        form = DaysForm(request.GET)
        if not form.is_valid():
            raise Http404
        with scratch_folder(Path(settings.DATA)) as folder:
            path = folder / f"account-statements-{estate.code}.pdf"
            services.print_estate(period=form.period, estate=estate.code, out=path, by=self.user)
            return FileResponse(path.open("rb"), filename=path.name, content_type="application/pdf")


class AccountPanel(Panel):
    """On a unit's page: where its account stands (slot `unit_panels`)."""

    permission_required = PERMISSION
    title = _("Account balance")
    icon = "file-description"
    url_label = _("Account statement")
    order = 60
    template_name = "statements/account_panel.html"

    @property
    def url(self) -> str:
        return reverse("account_statement", args=[self.subject.code])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"owed": selectors.owed_on(self.subject.code)}
