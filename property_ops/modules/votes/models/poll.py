from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import ScaledField
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate, Tenure, Unit
from property_ops.modules.votes.domain.electors import ElectorQuestion
from property_ops.modules.votes.domain.majorities import SUBJECT_KINDS, Share

AREA_PLACES = 4
MOST_SUBJECTS = 6
KINDS = [(kind.code, _(kind.name)) for kind in SUBJECT_KINDS.values()]
QUESTIONS = [question.value for question in ElectorQuestion]


class Silence(models.TextChoices):
    """Whether a delivered ballot that does not come back is added to the majority (指导规则 26)."""

    NEVER = "never", _("never counted")
    MAJORITY = "majority", _("added to the majority, as the rules of the estate say")


class Poll(Prepared, OfEstate):
    """A vote of an estate's owners (docs/product.md rule 19). Approved, its register and its subjects are frozen.

    `last_day` still counts. `most_proxies`: for how many owners one person may stand, by the rules of the estate.
    """

    rights: ClassVar[Rights] = Rights(prepare="votes.change", approve="votes.approve")
    estate_path = "estate"
    series = Series("BJ", places=4)

    number = models.CharField(_("number"), max_length=30, unique=True)
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="polls", verbose_name=_("estate"))
    title = models.CharField(_("vote"), max_length=60)
    convener = models.CharField(_("convened by"), max_length=60)
    register_day = models.DateField(_("owners as of"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    is_secret = models.BooleanField(_("secret"), default=True)
    by_phone = models.BooleanField(_("also on the phone"), default=False)
    silence = models.CharField(_("silence"), max_length=8, choices=Silence, default=Silence.NEVER)
    most_proxies = models.PositiveSmallIntegerField(_("owners one proxy may stand for"), default=1)
    rules = models.CharField(_("rules of the estate"), max_length=120, blank=True)
    register_digest = models.CharField(_("digest of the register"), max_length=64, blank=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("vote of owners")
        ordering = ["-first_day", "-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(
                condition=Q(register_day__lte=F("first_day")) & Q(first_day__lte=F("last_day")), name="po_poll_days"
            ),
            models.CheckConstraint(condition=Q(silence__in=Silence.values), name="po_poll_silence"),
            models.CheckConstraint(
                condition=~Q(silence=Silence.MAJORITY) | ~Q(rules=""), name="po_poll_silence_has_rule"
            ),
            models.CheckConstraint(
                condition=~Q(state=ApprovalState.APPROVED.value) | ~Q(register_digest=""),
                name="po_poll_register_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def audit_subject(self) -> str:
        return self.number

    def audit_facts(self) -> dict[str, Any]:
        return {"register": self.register_digest}

    def is_over(self, today: date) -> bool:
        return today > self.last_day


class PollSubject(OfEstate):
    """One subject of a vote, with the majority that it takes as its own copy."""

    estate_path = "poll__estate"

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="subjects")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=14, choices=KINDS)
    text = models.CharField(_("subject"), max_length=160)
    agree_numerator = models.PositiveSmallIntegerField()
    agree_denominator = models.PositiveSmallIntegerField()
    agree_is_included = models.BooleanField()

    class Meta:
        verbose_name = _("subject of a vote")
        ordering = ["poll", "number"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "number"], name="po_poll_subject_once"),
            models.CheckConstraint(condition=~Q(text=""), name="po_poll_subject_has_text"),
            models.CheckConstraint(condition=Q(kind__in=list(SUBJECT_KINDS)), name="po_poll_subject_kind"),
            models.CheckConstraint(
                condition=Q(agree_numerator__gt=0) & Q(agree_numerator__lte=F("agree_denominator")),
                name="po_poll_subject_majority",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def agree(self) -> Share:
        return Share(self.agree_numerator, self.agree_denominator, self.agree_is_included)


class Elector(OfEstate):
    """One head of the register: an owner, several who own together, or a company with all its units."""

    estate_path = "poll__estate"

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="electors")
    number = models.PositiveIntegerField(_("number"))
    name = models.CharField(_("owner"), max_length=60, blank=True)
    representative = models.CharField(_("representative of co-owners"), max_length=60, blank=True)
    question = models.CharField(_("open question"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("elector")
        ordering = ["poll", "number"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "number"], name="po_elector_once"),
            models.CheckConstraint(condition=Q(question__in=QUESTIONS), name="po_elector_question"),
        ]

    def __str__(self) -> str:
        return self.name or "—"


class ElectorUnit(OfEstate):
    """A unit in the register, with its own copy of area and place. It has one vote."""

    estate_path = "poll__estate"

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="units")
    elector = models.ForeignKey(Elector, models.PROTECT, related_name="units", verbose_name=_("owner"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    tenure = models.ForeignKey(Tenure, models.PROTECT, null=True, related_name="+")
    code = models.CharField(_("unit code"), max_length=60)
    building = models.PositiveIntegerField(_("building"))
    entrance = models.PositiveIntegerField(_("entrance"))
    room = models.CharField(_("room"), max_length=20)
    area = ScaledField(_("building area (m²)"), places=AREA_PLACES)

    class Meta:
        verbose_name = _("unit in the register of a vote")
        ordering = ["poll", "building", "entrance", "room"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "unit"], name="po_elector_unit_once"),
            models.CheckConstraint(condition=Q(area__gt=0), name="po_elector_unit_area"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def place(self) -> str:
        return f"{self.building}号楼{self.entrance}单元{self.room}"
