from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.models import StoredPicture
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate


class NewsKind(models.TextChoices):
    NEWS = "news", _("news")
    AFFAIR = "affair", _("affair of the estate")
    PROCEDURE = "procedure", _("procedure")


class NewsPost(OfEstate):
    """What residents read: published by whoever wrote it, corrected with its history kept, never deleted.

    `body` has simple marks (`domain.marks`). Without an estate it is for all. Shown from `first_day` to `last_day`,
    both of which count. A procedure says what to bring, who does it, where, when, and how long it takes.
    """

    estate_path = "estate"
    without_estate_seen_by_all = True

    estate = models.ForeignKey(
        Estate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("estate")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=NewsKind)
    title = models.CharField(_("title"), max_length=80)
    body = models.TextField(_("text"), max_length=8000)
    bring = models.TextField(_("what to bring"), max_length=600, blank=True)
    who = models.CharField(_("who does it"), max_length=80, blank=True)
    where = models.CharField(_("where"), max_length=100, blank=True)
    when = models.CharField(_("office hours"), max_length=100, blank=True)
    how_long = models.CharField(_("how long it takes"), max_length=60, blank=True)
    first_day = models.DateField(_("shown from"))
    last_day = models.DateField(_("shown until"), null=True, blank=True)
    pinned = models.BooleanField(_("pinned to the top"), default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("published by")
    )
    written_at = models.DateTimeField(_("written"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("corrected by")
    )
    changed_at = models.DateTimeField(_("corrected"), null=True)
    withdrawn_at = models.DateTimeField(_("taken away"), null=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("what residents read")
        ordering = ["-pinned", "-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(body=""), name="po_news_says_something"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="po_news_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(changed_at=None, changed_by=None) | Q(changed_at__isnull=False, changed_by__isnull=False),
                name="po_news_corrected_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class NewsPhoto(OfEstate):
    estate_path = "post__estate"
    without_estate_seen_by_all = True

    post = models.ForeignKey(NewsPost, models.PROTECT, related_name="photos", verbose_name=_("what residents read"))
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+", verbose_name=_("photo"))
    place = models.PositiveSmallIntegerField(_("place in the list"))

    class Meta:
        verbose_name = _("photo for residents")
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["post", "picture"], name="po_news_photo_once")]


class NewsReads(OfEstate):
    """How often it was opened on a day, and by nobody in particular."""

    journal = "no fact: how often a page was opened"
    estate_path = "post__estate"
    without_estate_seen_by_all = True

    post = models.ForeignKey(NewsPost, models.PROTECT, related_name="reads", verbose_name=_("what residents read"))
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("times read"), default=0)

    class Meta:
        verbose_name = _("times read")
        constraints = [models.UniqueConstraint(fields=["post", "day"], name="po_news_reads_once_a_day")]
