"""日结: the list, counting a till, one count with its hand-over slip."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.counter.approvals import DAY_CLOSES
from invoices.modules.counter.domain.tills import DENOMINATIONS, TillCount, amount_of
from invoices.modules.counter.reports.hand_over import draw_hand_over
from invoices.modules.counter.selectors import tills
from invoices.modules.counter.services import close_day
from invoices.modules.payments.public import PaymentChannel
from property_ops.framework import audit
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Choice, DayFilter, Filters
from property_ops.framework.web.inputs import DayField, day_in
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, FormPage, Page
from property_ops.kernel.money import ZERO, Yuan

VIEW, CLOSE = "counter.view", "counter.close"


class DayCloseTable(columns.ListTable):
    day = columns.DayColumn(verbose_name=_("day"), linkify=("day_close", {"pk": columns.A("pk")}))
    number = columns.Text(verbose_name=_("number"), attrs={"td": {"class": "day"}})
    prepared_by = columns.Text(verbose_name=_("cashier"))
    expected = columns.Amount(verbose_name=_("should be there"), total=True)
    handed_over = columns.Amount(verbose_name=_("amount handed over"), orderable=False)
    difference = columns.Amount(verbose_name=_("difference"), total=True)
    note = columns.Text(verbose_name=_("why it differs"))
    decided_by = columns.Text(verbose_name=_("taken over by"))
    state = StateColumn()


class DayCloseFilters(Filters):
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATE_CHOICES)
    since = DayFilter(label=_("from"), field_name="day", lookup_expr="gte")
    until = DayFilter(label=_("until"), field_name="day", lookup_expr="lte")


class DayCloses(ListPage):
    title = _("Day closes")
    subtitle = _("Each cashier counts the till at the end of the day; who takes the money over counts again.")
    permission_required = VIEW
    table_class = DayCloseTable
    filterset_class = DayCloseFilters
    days_of = ("since", "until")
    search_hint = _("number or note")
    empty_text = _("No till has been counted yet. Take money at the counter, then close the day.")
    export_name = "日结"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return tills.day_closes(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(Q(number__icontains=text) | Q(note__icontains=text))

    def buttons(self) -> Sequence[Button]:
        if not self.user.has_perm(CLOSE):
            return ()
        return (Button(_("Count the till"), reverse("new_day_close"), "calculator", primary=True),)


class TillForm(forms.Form):
    day = DayField(label=_("Day"))
    change = Amount(label=_("Change money that stays in the drawer"), required=False)
    note = forms.CharField(label=_("Why it differs"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, fen in enumerate(DENOMINATIONS):
            words = gettext("pieces of ¥%(value)s") % {"value": Yuan(fen)}
            field = forms.IntegerField(label=words, min_value=0, max_value=99_999, required=False)
            field.widget.attrs |= {"class": "form-control form-control-sm", "aria-label": words, "data-fen": fen}
            field.widget.attrs |= {"autofocus": True} if place == 0 else {}
            self.fields[f"pieces_{fen}"] = field

    def heading_fields(self) -> list[Any]:
        return [self[name] for name in ("day", "change", "note")]

    def rows(self) -> Iterator[tuple[Yuan, Any]]:
        for fen in DENOMINATIONS:
            yield Yuan(fen), self[f"pieces_{fen}"]

    def count(self) -> TillCount:
        said = self.cleaned_data
        return TillCount({fen: said.get(f"pieces_{fen}") or 0 for fen in DENOMINATIONS}, said["change"] or ZERO)


class NewDayClose(FormPage):
    permission_required = CLOSE
    menu = "day_closes"
    above = ((_("Day closes"), "day_closes"),)
    title = _("Count the till")
    template_name = "counter/count.html"
    submit_label = _("Close the day")
    form_class = TillForm
    close: Any = None

    @cached_property
    def day(self) -> Any:
        return day_in(self.request.GET.get("day", "")) or timezone.localdate()

    def get_initial(self) -> dict[str, Any]:
        last = tills.last_close(self.user)
        return {"day": self.day, "change": str(last.change) if last and last.change else ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        last = tills.last_close(self.user)
        since = tills.first_day(last, self.day)
        movements = tills.till_movements(self.user, since=since, day=self.day, last=last) if since <= self.day else []
        others = tills.other_takings(self.user, since=since, day=self.day) if since <= self.day else []
        return super().get_context_data(**kwargs) | {
            "expected": amount_of(movements),
            "movements": len(movements),
            "since": since,
            "day": self.day,
            "others": [(gettext(PaymentChannel(one.channel).word), one) for one in others],
        }

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        self.close = close_day(
            day=said["day"],
            count=form.count(),
            note=said["note"],
            by=self.user,
            now=timezone.now(),
            today=timezone.localdate(),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("day_close", args=[self.close.pk])


class DayClosePage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = DAY_CLOSES
    question = _("Have you counted the money yourself, and taken it over?")
    menu = "day_closes"
    above = ((_("Day closes"), "day_closes"),)
    template_name = "counter/day_close.html"

    def get_title(self) -> str:
        return gettext("Day close %(number)s") % {"number": self.object.number or self.object.day}

    def buttons(self) -> Sequence[Button]:
        return (Button(_("Print the hand-over slip"), reverse("day_close_pdf", args=[self.object.pk]), "printer"),)

    def facts(self) -> list[Fact]:
        close = self.object
        return [
            Fact(_("Cashier"), close.prepared_by),
            Fact(_("Days"), close.day if close.starts_on == close.day else f"{close.starts_on} – {close.day}"),
            *facts_of(close, "expected", "counted", "change"),
            Fact(_("Handed over"), close.handed_over),
            *facts_of(close, "difference", "note", "posted_on"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        close = self.object
        pieces = [(Yuan(fen), count, Yuan(fen * count)) for fen, count in sorted(close.count.pieces.items())[::-1]]
        return super().get_context_data(**kwargs) | {
            "pieces": pieces,
            "receipts": tills.receipts_of(close),
            "given_back": [one for one in close.till_movements if not one.source.startswith("receipt/")],
            "others": [(gettext(PaymentChannel(one.channel).word), one) for one in close.other_takings],
        }


class HandOverSlip(Page):
    permission_required = VIEW
    menu = "day_closes"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        close = tills.day_closes(self.user).filter(pk=self.kwargs["pk"]).first()
        if close is None:
            raise Http404
        audit.record(by=self.user, action="counter.printed", subject=close.audit_subject)
        return pdf_response(draw_hand_over(close), f"{close.number or close.day}")
