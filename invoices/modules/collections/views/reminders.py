"""Reminder letters: the batches, approving and printing one, its letters, the log of their delivery."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections import selectors
from invoices.modules.collections.approvals import REMINDERS
from invoices.modules.collections.domain.errors import NoLettersChosen
from invoices.modules.collections.domain.states import Stage
from invoices.modules.collections.public import ReminderWay
from invoices.modules.collections.services import letter_pdf, print_run, record_delivery
from property_ops.framework import audit
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn, decision, state_badge
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.fields import choices_of
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, Crumb, Page
from property_ops.modules.estates.public import ManagedEstateFilter


class RunTable(columns.ListTable):
    as_of = columns.DayColumn(verbose_name=_("as of"), linkify=("reminder_run", {"pk": columns.A("pk")}))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    stage = columns.Text(verbose_name=_("kind of letter"))
    count = columns.Number(verbose_name=_("letters"))
    amount = columns.Amount(verbose_name=_("overdue"))
    pay_by = columns.DayColumn(verbose_name=_("pay by"))
    state = StateColumn()
    prepared_by = columns.Text(verbose_name=_("prepared by"))


class RunFilters(Filters):
    estate = ManagedEstateFilter(to_field_name="code")
    state = Choice(label=_("State"), choices=STATE_CHOICES, empty_label=_("all"))
    stage = Choice(label=_("Kind of letter"), choices=choices_of(Stage), empty_label=_("all"))


class Reminders(ListPage):
    title = _("Reminder letters")
    subtitle = _("They state facts, a reasonable time, and how to object.")
    permission_required = "collections.view"
    menu = "arrears"
    above = ((_("Arrears"), "arrears"),)
    table_class = RunTable
    filterset_class = RunFilters
    empty_text = _("Nobody has been reminded yet.")
    export_name = "reminders"
    personal_data = True

    def buttons(self) -> list[Button]:
        if not self.user.has_perm("collections.remind"):
            return []
        return [Button(_("Prepare letters"), reverse("remind"), "mail-plus", primary=True)]

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_runs(self.user)


class DeliveryForm(forms.Form):
    way = forms.ChoiceField(label=_("way of delivery"), choices=ReminderWay.choices)
    on = forms.DateField(label=_("delivered on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    note = forms.CharField(label=_("remark"), max_length=200, required=False)


QUESTION = _("Approve these letters? Whoever has paid or objected meanwhile is left out.")


class RunPage(DetailPage):
    """A batch: its letters in building order, the buttons, and delivery for those that are ticked."""

    permission_required = "collections.view"
    personal_data = True
    menu = "arrears"
    above = (
        (_("Arrears"), "arrears"),
        (_("Reminder letters"), "reminders"),
    )
    template_name = "collections/run.html"

    def get_queryset(self) -> Any:
        return selectors.visible_runs(self.user)

    def get_title(self) -> str:
        return gettext("%(stage)s, %(estate)s") % {
            "stage": gettext(Stage(self.object.stage).word),
            "estate": self.object.estate.name,
        }

    def facts(self) -> list[Fact]:
        run = self.object
        return [
            Fact(_("State"), state_badge(run.state)),
            Fact(_("As of"), run.as_of),
            Fact(_("Letters"), run.count),
            Fact(_("Overdue"), run.amount),
            Fact(_("Pay by"), run.pay_by),
            Fact(_("Days overdue at least"), run.least_days),
            Fact(_("Amount at least"), run.least_amount),
            Fact(_("Not again within days"), run.pause_days),
            Fact(_("Prepared by"), run.prepared_by),
            Fact(_("Decided by"), run.decided_by),
            *facts_of(run, "rejected_because"),
            Fact(_("Dated"), run.sent_on),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.object
        return super().get_context_data(**kwargs) | {
            "letters": selectors.letters_of(run),
            "decision": decision(REMINDERS, run, self.user, question=QUESTION),
            "is_approved": run.state == ApprovalState.APPROVED,
            "delivery": DeliveryForm(initial={"on": timezone.localdate()})
            if run.state == ApprovalState.APPROVED and self.user.has_perm("collections.deliver")
            else None,
        }


class RunAction(Action):
    menu = "arrears"

    @cached_property
    def run(self) -> Any:
        return get_object_or_404(selectors.visible_runs(self.user), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("reminder_run", args=[self.run.pk])


class DeliverLetters(RunAction):
    """For the ticked letters, or all of the batch."""

    permission_required = "collections.deliver"

    def form_valid(self, form: Any) -> HttpResponse:
        delivery = DeliveryForm(self.request.POST)
        letters = [letter for letter in selectors.letters_of(self.run) if letter.number]
        ticked = set(self.request.POST.getlist("letter"))
        chosen = [letter for letter in letters if str(letter.pk) in ticked] if ticked else letters
        if not delivery.is_valid() or not chosen:
            raise NoLettersChosen()
        values = delivery.cleaned_data
        count = record_delivery(
            letters=chosen, way=values["way"], on=values["on"], note=values["note"], by=self.user, now=timezone.now()
        )
        said = ngettext("Delivery of %(count)s letter recorded.", "Delivery of %(count)s letters recorded.", count)
        messages.success(self.request, said % {"count": count})
        return super().form_valid(form)


class PrintRun(Page):
    """All letters of an approved batch as one PDF, in building order."""

    permission_required = "collections.view"
    menu = "arrears"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        run = get_object_or_404(selectors.visible_runs(self.user), pk=self.kwargs["pk"], state=ApprovalState.APPROVED)
        path = print_run(run=run, by=self.user)
        name = f"reminders-{run.estate.code}-{run.sent_on}.pdf"
        return FileResponse(path.open("rb"), content_type="application/pdf", filename=name)


class LetterPage(DetailPage):
    """One letter: what it says, and how it was delivered."""

    permission_required = "collections.view"
    personal_data = True
    menu = "arrears"
    template_name = "collections/letter.html"

    def get_queryset(self) -> Any:
        return selectors.visible_letters(self.user)

    def get_title(self) -> str:
        return self.object.number or self.object.unit_code

    def get_subtitle(self) -> Any:
        return gettext(Stage(self.object.run.stage).word)

    def breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Reminder letters"), reverse("reminders")),
            Crumb(self.object.run.estate.name, reverse("reminder_run", args=[self.object.run_id])),
        ]

    def facts(self) -> list[Fact]:
        letter = self.object
        return [
            Fact(_("Unit"), letter.unit_code, reverse("unit", args=[letter.unit_code])),
            Fact(_("Payer"), letter.payer_name),
            Fact(_("Overdue"), letter.total),
            Fact(_("Pay by"), letter.run.pay_by),
            Fact(_("Dated"), letter.run.sent_on),
            Fact(_("Left out"), letter.get_left_out_display() if letter.left_out else None),
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record(by=self.user, action="collections.letter_viewed", subject=str(self.object))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"deliveries": selectors.deliveries_of(self.object)}


class LetterPdf(Page):
    permission_required = "collections.view"
    menu = "arrears"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        letters = selectors.visible_letters(self.user).exclude(number=None)
        letter = get_object_or_404(letters, pk=self.kwargs["pk"])
        pdf = letter_pdf(letter=letter, by=self.user)
        return pdf_response(pdf, str(letter.number))
