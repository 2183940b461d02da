"""Preparing reminder letters: the terms, the preview, the letters."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections import selectors
from invoices.modules.collections.domain.reminding import LEFT_OUT
from invoices.modules.collections.domain.states import Stage
from invoices.modules.collections.public import ReminderTerms
from invoices.modules.collections.services import prepare_runs
from property_ops.framework.fields import choices_of
from property_ops.framework.web.pages import FormPage
from property_ops.kernel.money import NotMoney, Yuan
from property_ops.modules.estates.public import managed_estates

USUAL_DAYS, USUAL_PAUSE, USUAL_TIME = 30, 30, 15


class ReminderTermsForm(forms.Form):
    stage = forms.ChoiceField(label=_("kind of letter"), choices=choices_of(Stage))
    least_days = forms.IntegerField(label=_("days overdue at least"), min_value=1, max_value=3650, initial=USUAL_DAYS)
    least_amount = forms.CharField(label=_("amount at least"), initial="1.00", max_length=20)
    pause_days = forms.IntegerField(label=_("not again within days"), min_value=0, max_value=365, initial=USUAL_PAUSE)
    pay_by = forms.DateField(label=_("pay by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["estate"] = forms.ModelChoiceField(
            label=_("estate"), queryset=estates, to_field_name="code", required=False, empty_label=_("all estates")
        )
        self.order_fields(["estate", "stage", "least_days", "least_amount", "pause_days", "pay_by"])

    @property
    def chosen(self) -> list[Any]:
        """The estate, or all of them."""
        one = self.cleaned_data["estate"]
        return [one] if one else list(self.fields["estate"].queryset)  # type: ignore[attr-defined]

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


class RemindPage(FormPage):
    """The terms; with them in the address the preview; POST prepares the letters."""

    permission_required = "collections.remind"
    menu = "arrears"
    above = (
        (_("Arrears"), "arrears"),
        (_("Reminder letters"), "reminders"),
    )
    title = _("Prepare reminder letters")
    template_name = "collections/remind.html"
    form_class = ReminderTermsForm
    success_message = _("The letters wait for another person's approval.")

    def get_initial(self) -> dict[str, Any]:
        return {"pay_by": timezone.localdate() + timedelta(days=USUAL_TIME)}

    def get_form_kwargs(self) -> dict[str, Any]:
        asked = self.request.POST or self.request.GET or None
        return super().get_form_kwargs() | {"data": asked, "estates": managed_estates(self.user).order_by("code")}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.get_form()
        if not form.is_bound:
            return self.render_to_response(self.get_context_data(form=form))
        if not form.is_valid():
            return self.form_invalid(form)
        found = selectors.preview_of_all(form.chosen, form.terms)
        left_out = [(gettext(LEFT_OUT[why]), accounts) for why, accounts in found.left_out.items()]
        return self.render_to_response(self.get_context_data(form=form, found=found, left_out=left_out))

    def form_valid(self, form: Any) -> HttpResponse:
        self.runs = prepare_runs(
            estates=form.chosen,
            stage=Stage(form.cleaned_data["stage"]),
            terms=form.terms,
            pay_by=form.cleaned_data["pay_by"],
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("reminder_run", args=[self.runs[0].pk]) if len(self.runs) == 1 else reverse("reminders")
