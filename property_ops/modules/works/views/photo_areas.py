"""Square metres from a photo: tap the corners; and the board of markers to print."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.pictures.marker_board import PhotosMissing
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.pages import Crumb, Page
from property_ops.modules.estates.public import Company
from property_ops.modules.works import selectors
from property_ops.modules.works.kit.measuring import MeasurePhotoPage
from property_ops.modules.works.reports.marker_board import draw_marker_board
from property_ops.modules.works.services.photos import PHOTOGRAPH


class MeasurePhoto(MeasurePhotoPage):
    menu = "works"
    template_name = "works/measure_photo.html"

    @cached_property
    def photo(self) -> Any:
        return get_object_or_404(selectors.visible_photos(self.user), pk=self.kwargs["pk"])

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Works"), reverse("works")), Crumb(self.photo.work.number, self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("work", args=[self.photo.work.number])


class MarkerBoard(Page):
    """To print in its true size."""

    permission_required = PHOTOGRAPH
    menu = "works"
    title = _("Marker board")
    template_name = "works/board_missing.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            data = draw_marker_board(issuer=Company.load().name)
        except PhotosMissing as error:
            return self.render_to_response(self.get_context_data(sorry=error.sentence(gettext)))
        return pdf_response(data, "marker-board")
