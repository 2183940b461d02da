"""The columns of four eyes, and what the database promises about them. Each is the base of a module's own models."""

from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.fields import choices_of
from property_ops.kernel.writing import LONGEST_REASON

_UNDECIDED = Q(decided_by__isnull=True, decided_at__isnull=True)
_DECIDED = Q(decided_by__isnull=False, decided_at__isnull=False)
_BY_ANOTHER = Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by"))


class FourEyes(models.Model):
    """Prepared by one person and decided by another. For what has states of its own; all else is `Prepared`.

    `WAITS` and `STANDS` are its rows that wait for another person, and those that one must have approved.
    `also_by_another` names columns of persons who did something with it later, and are not who prepared it either;
    a constraint of the model says the same.
    """

    rights: ClassVar[Rights]
    also_by_another: ClassVar[tuple[str, ...]] = ()
    WAITS: ClassVar[Q]
    STANDS: ClassVar[Q]

    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("prepared by")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=_BY_ANOTHER, name="%(app_label)s_%(class)s_four_eyes")]

    @property
    def waits(self) -> bool:
        raise NotImplementedError

    @property
    def audit_subject(self) -> str:
        """What the audit log calls it: a stable key, no name of a person."""
        return str(self)

    def audit_facts(self) -> dict[str, Any]:
        """What the audit log keeps of it when it is decided."""
        return {}


class Prepared(FourEyes):
    """Waits until another person approves or rejects it, or who prepared it withdraws it. Decided stays so."""

    WAITS = Q(state=ApprovalState.WAITING.value)
    STANDS = Q(state=ApprovalState.APPROVED.value)

    state = models.CharField(
        _("state"), max_length=10, choices=choices_of(ApprovalState), default=ApprovalState.WAITING.value
    )
    prepared_at = models.DateTimeField(_("prepared"))
    decided_at = models.DateTimeField(_("decided"), null=True)
    rejected_because = models.CharField(_("reason of the rejection"), max_length=LONGEST_REASON, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ApprovalState.WITHDRAWN.value, decided_by=F("prepared_by"))
                | (~Q(state=ApprovalState.WITHDRAWN.value) & _BY_ANOTHER),
                name="%(app_label)s_%(class)s_four_eyes",
            ),
            models.CheckConstraint(
                condition=(Q(state=ApprovalState.WAITING.value) & _UNDECIDED)
                | (~Q(state=ApprovalState.WAITING.value) & _DECIDED),
                name="%(app_label)s_%(class)s_decided",
            ),
            models.CheckConstraint(
                condition=Q(state=ApprovalState.REJECTED.value) ^ Q(rejected_because=""),
                name="%(app_label)s_%(class)s_rejected_because",
            ),
        ]

    @property
    def waits(self) -> bool:
        return self.state == ApprovalState.WAITING


class PreparedOrGiven(Prepared):
    """A version of a rule. What the law or the office's approved papers gave was prepared by nobody, and stands."""

    STANDS = Q(state=ApprovalState.APPROVED.value, prepared_by__isnull=False)

    state = models.CharField(
        _("state"), max_length=10, choices=choices_of(ApprovalState), default=ApprovalState.APPROVED.value
    )
    prepared_by = models.ForeignKey(  # type: ignore[assignment] # here it may be nobody
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("prepared by")
    )
    prepared_at = models.DateTimeField(_("prepared"), null=True)  # type: ignore[assignment]

    class Meta:
        abstract = True
        constraints = [
            Prepared.Meta.constraints[0],
            models.CheckConstraint(
                condition=Q(state=ApprovalState.APPROVED.value, prepared_by__isnull=True, prepared_at__isnull=True)
                & _UNDECIDED
                | Q(prepared_by__isnull=False, prepared_at__isnull=False)
                & (
                    (Q(state=ApprovalState.WAITING.value) & _UNDECIDED)
                    | (~Q(state=ApprovalState.WAITING.value) & _DECIDED)
                ),
                name="%(app_label)s_%(class)s_decided",
            ),
            Prepared.Meta.constraints[2],
        ]


def kinds_of_prepared() -> list[type[FourEyes]]:
    """Every model that stands on four eyes, in the order of the modules."""
    return [model for model in apps.get_models() if issubclass(model, FourEyes)]
