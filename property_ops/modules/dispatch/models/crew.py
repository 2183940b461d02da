from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.scope import CompanyWide


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Crew(CompanyWide):
    """People who go out together. A crew that is out of use keeps its past and gets nothing new.

    The link to its calendar opens while `feed_open`, and only in the latest `feed_version`.
    """

    code = models.CharField(_("crew code"), max_length=20, unique=True)
    name = models.CharField(_("crew"), max_length=40, unique=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    feed_version = models.PositiveIntegerField(default=0)
    feed_open = models.BooleanField(default=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("crew")
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="po_crew_has_names")]

    def __str__(self) -> str:
        return self.name


class CrewSkill(CompanyWide):
    """A kind of work that the crew masters, by the code of the kind."""

    crew = models.ForeignKey(Crew, models.CASCADE, related_name="skills")
    kind = models.CharField(_("kind of work"), max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["crew", "kind"], name="po_crew_skill_once")]


class CrewShift(CompanyWide):
    """The working hours of a weekday; a weekday without a row is free. Hours that end no later than they begin are of a
    night shift: it ends on the day after."""

    crew = models.ForeignKey(Crew, models.CASCADE, related_name="shifts")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    start = models.TimeField(_("from"))
    end = models.TimeField(_("until"))

    class Meta:
        ordering = ["crew", "weekday"]
        constraints = [
            models.UniqueConstraint(fields=["crew", "weekday"], name="po_crew_shift_once"),
            models.CheckConstraint(condition=~Q(end=F("start")), name="po_crew_shift_has_hours"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="po_crew_shift_weekday"),
        ]


class CrewLeave(CompanyWide):
    """Days `[start, end)` on which the whole crew is away."""

    crew = models.ForeignKey(Crew, models.CASCADE, related_name="leaves")
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("leave")
        ordering = ["crew", "start"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="po_crew_leave_has_days")]

    def covers(self, day: date) -> bool:
        return self.start <= day < self.end


class CrewMember(CompanyWide):
    """A person of the crew. Who has an account sees the crew's day on the phone; an account is in one crew."""

    crew = models.ForeignKey(Crew, models.CASCADE, related_name="members")
    name = models.CharField(_("name"), max_length=40)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="crew_member", verbose_name=_("account")
    )
    is_leader = models.BooleanField(_("crew leader"), default=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("crew member")
        ordering = ["crew", "-is_leader", "name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="po_crew_member_has_name"),
            models.UniqueConstraint(fields=["crew", "name"], name="po_crew_member_once"),
        ]
