"""Disputes: the list, taking one down, one with its time line and its answer."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections import selectors
from invoices.modules.collections.domain.states import DisputeState
from invoices.modules.collections.public import CHANNELS
from invoices.modules.collections.services import note_on_dispute, open_dispute
from invoices.modules.collections.views.answers import ANSWER_FORMS, AnswerForm
from property_ops.framework import audit
from property_ops.framework.pictures.reading import Size
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Badges, Fact
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, FormPage, Page
from property_ops.framework.web.pictures import picture_response
from property_ops.modules.estates.public import ManagedEstateFilter

COLOURS = {
    DisputeState.OPEN: "orange",
    DisputeState.UPHELD: "green",
    DisputeState.REJECTED: "blue",
    DisputeState.WITHDRAWN: "gray",
}
STATES = Badges.of(DisputeState, COLOURS)
HAPPENED = {
    "opened": _("Taken down"),
    "noted": _("Noted"),
    "upheld": _("Upheld"),
    "rejected": _("Not upheld"),
    "withdrawn": _("Taken back"),
}


class DisputeTable(columns.ListTable):
    item = columns.Text(
        verbose_name=_("item"), accessor="bill_line__item_name", linkify=("dispute", {"pk": columns.A("pk")})
    )
    bill = columns.Text(verbose_name=_("bill"), accessor="bill_line__bill__number", attrs={"td": {"class": "day"}})
    unit = columns.Text(
        verbose_name=_("unit code"),
        accessor="bill_line__bill__unit_code",
        linkify=("unit", {"code": columns.A("bill_line__bill__unit_code")}),
        attrs={"td": {"class": "day"}},
    )
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name", attrs={"td": {"class": "keep"}})
    amount = columns.Amount(verbose_name=_("amount"), accessor="bill_line__amount")
    words = columns.Text(verbose_name=_("what is objected to"), attrs={"td": {"class": "wide-text small-text"}})
    opened_on = columns.DayColumn(verbose_name=_("opened on"))
    state = columns.StateColumn(verbose_name=_("state"), badges=STATES)
    answered_on = columns.DayColumn(verbose_name=_("answered on"))


class DisputeFilters(Filters):
    estate = ManagedEstateFilter(to_field_name="code")
    state = Choice(label=_("State"), choices=STATES.choices, empty_label=_("all"))


class Disputes(ListPage):
    title = _("Disputes")
    subtitle = _("A disputed line is held: no reminder, no late charge, no automatic payment. The rest stays due.")
    permission_required = "disputes.view"
    table_class = DisputeTable
    filterset_class = DisputeFilters
    search_hint = _("bill number, words, room (5-2-301)")
    empty_text = _("Nobody has objected to anything yet.")
    export_name = "disputes"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_disputes(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_disputes(queryset, text)


class OpenForm(forms.Form):
    channel = forms.ChoiceField(label=_("how it reached us"), choices=CHANNELS)
    words = forms.CharField(label=_("what is objected to"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class OpenPage(FormPage):
    """Taking a dispute of one line down."""

    permission_required = "collections.dispute"
    menu = "disputes"
    above = ((_("Disputes"), "disputes"),)
    title = _("Record a dispute")
    form_class = OpenForm
    submit_label = _("Record it, and hold the line")
    success_message = _("The line is held until the dispute is answered.")

    @cached_property
    def line(self) -> Any:
        found = selectors.issued_line(self.user, self.kwargs["line"])
        if found is None:
            raise Http404
        return found

    def get_subtitle(self) -> str:
        line = self.line
        return f"{line.bill.number} · {line.bill.unit_code} · {line.item_name} · ¥{line.amount.grouped()}"

    def form_valid(self, form: Any) -> HttpResponse:
        self.opened = open_dispute(
            line=self.line,
            words=form.cleaned_data["words"],
            channel=form.cleaned_data["channel"],
            by=self.user,
            now=timezone.now(),
            today=timezone.localdate(),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("dispute", args=[self.opened.pk])


class DisputePage(DetailPage):
    """One dispute; the answer is typed here."""

    permission_required = "disputes.view"
    personal_data = True
    menu = "disputes"
    above = ((_("Disputes"), "disputes"),)
    template_name = "collections/dispute.html"

    def get_queryset(self) -> Any:
        return selectors.visible_disputes(self.user)

    def get_title(self) -> str:
        return gettext("Dispute of %(item)s") % {"item": self.object.bill_line.item_name}

    def get_subtitle(self) -> str:
        return f"{self.object.estate.name} · {self.object.bill_line.bill.unit_code}"

    def facts(self) -> list[Fact]:
        dispute, line = self.object, self.object.bill_line
        note = dispute.credit_note
        note_url = reverse("credit_note", args=[note.pk]) if note and self.user.has_perm("credit_notes.view") else ""
        return [
            Fact(_("State"), STATES.badge(dispute.state)),
            Fact(_("Bill"), line.bill.number, reverse("bill", args=[line.bill_id])),
            Fact(_("Amount of the line"), line.amount),
            Fact(_("How it came"), dispute.get_channel_display()),
            Fact(_("Opened on"), dispute.opened_on),
            Fact(_("Answered on"), dispute.answered_on),
            Fact(_("Due anew on"), dispute.new_due_on),
            Fact(_("Credit note"), note and (note.number or gettext("waits for approval")), note_url),
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record(by=self.user, action="collections.viewed", subject=str(self.object.bill_line.bill))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_open = self.object.state == DisputeState.OPEN
        events = [(HAPPENED[one.what], one.by, one.at, one.words) for one in selectors.time_line(self.object)]
        return super().get_context_data(**kwargs) | {
            "events": events,
            "photos": selectors.photos_of(self.object),
            "may_note": is_open and self.user.has_perm("collections.dispute"),
            "answers": [form(dispute=self.object) for form in self._answers()] if is_open else [],
        }

    def _answers(self) -> list[type[AnswerForm]]:
        return [form for form in ANSWER_FORMS.values() if self.user.has_perm(form.permission)]


class ShowDisputePhoto(Page):
    """What the resident shows, for those who see the estate."""

    permission_required = "disputes.view"
    menu = "disputes"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        photo = get_object_or_404(selectors.visible_dispute_photos(self.user), pk=kwargs["pk"])
        return picture_response(request, photo.picture, Size.FULL)


class NoteOnDispute(Action):
    permission_required = "collections.dispute"
    menu = "disputes"
    success_message = _("Added.")

    @cached_property
    def dispute(self) -> Any:
        return get_object_or_404(selectors.visible_disputes(self.user), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        words = self.request.POST.get("words", "")
        note_on_dispute(dispute_id=self.dispute.pk, words=words, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("dispute", args=[self.dispute.pk])


class AnswerDispute(DisputePage, FormPage):
    """POST of one of the answers; what is refused is shown with what was typed."""

    http_method_names = ["post", "options"]

    def get_form_class(self) -> type[AnswerForm]:
        try:
            return ANSWER_FORMS[self.kwargs["answer"]]
        except KeyError:
            raise Http404 from None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"dispute": self.object}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content = super().get_context_data(**kwargs)
        form = content["form"]
        answers = [form if form.code == other.code else other(dispute=self.object) for other in self._answers()]
        return content | {"answers": answers}

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, form.carry_out(self.user))
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("dispute", args=[self.object.pk])
