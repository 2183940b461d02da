"""Forms of what the crews report, and of acceptance."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pictures import SCANS
from property_ops.framework.web.sane import Question
from property_ops.modules.works import selectors
from property_ops.modules.works.public import (
    PARTIES,
    Party,
    WorkMove,
    confirm_work,
    finish_work,
    record_done,
    send_back_work,
    transcribe,
)
from property_ops.modules.works.views.parts import DayField, QuantitiesForm, StepPage, remark_field
from property_ops.modules.works.views.questions import of_done, of_ending
from property_ops.modules.works.views.steps import CONFIRM, RECORD, TRANSCRIBE


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

    def questions(self, form: Any) -> Iterable[Question]:
        return of_done(self.lines, form.quantities)


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

    def questions(self, form: Any) -> Iterable[Question]:
        yield from super().questions(form)
        yield from of_ending(self.work, WorkMove.FINISH, form.cleaned_data["on"])

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        finish_work(work=self.work, done=form.quantities, by=self.user, on=typed["on"], remark=typed["remark"])
        return super().form_valid(form)


class SayForm(QuantitiesForm):
    on = DayField(label=_("day of acceptance"))
    remark = remark_field()
    before = ("on",)


class _PartyForm(forms.Form):
    party = forms.ChoiceField(label=_("party of acceptance"))

    def __init__(self, *args: Any, parties: list[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = dict(PARTIES)
        self.fields["party"].choices = [(party.value, words[party.value]) for party in parties]  # type: ignore[attr-defined]


class SendBackForm(_PartyForm):
    person = forms.CharField(label=_("who said so"), max_length=60)
    on = DayField(label=_("day of acceptance"))
    reason = remark_field(required=True, label=_("reason"))


class TranscribeForm(_PartyForm, QuantitiesForm):
    person = forms.CharField(label=_("who signed"), max_length=60)
    on = DayField(label=_("day of acceptance"))
    scan = forms.FileField(
        label=_("scan of the signed paper"),
        widget=forms.ClearableFileInput(attrs={"accept": SCANS}),
        help_text=_("A photo or a PDF. A second person compares it with what you enter; until then it does not count."),
    )
    remark = remark_field()
    before = ("party", "person", "on")


class _Measured(StepPage):
    """What was measured of each line; what is reported as done stands there."""

    def get_form_kwargs(self) -> dict[str, Any]:
        likely = {line.number: line.done for line in self.lines}
        return super().get_form_kwargs() | {"lines": self.lines, "likely": likely}


class Confirm(_Measured):
    """For one's own party: staff for the company, a party's log-in for that party."""

    permission_required = CONFIRM
    form_class = SayForm
    submit_label = _("Confirm")

    @cached_property
    def party(self) -> Party:
        return selectors.own_party(self.user) or Party.COMPANY

    def get_title(self) -> str:
        return gettext("Accept for the %(party)s") % {"party": dict(PARTIES)[self.party.value]}

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        is_accepted = confirm_work(
            work=self.work,
            party=self.party,
            measured=form.quantities,
            on=typed["on"],
            by=self.user,
            remark=typed["remark"],
        )
        messages.success(
            self.request,
            gettext("All parties have confirmed: the work is accepted.") if is_accepted else gettext("Recorded."),
        )
        return super().form_valid(form)


class Transcribe(_Measured):
    title = _("Transcribe a signed paper")
    permission_required = TRANSCRIBE
    form_class = TranscribeForm
    submit_label = _("Record")
    success_message = _("Recorded. It counts once a second person has compared it with the scan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"parties": selectors.may_transcribe(self.work, self.user)}

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        transcribe(
            work=self.work,
            party=Party(typed["party"]),
            measured=form.quantities,
            person=typed["person"],
            on=typed["on"],
            scan=typed["scan"].read(),
            by=self.user,
            now=timezone.now(),
            remark=typed["remark"],
        )
        return super().form_valid(form)


class SendBack(StepPage):
    title = _("Send back")
    permission_required = CONFIRM
    form_class = SendBackForm
    submit_label = _("Send back")
    success_message = _("Sent back. The rework costs residents nothing.")

    def get_form_kwargs(self) -> dict[str, Any]:
        own, all_of_them = selectors.own_party(self.user), selectors.parties_of(self.work)
        parties = [party for party in all_of_them if own in (party, Party.COMPANY)]
        return super().get_form_kwargs() | {"parties": parties}

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        party = Party(typed.pop("party"))
        send_back_work(work=self.work, party=party, by=self.user, **typed)
        return super().form_valid(form)
