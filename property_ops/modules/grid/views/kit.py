"""Rights and pages that the pages of the grid share."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import Crumb, Page
from property_ops.modules.estates.public import PageOfEstate
from property_ops.modules.grid.selectors import grid as read

VIEW, CHANGE, HAND_OVER, LIST = "grid.view", "grid.change", "grid.hand_over", "grid"


class OfGrid(Page):
    menu = LIST
    above = ((_("Grid"), LIST),)


class OfArea(OfGrid):
    permission_required = CHANGE

    @cached_property
    def area(self) -> Any:
        return get_object_or_404(read.visible_areas(self.user, timezone.localdate()), pk=self.kwargs["pk"])

    def breadcrumbs(self) -> list[Crumb]:
        return [*super().breadcrumbs(), Crumb(str(self.area), self.get_success_url())]

    def get_subtitle(self) -> str:
        return f"{self.area.estate.name} {self.area}"

    def get_success_url(self) -> str:
        return reverse("grid_area", args=[self.area.pk])


class OfPlan(PageOfEstate, OfGrid):
    permission_required = VIEW

    @cached_property
    def plan(self) -> Any:
        return read.plan_of(self.estate)

    def get_success_url(self) -> str:
        return reverse("grid_plan", args=[self.estate.code])
