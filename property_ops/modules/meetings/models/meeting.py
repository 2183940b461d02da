from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.models import StoredPicture
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.framework.signing import token
from property_ops.modules.estates.public import Estate
from property_ops.modules.requests.public import Request
from property_ops.modules.votes.public import Poll
from property_ops.modules.works.public import WorkOrder

HERE = "meetings.here"


class MeetingKind(models.TextChoices):
    STOOL = "stool", _("stool meeting")
    COMMITTEE = "committee", _("meeting of the owners' committee")


class Meeting(OfEstate):
    """A meeting that was called; what it was called for is never changed. One with minutes was held."""

    estate_path = "estate"
    series = Series("HY", places=4)

    number = models.CharField(_("number"), max_length=30, unique=True)
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="meetings", verbose_name=_("estate"))
    kind = models.CharField(_("kind of meeting"), max_length=9, choices=MeetingKind)
    title = models.CharField(_("what the meeting is about"), max_length=60)
    convener = models.CharField(_("called by"), max_length=60)
    begins_at = models.DateTimeField(_("begins"))
    place = models.CharField(_("place"), max_length=60)
    agenda = models.TextField(_("agenda"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered"))

    class Meta:
        verbose_name = _("meeting")
        ordering = ["-begins_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MeetingKind.values), name="po_meeting_kind"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(agenda=""), name="po_meeting_says_what_for"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def code(self) -> str:
        """What the QR code by which one signs in has after the address."""
        return token(HERE, str(self.pk), self.number)


class AttendanceWay(models.TextChoices):
    LIST = "list", _("on the paper list")
    CODE = "code", _("by the code, on the own phone")


class Attendance(OfEstate):
    """Somebody who was there: copied from the paper list with the minutes, or signed in by the code (`at`)."""

    estate_path = "meeting__estate"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    name = models.CharField(_("who was there"), max_length=40)
    home = models.CharField(_("home"), max_length=40, blank=True)
    way = models.CharField(_("signed in"), max_length=4, choices=AttendanceWay, default=AttendanceWay.LIST)
    at = models.DateTimeField(_("signed in at"), null=True)

    class Meta:
        verbose_name = _("attendance of a meeting")
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "name", "home"], name="po_attendance_once"),
            models.CheckConstraint(condition=~Q(name=""), name="po_attendance_has_name"),
            models.CheckConstraint(
                condition=Q(way=AttendanceWay.LIST, at__isnull=True) | Q(way=AttendanceWay.CODE, at__isnull=False),
                name="po_attendance_way",
            ),
        ]


class MeetingMinutes(OfEstate):
    """What was said and decided, with a photo of the signed sheet; written once."""

    estate_path = "meeting__estate"

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes", verbose_name=_("meeting"))
    text = models.TextField(_("minutes"), max_length=4000)
    picture = models.ForeignKey(StoredPicture, models.PROTECT, null=True, related_name="+", verbose_name=_("photo"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("minutes by"))
    at = models.DateTimeField(_("written at"))

    class Meta:
        verbose_name = _("minutes of a meeting")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="po_minutes_say_something")]


class MeetingOff(OfEstate):
    """That a meeting does not take place, and why; a new day is another meeting. Append-only."""

    estate_path = "meeting__estate"

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="off", verbose_name=_("meeting"))
    reason = models.CharField(_("why it does not take place"), max_length=100)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("called off by"))
    at = models.DateTimeField(_("called off at"))

    class Meta:
        verbose_name = _("meeting that was called off")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="po_meeting_off_says_why")]


class Opinion(OfEstate):
    """What somebody wants done, who answers it and by when; what it became, if it did. Answered, it stays so."""

    estate_path = "meeting__estate"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="opinions", verbose_name=_("meeting"))
    number = models.PositiveSmallIntegerField(_("number"))
    words = models.CharField(_("opinion"), max_length=300)
    answers = models.CharField(_("answered by whom"), max_length=40)
    due_on = models.DateField(_("answer due"))
    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="+", verbose_name=_("request"))
    work = models.ForeignKey(WorkOrder, models.PROTECT, null=True, related_name="+", verbose_name=_("work order"))
    poll = models.ForeignKey(Poll, models.PROTECT, null=True, related_name="+", verbose_name=_("vote of owners"))
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    answered_on = models.DateField(_("answered on"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )

    class Meta:
        verbose_name = _("opinion of a meeting")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="po_opinion_once"),
            models.CheckConstraint(condition=~Q(words="") & ~Q(answers=""), name="po_opinion_says_who_answers"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False)),
                name="po_opinion_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting.number} · {self.number}"
