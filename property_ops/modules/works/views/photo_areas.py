"""Square metres from a photo: tap the corners; and the board of markers to print."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.pictures.marker_board import PhotosMissing, is_installed
from property_ops.framework.web.display import number
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.pages import Crumb, FormPage, Page
from property_ops.modules.estates.public import Company
from property_ops.modules.works import selectors
from property_ops.modules.works.reports.marker_board import draw_marker_board
from property_ops.modules.works.services.photo_areas import MOST_CORNERS, measure_photo
from property_ops.modules.works.services.photos import PHOTOGRAPH


class CornersForm(forms.Form):
    corners = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)

    def clean_corners(self) -> list[tuple[float, float]]:
        """`[[x, y], …]` in pixels of the photo."""
        try:
            given = json.loads(self.cleaned_data["corners"] or "[]")
            found = [(float(x), float(y)) for x, y in given]
        except (ValueError, TypeError, RecursionError, OverflowError) as error:
            raise forms.ValidationError(_("Tap the corners of the area in the photo.")) from error
        if not 3 <= len(found) <= MOST_CORNERS:
            raise forms.ValidationError(_("Tap the corners of the area in the photo."))
        return found


class MeasurePhoto(FormPage):
    title = _("Square metres from the photo")
    permission_required = PHOTOGRAPH
    menu = "works"
    form_class = CornersForm
    template_name = "works/measure_photo.html"
    submit_label = _("Measure")

    @cached_property
    def photo(self) -> Any:
        return get_object_or_404(selectors.visible_photos(self.user), pk=self.kwargs["pk"])

    def get_subtitle(self) -> str:
        work = self.photo.work
        return f"{work.number} · {work.kind} · {work.estate.name}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Works"), reverse("works")), Crumb(self.photo.work.number, self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("work", args=[self.photo.work.number])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sorry = "" if is_installed() else PhotosMissing().sentence(gettext)
        return super().get_context_data(**kwargs) | {"photo": self.photo, "sorry": sorry}

    def form_valid(self, form: Any) -> HttpResponse:
        found = measure_photo(photo=self.photo, corners=form.cleaned_data["corners"], by=self.user, now=timezone.now())
        words = gettext("%(area)s ± %(error)s m² by the photo; %(typed)s reported.")
        typed = "—" if found.typed is None else f"{number(found.typed)} {found.work.unit}"
        figures = {"area": number(found.area), "error": number(found.error), "typed": typed}
        messages.success(self.request, words % figures)
        return super().form_valid(form)


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
