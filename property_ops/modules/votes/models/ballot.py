from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.keyed_twice import Keying
from property_ops.framework.models import StoredPicture
from property_ops.framework.scope import OfEstate
from property_ops.framework.signing import token
from property_ops.modules.votes.models.poll import Elector, ElectorUnit, Poll

PAPER = "votes.paper"


class BallotPaper(OfEstate):
    """A printed ballot of a unit; never changed. A later version makes this one void, not a vote already counted."""

    estate_path = "unit__poll__estate"

    unit = models.ForeignKey(ElectorUnit, models.PROTECT, related_name="papers", verbose_name=_("unit"))
    version = models.PositiveSmallIntegerField(_("version"))
    receipt = models.CharField(_("receipt"), max_length=16, unique=True)
    reason = models.CharField(_("reason"), max_length=100, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("handed out by"))
    at = models.DateTimeField(_("issued"))

    class Meta:
        verbose_name = _("ballot paper")
        ordering = ["unit", "version"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "version"], name="po_ballot_paper_once"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="po_ballot_paper_new_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.unit.code} · {self.version}"

    @property
    def code(self) -> str:
        """What its QR code has after the address."""
        return token(PAPER, str(self.pk), self.version)


class DeliveryManner(models.TextChoices):
    HAND = "hand", _("handed over, signed for")
    POST = "post", _("by registered post")
    POSTED = "posted", _("put in the letter box, photographed")


class BallotDelivery(OfEstate):
    """A unit's ballot reached its owner. Without this, silence is never counted."""

    estate_path = "unit__poll__estate"

    unit = models.OneToOneField(ElectorUnit, models.PROTECT, related_name="delivery", verbose_name=_("unit"))
    on = models.DateField(_("delivered on"))
    manner = models.CharField(_("how"), max_length=6, choices=DeliveryManner)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered"))

    class Meta:
        verbose_name = _("delivery of a ballot")
        constraints = [
            models.CheckConstraint(condition=Q(manner__in=DeliveryManner.values), name="po_ballot_delivery_manner")
        ]


class VoteProxy(OfEstate):
    """A written power of attorney (委托书): `agent` may sign for the elector. Revoked, it stays on record.

    `agent_mark`: the last four signs of the agent's identity card, which tell two of one name apart.
    """

    estate_path = "elector__poll__estate"

    elector = models.ForeignKey(Elector, models.PROTECT, related_name="proxies", verbose_name=_("owner"))
    agent = models.CharField(_("proxy"), max_length=40)
    agent_mark = models.CharField(_("last four of the identity card"), max_length=4)
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+", verbose_name=_("photo"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("registered"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("proxy")
        ordering = ["elector", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["elector"], condition=Q(revoked_at__isnull=True), name="po_vote_proxy_one_stands"
            ),
            models.CheckConstraint(condition=~Q(agent="") & ~Q(agent_mark=""), name="po_vote_proxy_names_agent"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="po_vote_proxy_revoked_by",
            ),
        ]

    def __str__(self) -> str:
        return self.agent


class BallotKeying(Keying, OfEstate):
    """What one person read from a paper that came back: the choices, and who signed. Append-only."""

    estate_path = "sheet__unit__poll__estate"

    sheet = models.ForeignKey(BallotPaper, models.PROTECT, related_name="keyings", verbose_name=_("ballot paper"))
    picture = models.ForeignKey(StoredPicture, models.PROTECT, null=True, related_name="+", verbose_name=_("photo"))

    class Meta(Keying.Meta):
        abstract = False
        verbose_name = _("keying of a ballot paper")
        ordering = ["sheet", "number"]


class CastWay(models.TextChoices):
    PAPER = "paper", _("on paper")
    PHONE = "phone", _("on the phone")


class CastBallot(OfEstate):
    """A ballot that counts, or that another one replaced. A unit has one that counts; the history stays.

    `salt` keeps its content from being guessed; `receipt` is known to who cast it.
    """

    estate_path = "poll__estate"

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="ballots")
    unit = models.ForeignKey(ElectorUnit, models.PROTECT, related_name="ballots", verbose_name=_("unit"))
    way = models.CharField(_("how"), max_length=5, choices=CastWay)
    paper = models.OneToOneField(BallotPaper, models.PROTECT, null=True, related_name="cast")
    proxy = models.ForeignKey(VoteProxy, models.PROTECT, null=True, related_name="+", verbose_name=_("proxy"))
    choices = models.CharField(_("choices"), max_length=80)
    receipt = models.CharField(_("receipt"), max_length=16, unique=True)
    salt = models.CharField(max_length=64)
    at = models.DateTimeField(_("counted since"))
    replaced_at = models.DateTimeField(_("replaced"), null=True)

    class Meta:
        verbose_name = _("ballot")
        ordering = ["unit", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(replaced_at__isnull=True), name="po_cast_ballot_one_counts"
            ),
            models.CheckConstraint(
                condition=Q(way=CastWay.PAPER, paper__isnull=False)
                | Q(way=CastWay.PHONE, paper__isnull=True, proxy__isnull=True),
                name="po_cast_ballot_way",
            ),
            models.CheckConstraint(condition=~Q(choices=""), name="po_cast_ballot_says_something"),
        ]
