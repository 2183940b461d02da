"""Rights and pages that the pages of volunteers share."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import Crumb, Page
from property_ops.modules.volunteers.selectors import volunteers as read

VIEW, CHANGE, RATES, LIST = "volunteers.view", "volunteers.change", "volunteers.rates", "volunteers"


class OfVolunteers(Page):
    menu = LIST
    above = ((_("Volunteers"), LIST),)


class OfActivity(OfVolunteers):
    permission_required = CHANGE

    @cached_property
    def activity(self) -> Any:
        return get_object_or_404(read.visible_activities(self.user), pk=self.kwargs["pk"])

    def breadcrumbs(self) -> list[Crumb]:
        return [*super().breadcrumbs(), Crumb(str(self.activity), self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("volunteer_activity", args=[self.activity.pk])
