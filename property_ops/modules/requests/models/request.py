from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.fields import choices_of
from property_ops.framework.models import StoredPicture
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.framework.signing import token
from property_ops.modules.estates.public import Estate, Tenure, Unit
from property_ops.modules.requests.domain.clocks import Urgency
from property_ops.modules.requests.domain.states import COMPLETED, RequestState
from property_ops.modules.rounds.public import Checkpoint
from property_ops.modules.works.public import WorkOrder

COURSE, REPLY = "requests.course", "requests.reply"


URGENCIES = choices_of(Urgency)


class RequestChannel(models.TextChoices):
    VISIT = "visit", _("visit in person")
    ONLINE = "online", _("online letter")
    MAILBOX = "mailbox", _("leaders' mailbox")
    HOTLINE = "hotline", _("12345 hotline")
    PHONE = "phone", _("phone")
    HOUSEHOLD = "household", _("household's page")
    PLATE = "plate", _("scan of a plate")
    HOME_VISIT = "home_visit", _("visit at the home")
    MEETING = "meeting", _("residents' meeting")


PETITIONS = (RequestChannel.VISIT, RequestChannel.ONLINE, RequestChannel.MAILBOX, RequestChannel.HOTLINE)
"""信访: what the share that took part and the share that is satisfied are counted from, one by one."""


class Topic(models.TextChoices):
    WATER = "water", _("water supply")
    DRAINS = "drains", _("drains")
    SEWAGE = "sewage", _("sewage that overflows")
    ELECTRICITY = "electricity", _("electricity")
    LIGHTING = "lighting", _("lighting")
    LOCKS = "locks", _("locks and doors")
    ROOFS = "roofs", _("roofs")
    WALLS = "walls", _("walls")
    ROADS = "roads", _("roads")
    GREENERY = "greenery", _("greenery")
    CLEANING = "cleaning", _("cleaning and rubbish")
    NOISE = "noise", _("noise")
    PARKING = "parking", _("parking")
    WIRES = "wires", _("overhead wires")
    FIRE_LANES = "fire_lanes", _("fire lanes")
    SAFETY = "safety", _("safety")
    NEIGHBOURS = "neighbours", _("neighbours")
    FEES = "fees", _("fees")
    OTHER = "other", _("other")


class Satisfaction(models.TextChoices):
    SATISFIED = "satisfied", _("satisfied")
    NEUTRAL = "neutral", _("neutral")
    UNSATISFIED = "unsatisfied", _("not satisfied")


class RatedBy(models.TextChoices):
    """Nobody rates for another, except by telephone; a register tells of what was written down elsewhere."""

    HOUSEHOLD = "household", _("by whoever asked, on their own page")
    LINK = "link", _("by whoever asked, by their own link")
    CODE = "code", _("by whoever asked, with the code sent to their phone")
    PAPER = "paper", _("by the answer on paper, handed over by one who had no part in it")
    PHONE = "phone", _("by telephone, written down by the office")
    TOLD = "told", _("as the office's register has it")


