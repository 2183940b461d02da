"""Inspections on the phone: what is open, the checklist of a place; and what phones send of them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.models import User
from property_ops.framework.web.pages import Page
from property_ops.framework.web.pictures import ACCEPTED, shows_waiting_photos
from property_ops.kernel.errors import BusinessError
from property_ops.modules.inspections.domain.errors import NoSuchChecklist
from property_ops.modules.inspections.public import (
    GRADES,
    FoundHazard,
    Grade,
    report_hazard,
    report_rectified,
    take_inspection,
)
from property_ops.modules.inspections.selectors import phone as selectors
from property_ops.modules.inspections.services.finding import RECORD, checklist_coded
from property_ops.modules.portal.public import EntryUnreadable, GivenEntry, moment
from property_ops.modules.rounds.public import Checkpoint, ScanWay, SentScan, checkpoint_of_plate


@shows_waiting_photos
class OnPhone(Page):
    permission_required = RECORD

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"accepted_files": ACCEPTED, "max_megabytes": settings.PHOTO_MAX_MEGABYTES, "grades": GRADES}
        return super().get_context_data(**kwargs) | more


class MyInspections(OnPhone):
    """Places to look at, and hazards to put right."""

    title = _("Inspections")
    template_name = "inspections/my_inspections.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        return super().get_context_data(**kwargs) | {
            "estates": selectors.places(self.user),
            "hazards": [(one, one.days_late(today)) for one in selectors.hazards_to_rectify(self.user)],
        }


class InspectPlace(OnPhone):
    """The checklists of a place, by its plate or, without one, by its number."""

    template_name = "inspections/inspect.html"

    @cached_property
    def checkpoint(self) -> Any:
        plate = self.kwargs.get("plate")
        if plate is None:
            found = selectors.place(self.user, self.kwargs["pk"])
        else:
            try:
                found = checkpoint_of_plate(plate)
            except BusinessError:
                found = None
        if found is None:
            raise Http404
        return found

    def get_title(self) -> str:
        return str(self.checkpoint)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = dict(GRADES)
        lists = [
            (one, [(item, words[item["grade"]]) for item in one.items])
            for one in selectors.checklists_at(self.checkpoint)
        ]
        return super().get_context_data(**kwargs) | {
            "checkpoint": self.checkpoint,
            "plate": self.kwargs.get("plate", ""),
            "checklists": lists,
            "hazards": selectors.open_at(self.checkpoint),
            "last": selectors.last_inspection(self.checkpoint),
        }


def section_for(user: User) -> tuple[str, str] | None:
    """Of slot `phone_sections`: for who has places to look at, or hazards to put right."""
    if not user.has_perm(RECORD):
        return None
    count = len(selectors.hazards_to_rectify(user))
    if not count and not selectors.places(user):
        return None
    return gettext("Inspections: %(count)s hazards to be put right") % {"count": count}, reverse("phone_inspections")


def link_of_plate(user: User, checkpoint: Checkpoint, plate: str) -> tuple[str, str] | None:
    """Of slot `plate_links`."""
    if not user.has_perm(RECORD):
        return None
    return gettext("Inspect this place by its checklist"), reverse("phone_inspect_plate", args=[plate])


class HazardEntry:
    """`{"plate": …}` or `{"point": "12"}`, and `{"checklist": "FIRE", "item": "0", "note": …, "grade": "larger"}`.

    With a photo.
    """

    kind = "hazard"

    def take(self, given: GivenEntry, *, by: User, now: datetime) -> None:
        point, said = _place(given, by), given.content
        checklist = checklist_coded(str(said.get("checklist", "")))
        item = _item(checklist.items, str(said.get("item", "")))
        note = str(said.get("note", ""))
        found = FoundHazard(
            key=given.key,
            estate=point.estate,
            place=str(point),
            what="：".join(filter(None, [item["text"], note])),
            grade=_grade(said.get("grade") or item["grade"]),
            photo=given.photo,
            found_on=timezone.localdate(min(moment(given.said_at), now)),
            checkpoint=point,
            checklist=checklist,
            work_kind=item["work_kind"],
            by_plate=bool(said.get("plate")),
        )
        report_hazard(found=found, by=by, now=now)


class InspectionEntry:
    """`{"plate": …}` or `{"point": "12"}`, `{"checklist": "FIRE"}`: all on the list was looked at."""

    kind = "inspection"

    def take(self, given: GivenEntry, *, by: User, now: datetime) -> None:
        checklist = checklist_coded(str(given.content.get("checklist", "")))
        sent = SentScan(
            key=given.key,
            checkpoint=_place(given, by),
            way=ScanWay.PLATE if given.content.get("plate") else ScanWay.TYPED,
            scanned_at=moment(given.said_at),
            clock=moment(given.sent_at),
            remark=checklist.name,
        )
        take_inspection(sent=sent, checklist=checklist, by=by, now=now)


class RectifiedEntry:
    """`{"hazard": "YH2026-0001", "how": …}` and a photo."""

    kind = "rectified"

    def take(self, given: GivenEntry, *, by: User, now: datetime) -> None:
        hazard = selectors.hazard_numbered(by, str(given.content.get("hazard", "")))
        if hazard is None:
            raise EntryUnreadable()
        done_on = timezone.localdate(min(moment(given.said_at), now))
        how = str(given.content.get("how", "")) or gettext("put right")
        report_rectified(hazard=hazard, key=given.key, how=how, done_on=done_on, photo=given.photo, by=by, now=now)


HAZARD, INSPECTION, RECTIFIED = HazardEntry(), InspectionEntry(), RectifiedEntry()


def _place(given: GivenEntry, by: User) -> Any:
    """Raises PlateUnknown, CheckpointRetired, EntryUnreadable."""
    plate, point = str(given.content.get("plate", "")), str(given.content.get("point", ""))
    if plate:
        return checkpoint_of_plate(plate)
    found = selectors.place(by, int(point)) if point.isascii() and point.isdecimal() and len(point) < 18 else None
    if found is None:
        raise EntryUnreadable()
    return found


def _item(items: list[dict[str, str]], number: str) -> dict[str, str]:
    if not (number.isascii() and number.isdecimal() and len(number) < 4 and int(number) < len(items)):
        raise NoSuchChecklist()
    return items[int(number)]


def _grade(value: Any) -> Grade:
    try:
        return Grade(value)
    except ValueError as error:
        raise EntryUnreadable() from error
