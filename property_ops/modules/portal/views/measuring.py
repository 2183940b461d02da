"""Square metres from a photo on the crew's phone, stored beside what the crew typed."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from property_ops.modules.portal.selectors.visits import photo_for, visit_for
from property_ops.modules.works.kit.measuring import MeasurePhotoPage


class MeasureOnPhone(MeasurePhotoPage):
    template_name = "portal/measure.html"

    @cached_property
    def visit(self) -> Any:
        found = visit_for(self.user, self.kwargs["visit"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def photo(self) -> Any:
        found = photo_for(self.user, self.kwargs["pk"])
        if found is None or found.work_id != self.visit.work_id:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"visit": self.visit}

    def get_success_url(self) -> str:
        return reverse("phone_visit", args=[self.visit.pk])
