"""The form that puts place and remark of a work right."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.modules.works.public import correct_work
from property_ops.modules.works.views.parts import StepPage, remark_field
from property_ops.modules.works.views.steps import CHANGE


class CorrectForm(forms.Form):
    place = forms.CharField(label=_("place"), max_length=100, required=False)
    remark = remark_field(label=_("remark"))


class Correct(StepPage):
    title = _("Correct place or remark")
    permission_required = CHANGE
    form_class = CorrectForm
    submit_label = _("Save the correction")
    success_message = _("Corrected. What stood there before is in the history.")

    def get_initial(self) -> dict[str, Any]:
        return {"place": self.work.place}

    def form_valid(self, form: Any) -> HttpResponse:
        correct_work(work=self.work, by=self.user, on=timezone.localdate(), **form.cleaned_data)
        return super().form_valid(form)
