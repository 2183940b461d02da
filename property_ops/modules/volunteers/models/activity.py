from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.framework.signing import token
from property_ops.modules.confirmations.public import AgreementItem
from property_ops.modules.estates.public import Estate

HERE = "volunteers.here"


class TeamKind(models.TextChoices):
    """双报到: members of the party report to the community in which they live, and units to the one they stand in."""

    MEMBERS = "members", _("party members who report to the community")
    UNITS = "units", _("offices and enterprises that report to the community")
    RESIDENTS = "residents", _("residents")


class VolunteerTeam(OfEstate):
    """A team of an estate."""

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    name = models.CharField(_("team"), max_length=40)
    kind = models.CharField(_("who they are"), max_length=9, choices=TeamKind)
    leader = models.CharField(_("leader of the team"), max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered"))

    class Meta:
        verbose_name = _("team of volunteers")
        ordering = ["estate", "name"]
        constraints = [
            models.UniqueConstraint(fields=["estate", "name"], name="po_volunteer_team_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(leader=""), name="po_volunteer_team_has_names"),
        ]

    def __str__(self) -> str:
        return self.name


class VolunteerActivity(OfEstate):
    """Something that a team does. `item`: the service of the agreement whose cost its hours offset, if they do."""

    estate_path = "team__estate"
    series = Series("ZY", places=4)

    number = models.CharField(_("number"), max_length=30, unique=True)
    team = models.ForeignKey(VolunteerTeam, models.PROTECT, related_name="activities", verbose_name=_("team"))
    title = models.CharField(_("activity"), max_length=60)
    begins_at = models.DateTimeField(_("begins"))
    place = models.CharField(_("place"), max_length=60)
    item = models.ForeignKey(
        AgreementItem, models.PROTECT, null=True, related_name="+", verbose_name=_("service whose cost it offsets")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered"))

    class Meta:
        verbose_name = _("activity of volunteers")
        ordering = ["-begins_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(title="") & ~Q(place=""), name="po_volunteer_activity_says")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def code(self) -> str:
        """What the QR code by which one signs in has after the address."""
        return token(HERE, str(self.pk), self.number)


class VolunteerSignIn(OfEstate):
    """Somebody who came: signed in by the code, or copied from the paper list with the hours (`by_code` is false)."""

    estate_path = "activity__team__estate"

    activity = models.ForeignKey(VolunteerActivity, models.PROTECT, related_name="signed_in")
    name = models.CharField(_("who came"), max_length=40)
    home = models.CharField(_("home"), max_length=40, blank=True)
    by_code = models.BooleanField(_("signed in by the code"))
    at = models.DateTimeField(_("signed in at"))

    class Meta:
        verbose_name = _("sign-in of a volunteer")
        ordering = ["activity", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "name", "home"], name="po_volunteer_sign_in_once"),
            models.CheckConstraint(condition=~Q(name=""), name="po_volunteer_sign_in_has_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.home}".strip()
