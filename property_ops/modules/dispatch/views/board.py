"""The board: crews by days, with a tray. The page draws itself from JSON; what is dropped where, the server decides."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.inputs import day_in
from property_ops.framework.web.pages import Page
from property_ops.kernel.errors import BusinessError, NotAllowed
from property_ops.modules.dispatch.domain.errors import ChangedMeanwhile, LeftTheBoard, MovedMeanwhile
from property_ops.modules.dispatch.domain.slots import SHANGHAI
from property_ops.modules.dispatch.domain.windows import LENGTHS, USUAL, Window
from property_ops.modules.dispatch.selectors import board as selectors
from property_ops.modules.dispatch.selectors.crews import PLAN, crews
from property_ops.modules.dispatch.selectors.free_time import first_free
from property_ops.modules.dispatch.selectors.norms import usual_minutes
from property_ops.modules.dispatch.selectors.places import weather_days
from property_ops.modules.dispatch.selectors.situation import climate_normals
from property_ops.modules.dispatch.selectors.visits import VIEW, open_works, visible_visits
from property_ops.modules.dispatch.services import moving
from property_ops.modules.dispatch.services import visits as services
from property_ops.modules.dispatch.views.board_data import (
    board_as_json,
    seen_of,
    sentences,
    step_in_words,
    weather_as_json,
)

VIEW_NAMES = {"day": _("Day view"), "week": _("Week view"), "fortnight": _("Two weeks")}


class OfBoard(Page):
    permission_required = VIEW
    menu = "dispatch_board"

    def words_of(self, change: Any) -> str:
        """What a step on the board did."""
        return step_in_words(change, crews().in_bulk(), selectors.visits_of_step(change, self.user))

    @cached_property
    def window(self) -> Window:
        """As the address says; else the week of today."""
        asked = self.request.GET
        day = day_in(asked.get("day", "")) or timezone.localdate()
        return Window.around(asked.get("view", USUAL), day)


class BoardPage(OfBoard):
    title = _("Dispatch board")
    template_name = "dispatch/board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        window, may_plan = self.window, self.user.has_perm(PLAN)
        return super().get_context_data(**kwargs) | {
            "window": window,
            "today": timezone.localdate(),
            "views": [(view, VIEW_NAMES[view], view == window.view) for view in LENGTHS],
            "may_plan": may_plan,
            "settings": {
                "view": window.view,
                "first": window.first.isoformat(),
                "days": window.length,
                "today": timezone.localdate().isoformat(),
                "mayPlan": may_plan,
                "urls": {
                    "data": f"{reverse('dispatch_board_data')}?view={window.view}&day={window.first}",
                    "mark": reverse("dispatch_board_mark"),
                    "step": reverse("dispatch_board_step", args=["STEP"]),
                },
                "words": _words(),
            },
        }


class BoardData(OfBoard):
    """Crews, visits, clashes and the tray of the window, as the page draws them."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = selectors.board(self.window, self.user)
        works = list(open_works(self.user)) if self.user.has_perm(PLAN) else []
        last = selectors.last_step(self.user) if self.user.has_perm(PLAN) else None
        undo = gettext("Undo: %(what)s") % {"what": self.words_of(last)} if last else ""
        weather = weather_as_json(
            self.window, weather_days(None, first=self.window.first, days=self.window.length), climate_normals()
        )
        return JsonResponse({**board_as_json(found, works), "weather": weather, "undo": undo})


class BoardMark(OfBoard):
    """Asked for now and then: whether somebody changed the board."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return JsonResponse({"mark": selectors.board_mark()})


class BoardStep(OfBoard):
    """A step on the board: place, tray, undo. Tells the warnings, or why it is refused."""

    permission_required = PLAN
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        steps = {"place": self.place, "tray": self.into_tray, "undo": self.undo}
        self.said = ""
        try:
            warnings = steps[self.kwargs["step"]]()
        except KeyError:
            raise Http404 from None
        except NotAllowed:
            raise
        except BusinessError as error:
            stale = isinstance(error, LeftTheBoard | MovedMeanwhile | ChangedMeanwhile)
            return JsonResponse({"refused": error.sentence(gettext), "clashes": sentences(error), "stale": stale})
        return JsonResponse({"warnings": warnings, "said": self.said})

    def place(self) -> list[str]:
        crew = self._there(crews(), "crew")
        minutes = self._number("minutes")
        if self.request.POST.get("work"):
            work = self._there(open_works(self.user), "work")
            length = minutes or usual_minutes(work, crew=crew)
            start = self._start(crew, length)
            moved = services.place_work(
                work=work, crew=crew, start=start, minutes=length, by=self.user, at=timezone.now()
            )
        else:
            visit = self._visit()
            start = self._start(crew, minutes or visit.minutes, visit)
            moved = services.place_visit(
                visit=visit, crew=crew, start=start, minutes=minutes, by=self.user, at=timezone.now()
            )
        return [f"{visit}：{clash.sentence(gettext)}" for visit, clash in moved.warnings]

    def into_tray(self) -> list[str]:
        services.take_off(visit=self._visit(), by=self.user, at=timezone.now())
        return []

    def undo(self) -> list[str]:
        last = selectors.last_step(self.user)
        moving.undo(by=self.user, at=timezone.now())
        self.said = gettext("Undone: %(what)s") % {"what": self.words_of(last)}
        return []

    def _visit(self) -> Any:
        visit = self._there(visible_visits(self.user), "visit")
        if self.request.POST.get("seen", seen_of(visit)) != seen_of(visit):
            raise MovedMeanwhile(name=visit)
        return visit

    def _there(self, rows: QuerySet[Any], name: str) -> Any:
        """Raises LeftTheBoard: the page may be older than what was done since."""
        found = rows.filter(pk=self._number(name)).first()
        if found is None:
            raise LeftTheBoard
        return found

    def _number(self, name: str) -> int | None:
        text = self.request.POST.get(name, "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None

    def _start(self, crew: Any, minutes: int, visit: Any = None) -> datetime:
        """The time of day in the company's zone, as the board shows it; with `free`, the first one from it on, that
        day, against which least speaks. Raises Http404."""
        start = self._moment()
        if not self.request.POST.get("free"):
            return start
        return first_free(crew=crew, start=start, minutes=minutes, visit=visit)

    def _moment(self) -> datetime:
        try:
            found = parse_datetime(self.request.POST.get("start", ""))
        except ValueError:
            found = None
        if found is None:
            raise Http404
        return found.replace(tzinfo=SHANGHAI)


def _words() -> dict[str, str]:
    """What the page says by itself."""
    return {
        "crew": gettext("Crew"),
        "trayEmpty": gettext("Nothing waits to be scheduled."),
        "refused": gettext("Refused:"),
        "warning": gettext("Done, but note:"),
        "lost": gettext("The server did not answer. Nothing was changed; try again."),
        "changed": gettext("Somebody changed the board; it is shown anew."),
        "weekdays": gettext("Sun Mon Tue Wed Thu Fri Sat"),
        "due": gettext("in time until"),
        "pinned": gettext("pinned"),
        "visits": gettext("visits needed"),
        "urgent": gettext("urgent"),
        "hours": gettext("h"),
        "showAll": gettext("Show all"),
        "showFewer": gettext("Show fewer"),
        "undo": gettext("Undo"),
    }
