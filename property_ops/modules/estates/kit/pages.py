"""Pages about one of the register's things, for modules that add to it."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from property_ops.framework.web.pages import Crumb, Page
from property_ops.modules.estates.public import visible_units


class OfUnit(Page):
    """A page about the unit whose `code` stands in its address; 404 for who does not see that unit."""

    @cached_property
    def unit(self) -> Any:
        return get_object_or_404(visible_units(self.user), code=self.kwargs["code"])

    def crumb_of_unit(self) -> Crumb:
        return Crumb(self.unit.code, reverse("unit", args=[self.unit.code]))
