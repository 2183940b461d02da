"""The plan of an estate with its areas: a picture that needs no network; and putting an area on it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.pages import Button, FormPage
from property_ops.framework.web.pictures import PicturesField, picture_response, size_named
from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.modules.grid.public import PlacedAt, responsible_on
from property_ops.modules.grid.selectors import grid as read
from property_ops.modules.grid.services import keeping as services
from property_ops.modules.grid.views.kit import CHANGE, OfArea, OfPlan

WIDTH, WHOLE = 1000, 1000


class PlanPage(OfPlan, DetailPage):
    personal_data = False
    template_name = "grid/plan.html"

    def get_object(self, queryset: Any = None) -> Any:
        return self.estate

    def get_title(self) -> str:
        return gettext("%(estate)s: the plan") % {"estate": self.estate.name}

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(CHANGE):
            return []
        return [Button(_("Upload a plan"), reverse("grid_plan_new", args=[self.estate.code]), "upload", primary=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan, today = self.plan, timezone.localdate()
        points = read.points_of(plan) if plan else []
        height = round(WIDTH * plan.picture.height / plan.picture.width) if plan else 0
        placed = [(one, one.x * WIDTH // WHOLE, one.y * height // WHOLE) for one in points]
        rows = [
            [
                ShownCell(str(one.area), reverse("grid_area", args=[one.area_id])),
                one.area.covers,
                str(responsible_on(one.area, today) or "—"),
                _on_earth(one),
            ]
            for one in points
        ]
        heads = [_("area"), _("what belongs to it"), _("who is responsible today"), _("coordinates")]
        table = ShownTable(_("Areas on the plan"), "map-pin", heads, rows, _("No area was put on the plan yet."))
        more = {"plan": plan, "placed": placed, "width": WIDTH, "height": height, "tables": [table]}
        return super().get_context_data(**kwargs) | more


def _on_earth(point: Any) -> str:
    return "—" if point.latitude is None else f"{point.latitude}, {point.longitude}"


class PlanPicture(OfPlan):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.plan is None:
            raise Http404
        return picture_response(request, self.plan.picture, size_named(kwargs["size"]))


class PlanForm(forms.Form):
    photos = PicturesField(label=_("picture of the plan"), help_text=_("A photo or a scan; JPEG or PNG."))

    def clean_photos(self) -> bytes:
        photos = self.cleaned_data["photos"]
        if len(photos) != 1:
            raise forms.ValidationError(_("One picture."))
        data: bytes = photos[0].read()
        return data


class UploadPlan(OfPlan, FormPage):
    title = _("Upload a plan")
    permission_required = CHANGE
    form_class = PlanForm
    takes_megabytes = settings.PHOTO_MAX_MEGABYTES
    success_message = _("Saved.")

    def get_subtitle(self) -> str:
        return str(self.estate.name)

    def form_valid(self, form: Any) -> HttpResponse:
        picture = form.cleaned_data["photos"]
        services.upload_plan(estate=self.estate, picture=picture, by=self.user, now=timezone.now())
        return super().form_valid(form)


class PlaceForm(forms.Form):
    """`at.x` and `at.y` come from a click on the picture, in its own pixels; else the numbers are typed in."""

    x = forms.IntegerField(label=_("from the left (thousandths)"), min_value=0, max_value=WHOLE, required=False)
    y = forms.IntegerField(label=_("from above (thousandths)"), min_value=0, max_value=WHOLE, required=False)
    latitude = forms.DecimalField(
        label=_("latitude"), min_value=-90, max_value=90, max_digits=8, decimal_places=6, required=False
    )
    longitude = forms.DecimalField(
        label=_("longitude"), min_value=-180, max_value=180, max_digits=9, decimal_places=6, required=False
    )

    def __init__(self, *args: Any, height: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.height = height

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        clicked = [self.data.get(f"at.{axis}", "") for axis in "xy"]
        if all(one.isascii() and one.isdecimal() and len(one) < 6 for one in clicked):
            x, y = map(int, clicked)
            typed |= {"x": min(x * WHOLE // WIDTH, WHOLE), "y": min(y * WHOLE // max(self.height, 1), WHOLE)}
        if typed.get("x") is None or typed.get("y") is None:
            raise forms.ValidationError(_("Click on the plan, or enter both numbers."))
        if (typed.get("latitude") is None) != (typed.get("longitude") is None):
            raise forms.ValidationError(_("Enter both coordinates, or none."))
        return typed

    @property
    def place(self) -> PlacedAt:
        typed = self.cleaned_data
        earth: list[Decimal | None] = [typed.get("latitude"), typed.get("longitude")]
        return PlacedAt(typed["x"], typed["y"], *earth)


class PlaceArea(OfArea, FormPage):
    title = _("Put it on the plan")
    form_class = PlaceForm
    template_name = "grid/place.html"
    success_message = _("Saved.")

    @property
    def height(self) -> int:
        plan = read.plan_of(self.area.estate)
        return round(WIDTH * plan.picture.height / plan.picture.width) if plan else 0

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"height": self.height}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"area": self.area, "has_plan": bool(self.height), "width": WIDTH, "height": self.height}
        return super().get_context_data(**kwargs) | more

    def form_valid(self, form: Any) -> HttpResponse:
        services.place_area(area=self.area, at=form.place, by=self.user)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("grid_area", args=[self.area.pk])
