"""Preparing reminder letters: the terms, the preview, the letters."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections import selectors
from invoices.modules.collections.domain.reminding import LEFT_OUT
from invoices.modules.collections.domain.states import Stage
from invoices.modules.collections.public import ReminderTerms
from invoices.modules.collections.services import prepare_run
from property_ops.framework.web.pages import Crumb, Page
from property_ops.kernel.errors import BusinessError, NotAllowed
from property_ops.kernel.money import NotMoney, Yuan
from property_ops.modules.estates.public import visible_estates

STAGE_NAMES = {
    Stage.FRIENDLY: _("friendly reminder"),
    Stage.REMINDER: _("reminder letter"),
    Stage.BEFORE_LAWYER: _("final notice before legal action"),
}
USUAL_DAYS, USUAL_PAUSE, USUAL_TIME = 30, 30, 15


class ReminderTermsForm(forms.Form):
    stage = forms.ChoiceField(label=_("kind of letter"), choices=list(STAGE_NAMES.items()))
    least_days = forms.IntegerField(label=_("days overdue at least"), min_value=1, max_value=3650, initial=USUAL_DAYS)
    least_amount = forms.CharField(label=_("amount at least"), initial="1.00", max_length=20)
    pause_days = forms.IntegerField(label=_("not again within days"), min_value=0, max_value=365, initial=USUAL_PAUSE)
    pay_by = forms.DateField(label=_("pay by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["estate"] = forms.ModelChoiceField(
            label=_("estate"), queryset=estates, to_field_name="code", empty_label=None
        )
        self.order_fields(["estate", "stage", "least_days", "least_amount", "pause_days", "pay_by"])

    def clean_least_amount(self) -> Yuan:
        try:
            return Yuan.parse(self.cleaned_data["least_amount"])
        except NotMoney as error:
            raise forms.ValidationError(error.sentence(gettext)) from error

    @property
    def terms(self) -> ReminderTerms:
        values = self.cleaned_data
        return ReminderTerms(
            as_of=timezone.localdate(),
            least_days=values["least_days"],
            least_amount=values["least_amount"],
            pause_days=values["pause_days"],
            after_reminder=values["stage"] == Stage.BEFORE_LAWYER,
        )


class RemindPage(Page):
    """The terms; with them in the address the preview; POST prepares the letters."""

    permission_required = "collections.remind"
    menu = "arrears"
    title = _("Prepare reminder letters")
    template_name = "collections/remind.html"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Arrears"), reverse("arrears")), Crumb(_("Reminder letters"), reverse("reminders"))]

    def _form(self, data: Any) -> ReminderTermsForm:
        usual = {"pay_by": timezone.localdate() + timedelta(days=USUAL_TIME)}
        estates = visible_estates(self.user).order_by("code")
        return ReminderTermsForm(data=data or None, initial=usual, estates=estates)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self._form(request.GET)
        if not form.is_bound or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422 if form.is_bound else 200)
        found = selectors.preview(form.cleaned_data["estate"], form.terms)
        left_out = [(gettext(LEFT_OUT[why]), accounts) for why, accounts in found.left_out.items()]
        return self.render_to_response(self.get_context_data(form=form, found=found, left_out=left_out))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            run = prepare_run(
                estate=form.cleaned_data["estate"],
                stage=Stage(form.cleaned_data["stage"]),
                terms=form.terms,
                pay_by=form.cleaned_data["pay_by"],
                by=self.user,
                now=timezone.now(),
            )
        except NotAllowed:
            raise
        except BusinessError as error:
            form.add_error(None, error.sentence(gettext))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.success(request, gettext("The letters wait for another person's approval."))
        return HttpResponseRedirect(reverse("reminder_run", args=[run.pk]))
