"""Forms of what the crews report, and of acceptance."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.modules.works import selectors
from property_ops.modules.works.public import PARTIES, Party, confirm_work, finish_work, record_done, send_back_work
from property_ops.modules.works.views.parts import DayField, QuantitiesForm, StepPage, remark_field
from property_ops.modules.works.views.steps import CONFIRM, RECORD


class DoneForm(QuantitiesForm):
    on = DayField()
    remark = remark_field()


class QuantityPage(StepPage):
    """What is done of each line; what was planned stands there until something was recorded."""

    permission_required = RECORD
    form_class = DoneForm

    def get_form_kwargs(self) -> dict[str, Any]:
        likely = {line.number: line.planned if line.done is None else line.done for line in self.lines}
        return super().get_form_kwargs() | {"lines": self.lines, "likely": likely}


class RecordDone(QuantityPage):
    title = _("Quantities so far")
    success_message = _("Saved.")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        record_done(work=self.work, done=form.quantities, by=self.user, on=typed["on"], remark=typed["remark"])
        return super().form_valid(form)


class Finish(QuantityPage):
    title = _("Report as done")
    submit_label = _("Report as done")
    success_message = _("The work waits for acceptance.")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        finish_work(work=self.work, done=form.quantities, by=self.user, on=typed["on"], remark=typed["remark"])
        return super().form_valid(form)


class _PartyForm(forms.Form):
    party = forms.ChoiceField(label=_("party of acceptance"))
    person = forms.CharField(label=_("who said so"), max_length=60)
    on = DayField(label=_("day of acceptance"))

    def __init__(self, *args: Any, parties: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = parties  # type: ignore[attr-defined]


class ConfirmForm(_PartyForm, QuantitiesForm):
    remark = remark_field()
    before = ("party", "person", "on")


class SendBackForm(_PartyForm):
    reason = remark_field(required=True, label=_("reason"))


class _Acceptance(StepPage):
    permission_required = CONFIRM

    def parties(self) -> list[tuple[str, Any]]:
        words = dict(PARTIES)
        return [(party.value, words[party.value]) for party in selectors.parties_of(self.work)]


class Confirm(_Acceptance):
    title = _("Record a confirmation")
    form_class = ConfirmForm
    submit_label = _("Record")

    def get_form_kwargs(self) -> dict[str, Any]:
        likely = {line.number: line.done for line in self.lines}
        return super().get_form_kwargs() | {"lines": self.lines, "likely": likely, "parties": self.parties()}

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        is_accepted = confirm_work(
            work=self.work,
            party=Party(typed["party"]),
            measured=form.quantities,
            person=typed["person"],
            on=typed["on"],
            by=self.user,
            remark=typed["remark"],
        )
        messages.success(
            self.request,
            gettext("All parties have confirmed: the work is accepted.") if is_accepted else gettext("Recorded."),
        )
        return super().form_valid(form)


class SendBack(_Acceptance):
    title = _("Send back")
    form_class = SendBackForm
    submit_label = _("Send back")
    success_message = _("Sent back. The rework costs residents nothing.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"parties": self.parties()}

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        party = Party(typed.pop("party"))
        send_back_work(work=self.work, party=party, by=self.user, **typed)
        return super().form_valid(form)
