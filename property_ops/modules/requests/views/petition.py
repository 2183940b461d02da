"""What a petition speaks of, the answer on paper, the link that whoever asked has, and the clock that stands."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.pages import Page
from property_ops.modules.requests import selectors, services
from property_ops.modules.requests.views.request import RequestStep


class AddSubject(RequestStep):
    success_message = _("Saved. Its evidence goes with the answer.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.add_subject(
            request=self.object, kind=self.typed("subject_kind"), text=self.typed("subject"), by=self.user
        )
        return super().form_valid(form)


class RemoveSubject(RequestStep):
    success_message = _("Saved.")

    def form_valid(self, form: Any) -> HttpResponse:
        subject = get_object_or_404(self.object.subjects.select_related("request"), pk=self.kwargs["pk"])
        services.remove_subject(subject=subject, by=self.user)
        return super().form_valid(form)


class RenewLink(RequestStep):
    success_message = _("The old link is void. Print the answer again to hand over the new one.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.renew_link(request=self.object, by=self.user)
        return super().form_valid(form)


class PauseClock(RequestStep):
    success_message = _("The clock stands.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.pause_clock(request=self.object, reason=self.typed("reason"), by=self.user, now=timezone.now())
        return super().form_valid(form)


class ResumeClock(RequestStep):
    success_message = _("The clock runs on; what it stood is added.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.resume_clock(request=self.object, by=self.user, now=timezone.now())
        return super().form_valid(form)


class Reply(Page):
    """The answer as PDF."""

    permission_required = services.HANDLE
    menu = "requests"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = get_object_or_404(selectors.visible_requests(self.user), number=kwargs["number"])
        return pdf_response(services.reply_of(request=found, by=self.user), f"{found.number}")
