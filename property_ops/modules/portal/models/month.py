from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import ScaledField, choices_of
from property_ops.framework.scope import OfEstate
from property_ops.modules.confirmations.public import RATIO_PLACES, AgreementItem
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.public import Party


class MonthLink(OfEstate):
    """By which a party confirms an estate's services of a month; one for each month and party (rules 20, 22).

    As with `AcceptanceLink`, `token_hash` is all that is known of what opens it. It never opens by itself: the party's
    PIN is asked, which another person made.
    """

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="month_links", verbose_name=_("estate"))
    month = models.DateField(_("month"), help_text="first day of the month")
    party = models.CharField(_("party"), max_length=10, choices=choices_of(Party))
    token_hash = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField(_("valid until"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"))
    revoked_at = models.DateTimeField(_("withdrawn"), null=True)

    class Meta:
        verbose_name = _("link for a month's confirmation")
        constraints = [
            models.UniqueConstraint(fields=["estate", "month", "party"], name="po_month_link_once"),
            models.CheckConstraint(
                condition=Q(party__in=[Party.COMMITTEE.value, Party.BRANCH.value]), name="po_month_link_party"
            ),
        ]


class MonthWord(OfEstate):
    """What a party itself confirmed of a month (亲验), once. Append-only."""

    estate_path = "link__estate"

    link = models.OneToOneField(MonthLink, models.PROTECT, related_name="word")
    person = models.CharField(_("name"), max_length=40)
    network = models.CharField(_("network"), max_length=40)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("a party's word on a month")
        constraints = [models.CheckConstraint(condition=~Q(person=""), name="po_month_word_has_a_name")]


class MonthWordRow(OfEstate):
    """Of one service: never more than was counted, and why where it is less. Append-only."""

    estate_path = "word__link__estate"

    word = models.ForeignKey(MonthWord, models.PROTECT, related_name="rows")
    item = models.ForeignKey(AgreementItem, models.PROTECT, related_name="+", verbose_name=_("service"))
    completion = ScaledField(_("completion ratio"), places=RATIO_PLACES)
    reason = models.CharField(_("reason"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("a party's word on a service")
        constraints = [
            models.UniqueConstraint(fields=["word", "item"], name="po_month_word_row_once"),
            models.CheckConstraint(condition=Q(completion__gte=0, completion__lte=1), name="po_month_word_ratio"),
        ]
