"""A crew's pages on the phone: the day, a visit. What is entered there goes through `entries`, also later."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from property_ops.framework.models import User
from property_ops.framework.pictures.marker_board import is_installed
from property_ops.framework.pictures.reading import Size
from property_ops.framework.slots import plugged_into
from property_ops.framework.web.inputs import day_in
from property_ops.framework.web.pages import Page
from property_ops.framework.web.pictures import ACCEPTED, picture_response, shows_waiting_photos, size_named
from property_ops.modules.dispatch.public import VisitState, later_visits, van_of
from property_ops.modules.portal.domain.entries import MOST_HOURS, MOST_PEOPLE
from property_ops.modules.portal.selectors.brief import brief_of
from property_ops.modules.portal.selectors.entry_words import said_in
from property_ops.modules.portal.selectors.visits import (
    called_off_of_day,
    entries_of,
    is_only_crew,
    photo_for,
    visit_for,
    visits_of_day,
)
from property_ops.modules.portal.services.entries import PHONE
from property_ops.modules.works.public import (
    PhotoStage,
    lines_of,
    materials_in_stock,
    photo_areas_of,
    photos_of,
    trades,
)

COLOURS = {VisitState.PLANNED: "gray", VisitState.STARTED: "amber", VisitState.DONE: "green"}
ONE_DAY = timedelta(days=1)


def home_of(user: User) -> str:
    """Of slot `home_pages`: who is only a crew leader begins with the day."""
    return reverse("phone") if is_only_crew(user) else ""


@shows_waiting_photos
class PhonePage(Page):
    permission_required = PHONE


class MyDay(PhonePage):
    title = _("My day")
    template_name = "portal/my_day.html"

    @cached_property
    def day(self) -> date:
        asked = self.request.GET.get("day", "")
        day = day_in(asked) if asked else timezone.localdate()
        if day is None:
            raise Http404
        return day

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        crew, visits = visits_of_day(self.user, self.day)
        return super().get_context_data(**kwargs) | {
            "crew": crew,
            "day": self.day,
            "is_today": self.day == timezone.localdate(),
            "before": self.day - ONE_DAY,
            "after": self.day + ONE_DAY,
            "sections": [found for section in plugged_into("phone_sections") if (found := section(self.user))],
            "visits": [(visit, COLOURS[VisitState(visit.state)]) for visit in visits],
            "called_off": called_off_of_day(crew, self.day),
        }


class VisitPage(PhonePage):
    template_name = "portal/visit.html"
    personal_data = True

    @cached_property
    def visit(self) -> Any:
        visit = visit_for(self.user, self.kwargs["pk"])
        if visit is None:
            raise Http404
        return visit

    def get_title(self) -> str:
        return str(self.visit.work.kind)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visit, work = self.visit, self.visit.work
        lines, materials, photos = lines_of(work), list(materials_in_stock()), list(photos_of(work))
        names = {material.code: material.name for material in materials}
        return super().get_context_data(**kwargs) | {
            "visit": visit,
            "colour": COLOURS.get(VisitState(visit.state), "gray"),
            "work": work,
            "lines": lines,
            "brief": brief_of(work),
            "members": visit.crew.members.all() if visit.crew else (),
            "trades": trades(timezone.localdate()),
            "materials": materials,
            "van": van_of(visit.crew),
            "stages": _stages(photos),
            "drawings": [photo for photo in photos if photo.stage == PhotoStage.DRAWING],
            "measures": is_installed(),
            "areas": photo_areas_of(work),
            "later": later_visits(work, on=timezone.localdate(), now=timezone.now()).exclude(pk=visit.pk).count(),
            "entries": [(entry, said_in(entry, lines, names)) for entry in entries_of(visit)],
            "accepted_files": ACCEPTED,
            "max_megabytes": settings.PHOTO_MAX_MEGABYTES,
            "most_hours": MOST_HOURS,
            "most_people": MOST_PEOPLE,
        }


def _stages(photos: Sequence[Any]) -> list[tuple[str, Any, list[Any]]]:
    """Every stage that a crew photographs, with its words and its photos."""
    taken = [stage for stage in PhotoStage if stage != PhotoStage.DRAWING]
    return [(stage.value, stage.label, [photo for photo in photos if photo.stage == stage]) for stage in taken]


class ShowPhoto(Page):
    permission_required = PHONE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        photo = photo_for(self.user, kwargs["pk"])
        if photo is None:
            raise Http404
        return picture_response(request, photo.picture, size_named(request.GET.get("size", Size.SMALL.name)))


class Ready(Page):
    """Asked before entries are sent: who is logged in, and what proves that the form is ours."""

    permission_required = PHONE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return JsonResponse({"user": self.user.pk, "csrf": get_token(request)})


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Served beside the pages that it may answer for, and fresh each time."""
    path = finders.find("portal/sw.js")
    assert isinstance(path, str)
    answer = HttpResponse(Path(path).read_bytes(), content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer
