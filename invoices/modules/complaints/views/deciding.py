"""Answering complaints about a work, and asking for its release."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections.public import DisputeState
from invoices.modules.complaints.selectors import complaints as read
from invoices.modules.complaints.services import answer_complaints, propose_release
from invoices.modules.complaints.services.answering import ANSWER
from property_ops.framework.web.pages import Crumb, FormPage

NEW_DUE_DAYS = 15


class OfWork(FormPage):
    permission_required = ANSWER
    menu = "complaints"

    @cached_property
    def work(self) -> Any:
        return get_object_or_404(read.complained_works(self.user), number=self.kwargs["number"])

    def get_subtitle(self) -> str:
        return f"{self.work.number} · {self.work.kind} · {self.work.estate.name}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Complaints of works"), reverse("complaints")), Crumb(self.work.number, self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("work_complaints", args=[self.work.number])


class AnswerComplaintsForm(forms.Form):
    complaints = forms.MultipleChoiceField(label=_("complaints"), widget=forms.CheckboxSelectMultiple)
    upheld = forms.ChoiceField(
        label=_("what was found"),
        widget=forms.RadioSelect,
        choices=[("1", _("The residents are right")), ("0", _("The work is as agreed"))],
    )
    words = forms.CharField(label=_("answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["complaints"]
        field.choices = [(str(one.pk), f"{one.unit.code}　{one.words[:80]}") for one in waiting]
        field.initial = [value for value, _words in field.choices]


class AnswerComplaints(OfWork):
    title = _("Answer complaints")
    form_class = AnswerComplaintsForm
    submit_label = _("Send the answer")
    success_message = _("Answered. Each household reads it on its page.")

    def get_form_kwargs(self) -> dict[str, Any]:
        every = read.complaints_about(self.work)
        return super().get_form_kwargs() | {"waiting": [one for one in every if one.state == DisputeState.OPEN]}

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        answer_complaints(
            work=self.work,
            complaints=[int(pk) for pk in said["complaints"]],
            upheld=said["upheld"] == "1",
            words=said["words"],
            by=self.user,
            now=timezone.now(),
            today=timezone.localdate(),
        )
        return super().form_valid(form)


class ReleaseForm(forms.Form):
    reason = forms.CharField(
        label=_("what was done about it"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Residents read it."),
    )
    new_due_on = forms.DateField(
        label=_("due anew on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ReleaseWork(OfWork):
    title = _("Ask for the release")
    form_class = ReleaseForm
    submit_label = _("Submit")
    success_message = _("Asked for. The lines stay held until another person approves it.")

    def get_initial(self) -> dict[str, Any]:
        return {"new_due_on": timezone.localdate() + timedelta(days=NEW_DUE_DAYS)}

    def form_valid(self, form: Any) -> HttpResponse:
        moment: dict[str, Any] = {"now": timezone.now(), "today": timezone.localdate()}
        propose_release(work=self.work, by=self.user, **form.cleaned_data, **moment)
        return super().form_valid(form)
