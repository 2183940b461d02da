"""What is open of a unit, to be written off or to be paid in instalments."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections import selectors
from invoices.modules.collections.domain.instalments import equal_parts
from invoices.modules.collections.services import Loss, prepare_plan, prepare_write_off
from property_ops.framework.web.pages import Crumb, FormPage
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.kit import OfUnit


class OfUnitPage(OfUnit, FormPage):
    """Ticked lines of a unit and a small form."""

    permission_required = "collections.prepare"
    personal_data = True
    template_name = "collections/of_unit.html"
    words: Any = ""
    success_message = _("It waits for another person's approval.")

    @cached_property
    def lines(self) -> list[Any]:
        return selectors.open_of_unit(self.unit.code)

    def get_subtitle(self) -> str:
        return f"{self.unit.estate.name} · {self.unit.code}"

    def breadcrumbs(self) -> list[Crumb]:
        return [self.crumb_of_unit()]

    @property
    def ticked(self) -> list[Any]:
        """The lines chosen: all, until somebody has sent the form."""
        if self.request.method != "POST":
            return self.lines
        wanted = set(self.request.POST.getlist("line"))
        return [line for line in self.lines if str(line.pk) in wanted]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [(line, line in self.ticked) for line in self.lines]
        return super().get_context_data(**kwargs) | {"rows": rows, "words": self.words}


class LossForm(forms.Form):
    reason = forms.CharField(
        label=_("reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why it cannot be collected, and what was tried."),
    )


class WriteOffUnit(OfUnitPage):
    menu = "write_offs"
    title = _("Write off")
    form_class = LossForm
    submit_label = _("Prepare the write-off")
    words = _(
        "All that is open of the ticked lines is written off, of one payer at a time. It can be taken back later."
    )

    def form_valid(self, form: Any) -> HttpResponse:
        losses = [Loss(line.pk, line.open) for line in self.ticked]
        self.write_off = prepare_write_off(
            losses=losses, reason=form.cleaned_data["reason"], by=self.user, now=timezone.now()
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("write_off", args=[self.write_off.pk])


class PlanForm(forms.Form):
    count = forms.IntegerField(label=_("number of parts"), min_value=2, max_value=36, initial=3)
    first = forms.DateField(
        label=_("first part due on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(label=_("reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].initial = timezone.localdate() + timedelta(days=30)


class PlanUnit(OfUnitPage):
    menu = "plans"
    title = _("Instalment plan")
    form_class = PlanForm
    submit_label = _("Prepare the plan")
    words = _(
        "The ticked lines of one payer are split into equal parts, a month apart, that add up to the debt. "
        "While every part is paid by its day there is no reminder and no late charge."
    )

    def form_valid(self, form: Any) -> HttpResponse:
        values, chosen = form.cleaned_data, self.ticked
        debt = sum((line.open for line in chosen), ZERO)
        self.plan = prepare_plan(
            line_ids=[line.pk for line in chosen],
            parts=equal_parts(debt, count=values["count"], first=values["first"]),
            reason=values["reason"],
            by=self.user,
            now=timezone.now(),
            today=timezone.localdate(),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("plan", args=[self.plan.pk])
