"""Closing parking spaces for a work, reopening them, and the notice to move one's car."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.pages import Action, FormPage
from property_ops.kernel.errors import BusinessError, NotAllowed
from property_ops.kernel.period import ONE_DAY, Period
from property_ops.modules.parking.public import close_spaces, reopen
from property_ops.modules.road_repair import selectors
from property_ops.modules.road_repair.services import RECORD, print_notice
from property_ops.modules.works.kit.pages import OfWork


def _day(label: Any, help_text: Any = "") -> DayField:
    return DayField(label=label, help_text=help_text)


class CloseForm(forms.Form):
    first_day = _day(_("first day closed"))
    last_day = _day(_("last day closed"), _("The last day on which the space is closed, curing included."))

    reason = forms.CharField(
        label=_("why longer than the work"),
        max_length=200,
        required=False,
        help_text=_("Needed only where a leased space is closed for more days than the work takes."),
    )

    def __init__(self, *args: Any, spaces: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["spaces"] = forms.ModelMultipleChoiceField(
            label=_("parking spaces"), queryset=spaces, widget=forms.CheckboxSelectMultiple
        )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("first_day"), values.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first (%(first)s).") % {"first": first})
        return values


class ClosePage(OfWork, FormPage):
    permission_required = RECORD
    title = _("Close parking spaces")
    form_class = CloseForm
    template_name = "road_repair/close.html"

    submit_label = _("Close the spaces")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"spaces": selectors.spaces_of_estate(self.work)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "curing_hours": selectors.estimate_of(selectors.defects_of(self.work)).curing_hours
        }

    def form_valid(self, form: Any) -> HttpResponse:
        days = Period(form.cleaned_data["first_day"], form.cleaned_data["last_day"] + ONE_DAY)
        spaces = list(form.cleaned_data["spaces"])
        close_spaces(
            spaces=spaces,
            days=days,
            work_order_number=self.work.number,
            by=self.user,
            reason=form.cleaned_data["reason"],
        )
        closed = ngettext("%(count)s space is closed.", "%(count)s spaces are closed.", len(spaces))
        messages.success(self.request, closed % {"count": len(spaces)})
        return super().form_valid(form)


class ReopenClosure(Action):
    permission_required = RECORD

    @cached_property
    def closure(self) -> Any:
        return get_object_or_404(selectors.visible_closures(self.user), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        space = self.closure.space.number
        reopen(closure=self.closure, on=timezone.localdate(), by=self.user)
        messages.success(self.request, gettext("Space %(space)s may be used again.") % {"space": space})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("work", args=[self.closure.work_order_number])


class NoticePage(OfWork):
    """The notice as PDF, opened in the browser to be printed."""

    permission_required = RECORD

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            data = print_notice(work=self.work, by=self.user, on=timezone.localdate())
        except NotAllowed:
            raise
        except BusinessError as error:
            messages.error(request, error.sentence(gettext))
            return HttpResponseRedirect(self.get_success_url())
        return pdf_response(data, "move-your-car")
