from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import CompanyWide


class PersonalToken(CompanyWide):
    """What proves a person, or a service account, where nobody watches: for some commands, some rights, until a day.

    The secret is shown once; only its SHA-256 is kept. `commands` are those for which it counts; `rights` what it may
    do by the API, of what its owner may.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="personal_tokens", verbose_name=_("whose")
    )
    name = models.CharField(_("purpose"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    commands = models.JSONField(_("commands"))
    rights = models.JSONField(_("rights by the API"), default=list)
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("counts until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    used_at = models.DateTimeField(_("last used"), null=True)

    class Meta:
        verbose_name = _("personal token")
        ordering: ClassVar[Any] = ["-pk"]
        constraints: ClassVar[Any] = [
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("made_at")), name="po_token_has_days")
        ]

    def __str__(self) -> str:
        return self.name

    def counts(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at and self.user.is_active
