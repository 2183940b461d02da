"""Credit notes: the list, one note with its approval, the PDF."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.credit_notes import selectors
from invoices.modules.credit_notes.approvals import CREDIT_NOTES
from invoices.modules.credit_notes.reports import credit_note
from property_ops.framework import audit
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Page
from property_ops.modules.estates.public import Company, ManagedEstateFilter

QUESTION = _("Issue this credit note? It gets its number, is posted today and cannot be changed afterwards.")


class NoteTable(columns.ListTable):
    number = columns.DocumentNumber(verbose_name=_("credit note"), linkify=("credit_note", {"pk": columns.A("pk")}))
    bill = columns.Text(verbose_name=_("bill"), accessor="bill__number", linkify=("bill", {"pk": columns.A("bill_id")}))
    unit_code = columns.Text(
        verbose_name=_("unit code"), linkify=("unit", {"code": columns.A("unit_code")}), attrs={"td": {"class": "day"}}
    )
    estate = columns.Text(verbose_name=_("estate"), accessor="estate_name", attrs={"td": {"class": "keep"}})
    payer = columns.Text(verbose_name=_("payer"), accessor="payer_name")
    month = columns.MonthColumn(verbose_name=_("belongs to month"))
    total = columns.Amount(verbose_name=_("credited"), total=True)
    reason = columns.Text(verbose_name=_("reason"), attrs={"td": {"class": "wide-text small-text"}})
    state = StateColumn()
    issued_on = columns.DayColumn(verbose_name=_("issued on"))


class NoteFilters(Filters):
    estate = ManagedEstateFilter(to_field_name="code")
    state = Choice(label=_("State"), choices=STATE_CHOICES, empty_label=_("all"))


class CreditNotes(ListPage):
    title = _("Credit notes")
    subtitle = _("An issued bill is corrected by a credit note, never by an edit. Prepare one on the page of the bill.")
    permission_required = "credit_notes.view"
    table_class = NoteTable
    filterset_class = NoteFilters
    search_hint = _("number, payer, reason, room (5-2-301)")
    empty_text = _("Nothing has been corrected yet.")
    export_name = "credit-notes"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_notes(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_notes(queryset, text)


class CreditNotePage(DecidedPage):
    """One credit note. Every look is recorded (docs/product.md rule 20)."""

    permission_required = "credit_notes.view"
    personal_data = True
    kind = CREDIT_NOTES
    question = QUESTION
    menu = "credit_notes"
    above = ((_("Credit notes"), "credit_notes"),)
    template_name = "credit_notes/credit_note.html"
    panel_slot = "credit_note_panels"

    def get_title(self) -> str:
        if self.object.number:
            return gettext("Credit note %(number)s") % {"number": self.object.number}
        return gettext("Credit note for %(bill)s") % {"bill": self.object.bill.number}

    def get_subtitle(self) -> str:
        return f"{self.object.estate_name} · {self.object.unit_code}"

    def facts(self) -> list[Fact]:
        note = self.object
        return [
            Fact(_("Corrects"), note.bill.number, reverse("bill", args=[note.bill_id])),
            Fact(_("Unit"), note.unit_code, reverse("unit", args=[note.unit_code])),
            Fact(_("Payer"), note.payer_name or gettext("nobody is registered")),
            Fact(_("Credited"), note.total),
            Fact(_("Belongs to month"), f"{note.month:%Y-%m}"),
            Fact(_("Issued on"), note.issued_on),
            Fact(_("Reason"), note.reason),
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record(by=self.user, action="credit_notes.viewed", subject=str(self.object))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "lines": selectors.lines_of(self.object),
            "entry": selectors.ledger_entry(self.object),
        }


class CreditNotePdf(Page):
    """The PDF of an approved note, shown in the browser."""

    permission_required = "credit_notes.view"
    menu = "credit_notes"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        notes = selectors.visible_notes(self.user).filter(state=ApprovalState.APPROVED)
        note = get_object_or_404(notes, pk=self.kwargs["pk"])
        pdf = credit_note.draw(note, selectors.lines_of(note), Company.load())
        audit.record(by=self.user, action="credit_notes.opened", subject=str(note))
        return pdf_response(pdf, str(note.number), download="download" in request.GET)
