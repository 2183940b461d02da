"""Parking violations: the list, a new one, one with its photos, and the notice for the windscreen."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import MomentField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, FormPage, Page
from property_ops.framework.web.pictures import PicturesField, picture_response, size_named
from property_ops.kernel.errors import BusinessError, NotAllowed
from property_ops.modules.estates.public import Company, EstateFilter, visible_estates
from property_ops.modules.parking import selectors
from property_ops.modules.parking.domain.violations import ViolationState
from property_ops.modules.parking.public import VIOLATION_STATES, NotificationWay, ViolationKind
from property_ops.modules.parking.reports.violation_notice import draw_violation_notice
from property_ops.modules.parking.selectors import violations as seen
from property_ops.modules.parking.services import violations
from property_ops.modules.parking.services.stays import RECORD
from property_ops.modules.parking.views.registers import PERMISSION
from property_ops.modules.parking.views.stays import AT_THE_GATE

STATE_COLOURS = {ViolationState.OPEN.value: "orange", ViolationState.NOTIFIED.value: "blue"}
WHAT_COLOURS = {ViolationKind.FIRE_LANE.value: "red"}
LIST = "parking_violations"


class ViolationTable(columns.ListTable):
    plate = columns.Text(verbose_name=_("plate"), linkify=("parking_violation", {"pk": columns.A("pk")}))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    where = columns.Text(verbose_name=_("place"), orderable=False)
    what = columns.StateColumn(verbose_name=_("what"), colours=WHAT_COLOURS)
    seen_at = columns.Moment(verbose_name=_("seen at"))
    unit_code = columns.Text(verbose_name=_("unit"), linkify=("unit", {"code": columns.A("unit_code")}))
    state = columns.StateColumn(verbose_name=_("state"), colours=STATE_COLOURS)
    way = columns.Text(verbose_name=_("how the owner was notified"))
    photo_count = columns.Number(verbose_name=_("photos"))
    recorded_by = columns.Text(verbose_name=_("recorded by"))


class ViolationFilters(Filters):
    estate = EstateFilter()
    what = Choice(choices=ViolationKind.choices, label=_("what"), empty_label=_("all"))
    state = Choice(choices=VIOLATION_STATES, label=_("state"), empty_label=_("all"))


class ParkingViolations(ListPage):
    title = _("Parking violations")
    subtitle = _("Cars that stand where they should not: to talk with the owner, not to punish.")
    permission_required = AT_THE_GATE
    table_class = ViolationTable
    filterset_class = ViolationFilters
    search_hint = _("plate, place, space or unit code")
    export_name = "parking-violations"
    personal_data = True
    empty_text = _("No wrongly parked car is recorded.")

    def hidden_columns(self) -> tuple[str, ...]:
        return () if self.user.has_perm(PERMISSION) else ("unit_code",)

    def get_queryset(self) -> QuerySet[Any]:
        return seen.violations(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return seen.find_violations(queryset, text)

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(RECORD):
            return []
        search = Button(_("Search a plate"), reverse("parking_plates"), "search")
        return [search, Button(_("New record"), reverse("parking_new_violation"), "plus", primary=True)]


class RecordForm(forms.Form):
    estate: Any = forms.ModelChoiceField(label=_("estate"), queryset=None)
    plate = forms.CharField(label=_("plate"), max_length=20, help_text=_("Such as 鲁R12345 or 鲁RD12345."))
    what = forms.ChoiceField(label=_("what"), choices=ViolationKind.choices)
    place = forms.CharField(label=_("place"), max_length=60, required=False)
    space = forms.CharField(label=_("space"), max_length=20, required=False)
    at = MomentField(label=_("seen at"))
    remark = forms.CharField(label=_("remark"), max_length=200, required=False)
    photos = PicturesField(label=_("photos"), required=False, help_text=_("JPEG, PNG or WebP; without people's faces."))

    def __init__(self, *args: Any, user: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["estate"].queryset = estates  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = self.cleaned_data
        number, estate = values.get("space", "").strip(), values.get("estate")
        spaces = selectors.visible_spaces(self.user).filter(estate=estate, number=number)
        values["space"] = spaces.first() if number and estate else None
        if number and estate and values["space"] is None:
            self.add_error("space", _("There is no space of this number in the estate."))
        return values


def store_photos(request: HttpRequest, record: Any, files: Any, user: Any) -> int:
    """Each by itself: one that is refused is told, and keeps no other from being stored. How many are stored."""
    stored = 0
    for file in files:
        try:
            violations.add_violation_photo(record=record, data=file.read(), by=user, now=timezone.now())
        except NotAllowed:
            raise
        except BusinessError as error:
            messages.error(request, f"{file.name}: {error.sentence(gettext)}")
        else:
            stored += 1
    return stored


class NewViolation(FormPage):
    title = _("New parking violation")
    permission_required = RECORD
    menu = LIST
    above = ((_("Parking violations"), LIST),)
    made: Any = None
    success_message = _("Recorded. Please notify the owner.")
    form_class = RecordForm

    def get_form_kwargs(self) -> dict[str, Any]:
        estates = visible_estates(self.user).order_by("code")
        initial: dict[str, Any] = {"at": timezone.localtime()}
        asked = estates.filter(code=self.request.GET.get("estate", ""))[:1]
        if asked or estates.count() == 1:
            initial["estate"] = (asked or estates)[0]
        initial["plate"] = self.request.GET.get("plate", "")[:20]
        return super().get_form_kwargs() | {"user": self.user, "estates": estates, "initial": initial}

    def form_valid(self, form: Any) -> HttpResponse:
        values = dict(form.cleaned_data)
        files, what = values.pop("photos"), ViolationKind(values.pop("what"))
        self.made = violations.record_violation(what=what, now=timezone.now(), by=self.user, **values)
        store_photos(self.request, self.made, files, self.user)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("parking_violation", args=[self.made.pk])


class ViolationPage(DetailPage):
    permission_required = AT_THE_GATE
    personal_data = True
    menu = LIST
    above = ((_("Parking violations"), LIST),)
    template_name = "parking/violation.html"

    def get_queryset(self) -> Any:
        return seen.violations(self.user)

    def buttons(self) -> list[Button]:
        return [Button(_("Print the notice"), reverse("parking_violation_notice", args=[self.object.pk]), "printer")]

    def facts(self) -> list[Fact]:
        thing = self.object
        may_open = self.user.has_perm(PERMISSION)  # a guard's page says where, and names no home
        code = thing.unit_code if may_open else None
        leased = [Fact(_("Leased by unit"), code or "", reverse("unit", args=[code]) if code else "")]
        return [
            Fact(_("Estate"), thing.estate.name, reverse("estate", args=[thing.estate.code]) if may_open else ""),
            Fact(_("Place"), thing.where),
            *facts_of(thing, "what", "seen_at", "remark"),
            *(leased if may_open else ()),
            *facts_of(thing, "recorded_by", "way", "notified_at", "settled_at"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        thing = self.object
        return super().get_context_data(**kwargs) | {
            "record": thing,
            "colour": STATE_COLOURS.get(thing.state, "green"),
            "photos": seen.photos_of_violation(thing),
            "ways": NotificationWay.choices,
            "may_record": self.user.has_perm(RECORD),
            "is_settled": thing.state == ViolationState.SETTLED,
        }


class _OfRecord(Page):
    permission_required = RECORD
    menu = LIST

    @cached_property
    def record(self) -> Any:
        return get_object_or_404(seen.violations(self.user), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("parking_violation", args=[self.record.pk])


class Notify(_OfRecord, Action):
    success_message = _("Recorded that the owner was notified.")

    def form_valid(self, form: Any) -> HttpResponse:
        way = self.request.POST.get("way", "")
        if way not in NotificationWay.values:
            raise Http404
        violations.notify_owner(record=self.record, way=NotificationWay(way), at=timezone.now(), by=self.user)
        return super().form_valid(form)


class Settle(_OfRecord, Action):
    success_message = _("Settled.")

    def form_valid(self, form: Any) -> HttpResponse:
        violations.settle(record=self.record, at=timezone.now(), by=self.user)
        return super().form_valid(form)


class AddViolationPhotos(_OfRecord, Action):
    takes_megabytes = PicturesField.takes_megabytes

    def form_valid(self, form: Any) -> HttpResponse:
        stored = store_photos(self.request, self.record, self.request.FILES.getlist("photos"), self.user)
        if stored:
            messages.success(self.request, gettext("%(count)s photos are stored.") % {"count": stored})
        return super().form_valid(form)


class ViolationNotice(_OfRecord):
    """The notice as PDF, opened in the browser to be printed."""

    permission_required = AT_THE_GATE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        company = Company.load()
        data = draw_violation_notice(self.record, company, on=timezone.localdate())
        return pdf_response(data, f"notice-{self.record.pk}")


class ShowViolationPhoto(Page):
    """The picture itself, for those who see the estate."""

    permission_required = AT_THE_GATE
    menu = LIST

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        photo = get_object_or_404(seen.violation_photos(self.user), pk=kwargs["pk"])
        return picture_response(request, photo.picture, size_named(kwargs["size"]))
