from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.modules.requests.domain.clocks import ClockSpan, ClockUnit
from property_ops.modules.requests.models.request import URGENCIES, Request, Topic

UNITS = choices_of(ClockUnit)
LONGEST = 365


class KindClock(CompanyWide):
    """How urgent a kind of request is, and how long it may take, from a day on until a later row of the kind.

    `code` is `<kind> <day>`. `escalate_to` is told when a clock has run out.
    """

    code = models.CharField(max_length=30, unique=True)
    topic = models.CharField(_("kind of request"), max_length=12, choices=Topic)
    start = models.DateField(_("from"))
    urgency = models.CharField(_("urgency"), max_length=8, choices=URGENCIES)
    answer_amount = models.PositiveSmallIntegerField(_("first answer within"))
    answer_unit = models.CharField(_("unit of the first answer"), max_length=12, choices=UNITS)
    finish_amount = models.PositiveSmallIntegerField(_("done within"))
    finish_unit = models.CharField(_("unit of being done"), max_length=12, choices=UNITS)
    escalate_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("told when it is overdue"),
    )

    class Meta:
        verbose_name = _("times for a kind of request")
        ordering = ["topic", "-start"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "start"], name="po_kind_clock_once"),
            models.CheckConstraint(
                condition=Q(answer_amount__range=(1, LONGEST)) & Q(finish_amount__range=(1, LONGEST)),
                name="po_kind_clock_amounts",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def answer_span(self) -> ClockSpan:
        return ClockSpan(self.answer_amount, ClockUnit(self.answer_unit))

    @property
    def finish_span(self) -> ClockSpan:
        return ClockSpan(self.finish_amount, ClockUnit(self.finish_unit))


class OfficeDay(CompanyWide):
    """A day that the office entered as a holiday, or as worked in exchange for one: it counts before the calendar's."""

    day = models.DateField(_("day"), unique=True)
    is_free = models.BooleanField(_("holiday"))
    name = models.CharField(_("name of the holiday"), max_length=30)

    class Meta:
        verbose_name = _("holiday entered by the office")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class RequestPause(OfEstate):
    """The clocks of a request stand, and why; what they stood is added to them when they run on."""

    estate_path = "request__estate"

    request = models.ForeignKey(Request, models.PROTECT, related_name="pauses")
    reason = models.CharField(_("why the clock stands"), max_length=100)
    since = models.DateTimeField(_("stands since"))
    until = models.DateTimeField(_("runs again since"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("pause of a request")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["request"], condition=Q(until=None), name="po_request_pause_one_open"),
            models.CheckConstraint(condition=~Q(reason=""), name="po_request_pause_says_why"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="po_request_pause_in_order"
            ),
        ]


class RequestEscalation(OfEstate):
    """A clock ran out: who was told of it, and when. Append-only; once for each time that a clock was set to."""

    estate_path = "request__estate"

    class Clock(models.TextChoices):
        ANSWER = "answer", _("first answer")
        FINISH = "finish", _("being done")

    request = models.ForeignKey(Request, models.PROTECT, related_name="escalations")
    clock = models.CharField(_("clock"), max_length=6, choices=Clock)
    was_due = models.DateTimeField(_("was due"))
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("handed up to"))
    at = models.DateTimeField(_("handed up at"))

    class Meta:
        verbose_name = _("escalation of a request")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "clock", "was_due"], name="po_request_escalation_once"),
        ]
