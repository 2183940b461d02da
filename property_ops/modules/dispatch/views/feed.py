"""The calendar of a crew: the link on the page of the crew, and the feed behind it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.files import file_response
from property_ops.framework.web.pages import Action
from property_ops.framework.web.public_pages import PublicPages
from property_ops.modules.dispatch.selectors.crews import PLAN, crews
from property_ops.modules.dispatch.services import feed as services

PAGES = PublicPages(
    "dispatch-calendar",
    "dispatch/sorry.html",
    lost=_("Check the link, or ask the dispatcher for it."),
    renewed=_("Ask the dispatcher for a new link."),
)


@PAGES.page()
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    content = services.calendar_of(given=token, now=timezone.now())
    return file_response(content, "crew.ics", "text/calendar; charset=utf-8", download=False)


class OfFeed(Action):
    permission_required = PLAN

    @cached_property
    def crew(self) -> Any:
        return get_object_or_404(crews(), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("dispatch_crew", args=[self.kwargs["pk"]])


class OpenFeed(OfFeed):
    success_message = _("The link is ready; an earlier one opens no more.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.open_feed(crew=self.crew, by=self.user)
        return super().form_valid(form)


class CloseFeed(OfFeed):
    success_message = _("The link opens no more.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.close_feed(crew=self.crew, by=self.user)
        return super().form_valid(form)
