from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import OfEstate
from property_ops.modules.votes.models.ballot import BallotPaper
from property_ops.modules.votes.models.poll import Poll


class PollResult(OfEstate):
    """The result of a vote, frozen: its figures, the root of the tree of all ballots, and the sheet's bytes.

    `figures` is canonical JSON (docs/adr/0038); `root` is that of RFC 9162 over the ballots' leaves.
    """

    estate_path = "poll__estate"

    poll = models.OneToOneField(Poll, models.PROTECT, related_name="result", verbose_name=_("vote of owners"))
    figures = models.TextField()
    ballots = models.PositiveIntegerField(_("ballots counted"))
    root = models.CharField(_("root of the ballots"), max_length=64)
    sheet = models.BinaryField()
    sheet_sha256 = models.CharField(_("SHA-256 of the sheet"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("result found at"))

    class Meta:
        verbose_name = _("result of a vote")
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.poll.number


class Recount(OfEstate):
    """All papers of a vote are keyed anew, and compared with what was counted. It never changes the result."""

    estate_path = "poll__estate"

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="recounts", verbose_name=_("vote of owners"))
    number = models.PositiveSmallIntegerField(_("number"))
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("begun"))

    class Meta:
        verbose_name = _("recount")
        ordering = ["poll", "number"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "number"], name="po_recount_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="po_recount_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.poll.number} · {self.number}"


class RecountKeying(OfEstate):
    """What a person who had not keyed the paper before read from it in a recount."""

    estate_path = "recount__poll__estate"

    recount = models.ForeignKey(Recount, models.PROTECT, related_name="keyings")
    paper = models.ForeignKey(BallotPaper, models.PROTECT, related_name="+", verbose_name=_("ballot paper"))
    said = models.TextField(_("keyed"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("keyed at"))

    class Meta:
        verbose_name = _("keying of a recount")
        ordering = ["recount", "pk"]
        constraints = [models.UniqueConstraint(fields=["recount", "paper"], name="po_recount_keying_once")]
