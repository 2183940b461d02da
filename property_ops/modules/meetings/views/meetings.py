"""Meetings: the list, calling one, its notice, its minutes and its opinions."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb, FormPage, Page
from property_ops.framework.web.pictures import PicturesField, picture_response, size_named
from property_ops.modules.estates.public import EstateFilter, EstateForm, EstateFormPage
from property_ops.modules.meetings.public import MeetingCall, MeetingKind, call_meeting
from property_ops.modules.meetings.selectors import meetings as read
from property_ops.modules.meetings.services import meetings as services
from property_ops.modules.meetings.views.kit import CHANGE, LIST, VIEW


class MeetingTable(columns.ListTable):
    number = columns.Text(verbose_name=_("document number"), linkify=("meeting", {"pk": columns.A("pk")}))
    title = columns.Text(verbose_name=_("what the meeting is about"))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    kind = columns.Text(verbose_name=_("kind of meeting"))
    begins_at = columns.Moment(verbose_name=_("begins"))
    is_held = columns.YesNo(verbose_name=_("minutes written"))
    off_because = columns.Text(verbose_name=_("why it does not take place"))
    attended = columns.Number(verbose_name=_("people present"))
    open_opinions = columns.Number(verbose_name=_("opinions without an answer"))


class MeetingFilters(Filters):
    estate = EstateFilter()
    kind = Choice(choices=MeetingKind.choices, label=_("kind of meeting"), empty_label=_("all"))


class Meetings(ListPage):
    title = _("Meetings")
    subtitle = _("Stool meetings and meetings of the committee: what was said, and who answers by when.")
    permission_required = VIEW
    table_class = MeetingTable
    filterset_class = MeetingFilters
    search_hint = _("number or title")
    export_name = "meetings"
    personal_data = False
    empty_text = _("No meeting was called yet.")

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_meetings(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return read.find_meetings(queryset, text)

    def buttons(self) -> list[Button]:
        found = [Button(_("Who answers by when"), reverse("opinions"), "list-check")]
        if self.user.has_perm(CHANGE):
            found.append(Button(_("Call a meeting"), reverse("meeting_new"), "plus", primary=True))
        return found


class MeetingForm(EstateForm):
    kind = forms.ChoiceField(label=_("kind of meeting"), choices=MeetingKind.choices)
    title = forms.CharField(label=_("what the meeting is about"), max_length=60)
    convener = forms.CharField(label=_("called by"), max_length=60)
    day = DayField(label=_("day"))
    hour = forms.TimeField(label=_("begins"), widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label=_("place"), max_length=60)
    agenda = forms.CharField(label=_("agenda"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))

    @property
    def call(self) -> MeetingCall:
        typed = self.cleaned_data
        begins = timezone.make_aware(datetime.combine(typed["day"], typed["hour"]))
        same = ("title", "convener", "place", "agenda")
        return MeetingCall(MeetingKind(typed["kind"]), begins_at=begins, **{name: typed[name] for name in same})


class NewMeeting(EstateFormPage):
    title = _("Call a meeting")
    permission_required = CHANGE
    menu = LIST
    above = ((_("Meetings"), LIST),)
    form_class = MeetingForm
    meeting: Any = None

    def form_valid(self, form: Any) -> HttpResponse:
        estate = form.cleaned_data["estate"]
        self.meeting = call_meeting(estate=estate, call=form.call, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("meeting", args=[self.meeting.pk])


class MeetingPage(DetailPage):
    permission_required = VIEW
    personal_data = True
    menu = LIST
    above = ((_("Meetings"), LIST),)
    template_name = "meetings/meeting.html"

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_meetings(self.user)

    def facts(self) -> list[Fact]:
        off = self.object.off_because
        more = [Fact(_("Does not take place"), off)] if off else []
        return [*facts_of(self.object, "estate", "kind", "convener", "begins_at", "place"), *more]

    def buttons(self) -> list[Button]:
        pk = self.object.pk
        found = [
            Button(_("Notice (PDF)"), reverse("meeting_notice", args=[pk]), "printer"),
            Button(_("Sign-in sheet (PDF)"), reverse("meeting_sheet", args=[pk]), "qrcode"),
        ]
        if self.user.has_perm(CHANGE) and not self.object.off_because:
            if timezone.now() < self.object.begins_at:
                found.append(Button(_("Call it off"), reverse("meeting_off", args=[pk]), "calendar-x"))
            found.append(Button(_("Note an opinion"), reverse("opinion_new", args=[pk]), "message-plus"))
            if not self.object.is_held:
                found.append(
                    Button(_("Write the minutes"), reverse("meeting_minutes", args=[pk]), "pencil", primary=True)
                )
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meeting = self.object
        present = list(meeting.attendance.order_by("pk"))
        return super().get_context_data(**kwargs) | {
            "minutes": meeting.minutes if meeting.is_held else None,
            "present": present,
            "by_code": sum(one.at is not None for one in present),
            "opinions": [(one, self._became(one)) for one in read.opinions_of(meeting)],
            "may_change": self.user.has_perm(CHANGE),
        }

    def _became(self, opinion: Any) -> list[tuple[str, str]]:
        """The number of each thing, and where it is shown to who may see it."""
        things = [
            (opinion.request, "request", "requests.view", "number"),
            (opinion.work, "work", "works.view", "number"),
            (opinion.poll, "poll", "votes.view", "pk"),
        ]
        return [
            (thing.number, reverse(name, args=[getattr(thing, key)]) if self.user.has_perm(right) else "")
            for thing, name, right, key in things
            if thing
        ]


class OfMeeting(Page):
    menu = LIST
    permission_required = CHANGE

    @cached_property
    def meeting(self) -> Any:
        return get_object_or_404(read.visible_meetings(self.user), pk=self.kwargs["pk"])

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(str(self.meeting), self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("meeting", args=[self.meeting.pk])


class MeetingNotice(OfMeeting):
    permission_required = VIEW

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return pdf_response(services.notice_of(self.meeting), f"notice-{self.meeting.number}")


class SignInSheet(OfMeeting):
    permission_required = VIEW

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        address = settings.PUBLIC_URL + reverse("meeting_here", args=[self.meeting.code])
        return pdf_response(services.sign_in_sheet(self.meeting, address=address), f"sign-in-{self.meeting.number}")


class MinutesPhoto(OfMeeting):
    permission_required = VIEW

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.meeting.is_held or self.meeting.minutes.picture is None:
            raise Http404
        return picture_response(request, self.meeting.minutes.picture, size_named(kwargs["size"]))


class MinutesForm(forms.Form):
    present = forms.CharField(
        label=_("who was there"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("A line each: the name, a space, the home."),
    )
    text = forms.CharField(label=_("Minutes"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))
    photos = PicturesField(label=_("photo of the sheet"), required=False)

    def clean_photos(self) -> bytes:
        photos = self.cleaned_data["photos"]
        if len(photos) > 1:
            raise forms.ValidationError(_("One photo."))
        return photos[0].read() if photos else b""

    @property
    def people(self) -> list[tuple[str, str]]:
        lines = [line.split(maxsplit=1) for line in self.cleaned_data["present"].splitlines() if line.strip()]
        return [(line[0], line[1] if len(line) > 1 else "") for line in lines]


class WriteMinutes(OfMeeting, FormPage):
    title = _("Minutes")
    form_class = MinutesForm
    takes_megabytes = settings.PHOTO_MAX_MEGABYTES
    success_message = _("Saved.")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        services.write_minutes(
            meeting=self.meeting,
            text=typed["text"],
            present=form.people,
            photo=typed["photos"],
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)


class OffForm(forms.Form):
    reason = forms.CharField(label=_("why it does not take place"), max_length=100)


class CallOff(OfMeeting, FormPage):
    title = _("Call the meeting off")
    subtitle = _("Homes that are told of it are told so. On another day it is a new meeting.")
    form_class = OffForm
    narrow = True
    submit_label = _("It does not take place")
    success_message = _("The meeting was called off.")

    def form_valid(self, form: Any) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        services.call_off(meeting=self.meeting, reason=reason, by=self.user, now=timezone.now())
        return super().form_valid(form)