class Request(OfEstate):
    """A request or petition (诉求、信访). Who made it is personal data.

    What came by one of the channels of `PETITIONS` is a petition: its number is that of its receipt. `link_version`
    grows when the link to its course is withdrawn. `tenure` is who asked on the household's own page, and alone rates
    it there; `suits` is when somebody is at home. `answer_by` and `finish_by` are moments of its clocks; what came by a
    register has none, but `due_on`, the last day of the clock.
    """

    estate_path = "estate"
    series = Series("SQ", places=4, dash="", row="requests ", shared=True)  # a register has numbers of its own

    number = models.CharField(_("request number"), max_length=20, unique=True)
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="requests", verbose_name=_("estate"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="requests", verbose_name=_("unit"))
    channel = models.CharField(_("channel"), max_length=10, choices=RequestChannel)
    topic = models.CharField(_("topic"), max_length=12, choices=Topic)
    content = models.CharField(_("what is asked for"), max_length=500)
    place = models.CharField(_("place"), max_length=100, blank=True)
    suits = models.CharField(_("time that suits"), max_length=60, blank=True)
    tenure = models.ForeignKey(
        Tenure, models.PROTECT, null=True, related_name="+", verbose_name=_("asked by the household of")
    )
    person = models.CharField(_("petitioner"), max_length=40, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    checkpoint = models.ForeignKey(
        Checkpoint, models.PROTECT, null=True, related_name="requests", verbose_name=_("place with a plate")
    )
    urgency = models.CharField(_("urgency"), max_length=8, choices=URGENCIES, default=Urgency.USUAL.value)
    answer_by = models.DateTimeField(_("first answer by"), null=True)
    finish_by = models.DateTimeField(_("done by"), null=True, db_index=True)
    received_on = models.DateField(_("request received on"), db_index=True)
    due_on = models.DateField(_("answer due"))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=choices_of(RequestState),
        default=RequestState.RECEIVED,
    )
    handled_by = models.CharField(_("handled by"), max_length=40, blank=True)
    answered_on = models.DateField(_("answered on"), null=True)
    result = models.CharField(_("what came of it"), max_length=500, blank=True)
    satisfaction = models.CharField(_("satisfaction"), max_length=12, choices=Satisfaction, blank=True)
    rated_by = models.CharField(_("rated"), max_length=10, choices=RatedBy, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("rating asked by")
    )
    called_whom = models.CharField(_("whom they called"), max_length=40, blank=True)
    called_at = models.DateTimeField(_("called at"), null=True)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("paper handed over by")
    )
    link_version = models.PositiveIntegerField(default=1)
    work = models.ForeignKey(
        WorkOrder, models.PROTECT, null=True, related_name="requests", verbose_name=_("work order")
    )
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("registered by")
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("request")
        ordering = ["-received_on", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[*map(str, COMPLETED)]) | Q(answered_on__isnull=False) & ~Q(result=""),
                name="po_completed_request_has_answer",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("received_on")),
                name="po_request_answered_after_received",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("received_on")), name="po_request_due_after_received"),
            models.CheckConstraint(
                condition=~Q(channel="household") | Q(tenure__isnull=False), name="po_request_of_a_household"
            ),
            models.CheckConstraint(
                condition=~Q(rated_by="household") | Q(tenure__isnull=False) & ~Q(satisfaction=""),
                name="po_request_rated_by_whoever_asked",
            ),
            models.CheckConstraint(
                condition=Q(rated_by="phone", called_by__isnull=False, called_at__isnull=False)
                & ~Q(called_whom="")
                & ~Q(satisfaction="")
                | ~Q(rated_by="phone") & Q(called_by__isnull=True, called_at__isnull=True, called_whom=""),
                name="po_request_rated_by_phone_says_who",
            ),
            models.CheckConstraint(
                condition=~Q(rated_by="paper") & Q(handed_by__isnull=True)
                | Q(rated_by="paper", handed_by__isnull=False)
                & ~Q(satisfaction="")
                & (Q(answered_by__isnull=True) | ~Q(answered_by=F("handed_by"))),
                name="po_request_rated_by_paper_of_another",
            ),
            models.CheckConstraint(
                condition=~Q(channel="plate") | Q(checkpoint__isnull=False), name="po_request_of_a_plate"
            ),
            models.CheckConstraint(
                condition=~Q(rated_by__in=["link", "code"]) | ~Q(satisfaction=""), name="po_request_rated_by_link"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.state in (RequestState.RECEIVED, RequestState.IN_HAND)

    @property
    def is_petition(self) -> bool:
        return self.channel in PETITIONS

    @property
    def course(self) -> str:
        """What stands in the address of its course after `/r/`: the secret of whoever asked."""
        return token(COURSE, str(self.pk), self.link_version)


class ReplyPrint(OfEstate):
    """The answer on paper as somebody printed it: its link tells who. Append-only; printed again, it is the same."""

    estate_path = "request__estate"

    request = models.ForeignKey(Request, models.PROTECT, related_name="prints")
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()
    link_version = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("printed answer")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "printed_by", "link_version"], name="po_reply_print_once")
        ]

    @property
    def link(self) -> str:
        """What stands in the address on this paper after `/r/`."""
        return token(REPLY, str(self.pk), self.link_version)


class RequestPhoto(OfEstate):
    """What whoever asked shows of it. Append-only."""

    estate_path = "request__estate"

    request = models.ForeignKey(Request, models.PROTECT, related_name="photos")
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("photo of a request")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["request", "picture"], name="po_request_photo_once")]


class RequestSubject(OfEstate):
    """What a petition speaks of: a work or a line of a bill, whose evidence goes with the answer.

    `kind` is that of the slot `request_subjects` which knows the evidence behind `key`.
    """

    estate_path = "request__estate"

    request = models.ForeignKey(Request, models.PROTECT, related_name="subjects")
    kind = models.CharField(_("kind"), max_length=12)
    key = models.CharField(_("what it speaks of"), max_length=60)
    label = models.CharField(_("what it speaks of, in words"), max_length=120)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("subject of a petition")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["request", "kind", "key"], name="po_request_subject_once")]

    def __str__(self) -> str:
        return self.label
