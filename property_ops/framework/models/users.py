from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from property_ops.framework.permissions import roles_with


class User(AbstractUser):
    """A member of staff. Roles are groups; what a role may do stands in each module's security/access.csv."""

    display_name = models.CharField(_("name"), max_length=50, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)

    must_change_password = models.BooleanField(_("must change the password"), default=False)

    class Meta:
        verbose_name = _("user")

    def __str__(self) -> str:
        return self.display_name or self.username

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Raises UnknownPermission, for an administrator too, whom Django asks nothing."""
        roles_with(perm)
        return super().has_perm(perm, obj)
