"""The page on which the corners of an area are tapped in a photo, for the office and for the crew's phone."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.pictures.marker_board import PhotosMissing, is_installed
from property_ops.framework.web.display import number
from property_ops.framework.web.pages import FormPage
from property_ops.modules.works.services.photo_areas import MOST_CORNERS, measure_photo
from property_ops.modules.works.services.photos import PHOTOGRAPH

MOST_TAP = 400


class CornersForm(forms.Form):
    corners = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
    tap = forms.FloatField(widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST_TAP)
    """How many pixels of the photo a tap may be off: told by the page, which knows finger from mouse, and the zoom."""

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


class MeasurePhotoPage(FormPage):
    """A subclass gives `photo`, where to go back to, and its own template."""

    title = _("Square metres from the photo")
    permission_required = PHOTOGRAPH
    form_class = CornersForm
    submit_label = _("Measure")
    photo: Any

    def get_subtitle(self) -> str:
        work = self.photo.work
        return f"{work.number} · {work.kind} · {work.estate.name}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sorry = "" if is_installed() else PhotosMissing().sentence(gettext)
        return super().get_context_data(**kwargs) | {"photo": self.photo, "sorry": sorry}

    def form_valid(self, form: Any) -> HttpResponse:
        tapped = form.cleaned_data
        found = measure_photo(
            photo=self.photo, corners=tapped["corners"], tap=tapped["tap"] or 0, by=self.user, now=timezone.now()
        )
        words = gettext("%(area)s ± %(error)s m² by the photo; %(typed)s reported.")
        typed = "—" if found.typed is None else f"{number(found.typed)} {found.work.unit}"
        figures = {"area": number(found.area), "error": number(found.error), "typed": typed}
        messages.success(self.request, words % figures)
        return super().form_valid(form)
