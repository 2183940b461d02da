"""Proposing a plan: start, progress, what it would change and why, and taking it over."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import Action, Page
from property_ops.modules.dispatch import tasks
from property_ops.modules.dispatch.selectors import proposals as selectors
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.services import proposing as services
from property_ops.modules.dispatch.views.crew_forms import day_field


class OfPlan(Page):
    permission_required = PLAN
    menu = "dispatch_board"


class StartForm(forms.Form):
    first_day = day_field(_("from day"))
    keeps_told = forms.BooleanField(label=_("move as few as possible"), required=False)


class ProposalPage(OfPlan):
    title = _("Propose a plan")
    subtitle = _("A fortnight, with skills, hours, leave, holidays, weather, rests, places and travel.")
    template_name = "dispatch/proposal.html"
    above = ((_("Dispatch board"), "dispatch_board"),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        latest = selectors.latest_proposal()
        tomorrow = timezone.localdate() + timedelta(days=1)
        return super().get_context_data(**kwargs) | {
            "form": StartForm(initial={"first_day": tomorrow}),
            "shown": selectors.shown_proposal(latest, gettext, user=self.user) if latest else None,
            "is_waiting": latest is not None and selectors.is_waiting(latest),
        }


class ProposalProgress(OfPlan):
    """Asked for every second while the plan is reckoned; once it is done, the page loads anew."""

    template_name = "dispatch/proposal_progress.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        latest = selectors.latest_proposal()
        if latest is None or not latest.is_open:
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        shown = selectors.shown_proposal(latest, gettext, user=self.user)
        return self.render_to_response(self.get_context_data(shown=shown))


class StartProposal(Action):
    permission_required = PLAN
    success_url = reverse_lazy("dispatch_proposal")

    def form_valid(self, form: Any) -> HttpResponse:
        asked = StartForm(self.request.POST)
        today = timezone.localdate()
        values = asked.cleaned_data if asked.is_valid() else {}
        first = values.get("first_day", today + timedelta(days=1))
        services.start_proposal(
            first=max(first, today),
            by=self.user,
            now=timezone.now(),
            enqueue=tasks.make_proposal.enqueue,
            keeps_told=values.get("keeps_told", False),
        )
        return super().form_valid(form)


class OfProposal(Action):
    permission_required = PLAN

    @cached_property
    def proposal(self) -> Any:
        return get_object_or_404(selectors.proposals(), pk=self.kwargs["pk"])


class AdoptProposal(OfProposal):
    success_message = _("The plan is on the board.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.adopt_proposal(proposal=self.proposal, by=self.user, at=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        self.proposal.refresh_from_db()
        adopted = self.proposal.change_id is not None
        if not adopted:
            return reverse("dispatch_proposal")
        return f"{reverse('dispatch_board')}?view=fortnight&day={self.proposal.first_day}"


class DropProposal(OfProposal):
    success_message = _("The plan is discarded; nothing was changed.")
    success_url = reverse_lazy("dispatch_proposal")

    def form_valid(self, form: Any) -> HttpResponse:
        services.drop_proposal(proposal=self.proposal, by=self.user)
        return super().form_valid(form)
