"""Within the warranty: a defect is reported, and mended free of charge."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.modules.works import selectors
from property_ops.modules.works.public import WorkState, report_defect
from property_ops.modules.works.views.parts import DayField, StepPage, remark_field
from property_ops.modules.works.views.steps import CHANGE


class DefectForm(forms.Form):
    what = remark_field(required=True, label=_("what is wrong"))
    on = DayField(label=_("reported on"))


class ReportDefect(StepPage):
    title = _("Report a defect")
    permission_required = CHANGE
    form_class = DefectForm
    submit_label = _("Open a work order")
    template_name = "works/defect.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.work.state not in (WorkState.ACCEPTED, WorkState.CLOSED):
            raise Http404
        return super().get_context_data(**kwargs) | {"until": selectors.warranty_until(self.work)}

    def form_valid(self, form: Any) -> HttpResponse:
        self.order = report_defect(work=self.work, by=self.user, **form.cleaned_data)
        if self.order.is_free:
            messages.success(
                self.request, gettext("%(number)s mends it free of charge.") % {"number": self.order.number}
            )
            return super().form_valid(form)
        messages.success(
            self.request,
            gettext("The warranty is over: %(number)s is an ordinary draft.") % {"number": self.order.number},
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("work", args=[self.order.number if hasattr(self, "order") else self.work.number])
