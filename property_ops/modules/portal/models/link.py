from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.public import Party, WorkOrder


class AcceptanceLink(OfEstate):
    """By which a party that has no log-in accepts a work; one for each work and party (docs/product.md rules 20, 22).

    Its token is the party's secret and is kept nowhere: `token_hash` is all that is known of it. A new one takes the
    place of the old, which opens nothing any more; `version` counts them.
    """

    estate_path = "work__estate"

    work = models.ForeignKey(WorkOrder, models.PROTECT, related_name="acceptance_links", verbose_name=_("work order"))
    party = models.CharField(_("party"), max_length=10, choices=choices_of(Party))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField(_("valid until"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"))
    wrong_pins = models.PositiveSmallIntegerField(_("wrong PINs in a row"), default=0)
    pin_again_at = models.DateTimeField(_("PIN is asked again from"), null=True)
    revoked_at = models.DateTimeField(_("withdrawn"), null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("link for acceptance")
        constraints = [
            models.UniqueConstraint(fields=["work", "party"], name="po_acceptance_link_once"),
            models.CheckConstraint(
                condition=Q(party__in=[Party.COMMITTEE.value, Party.BRANCH.value]), name="po_acceptance_link_party"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="po_acceptance_link_revoked_by",
            ),
        ]


class PartyPin(OfEstate):
    """A number that only a party of an estate knows: asked before an acceptance by link counts. Kept as a hash."""

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="party_pins", verbose_name=_("estate"))
    party = models.CharField(_("party"), max_length=10, choices=choices_of(Party))
    pin_hash = models.CharField(max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"))
    wrong_in_a_row = models.PositiveSmallIntegerField(_("wrong PINs in a row"), default=0)
    again_at = models.DateTimeField(_("PIN is asked again from"), null=True)

    class Meta:
        verbose_name = _("PIN of a party")
        constraints = [
            models.UniqueConstraint(fields=["estate", "party"], name="po_party_pin_once"),
            models.CheckConstraint(
                condition=Q(party__in=[Party.COMMITTEE.value, Party.BRANCH.value]), name="po_party_pin_party"
            ),
        ]


class LinkDecision(models.TextChoices):
    ACCEPTED = "accepted", _("accepted")
    SENT_BACK = "sent_back", _("sent back")


class AcceptanceAnswer(OfEstate):
    """What a party said through its link, once in each round of the work. Append-only."""

    estate_path = "link__work__estate"

    link = models.ForeignKey(AcceptanceLink, models.PROTECT, related_name="answers")
    round = models.PositiveSmallIntegerField(_("round"))
    decision = models.CharField(_("decision"), max_length=10, choices=LinkDecision)
    person = models.CharField(_("name"), max_length=60)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    network = models.CharField(_("network"), max_length=40)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("answer of a party")
        constraints = [
            models.UniqueConstraint(fields=["link", "round"], name="po_acceptance_answer_once"),
            models.CheckConstraint(
                condition=~Q(person="") & (Q(decision=LinkDecision.ACCEPTED) | ~Q(remark="")),
                name="po_acceptance_answer_is_whole",
            ),
        ]
