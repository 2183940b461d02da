"""Emergency call-outs: begun at once with a reason, decided by another person on a page of their own."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.modules.works.approvals import CALL_OUTS
from property_ops.modules.works.services.emergency import call_out
from property_ops.modules.works.views.parts import StepPage
from property_ops.modules.works.views.planning import ReasonForm
from property_ops.modules.works.views.register import PERMISSION
from property_ops.modules.works.views.steps import CHANGE


class CallOut(StepPage):
    title = _("Begin at once: emergency")
    permission_required = CHANGE
    form_class = ReasonForm
    submit_label = _("Begin at once")
    success_message = _("The work is under way. If nobody else approves it within three days, it is never charged.")

    def form_valid(self, form: Any) -> HttpResponse:
        call_out(work=self.work, reason=form.cleaned_data["remark"], by=self.user, now=timezone.now())
        return super().form_valid(form)


class CallOutPage(DecidedPage):
    permission_required = PERMISSION
    personal_data = False
    kind = CALL_OUTS
    menu = "works"
    above = ((_("Works"), "works"),)
    template_name = "works/call_out.html"

    def get_title(self) -> Any:
        return _("Emergency call-out")

    def facts(self) -> list[Fact]:
        found = self.object
        work = Fact(_("Work order"), found.work.number, reverse("work", args=[found.work.number]))
        return [work, *facts_of(found, "reason", "started_at", "approve_by", "amount")]
