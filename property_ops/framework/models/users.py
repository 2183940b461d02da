from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from property_ops.framework.permissions import roles_with


class User(AbstractUser):
    """A member of staff. Roles are groups; what a role may do stands in each module's security/access.csv.

    A program (`is_program`) is no person: it comes by the API alone, with a token that says what of its roles counts.
    """

    limited_to: frozenset[str] | None = None
    """Of what the roles give, what counts here: of somebody who came with a token, that token's rights."""

    display_name = models.CharField(_("name"), max_length=50, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_program = models.BooleanField(_("service account"), default=False)

    must_change_password = models.BooleanField(_("must change the password"), default=False)

    class Meta:
        verbose_name = _("user")

    def __str__(self) -> str:
        return self.display_name or self.username

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Raises UnknownPermission, for an administrator too, whom Django asks nothing."""
        roles_with(perm)
        return self.may_by_token(perm) and super().has_perm(perm, obj)

    def get_all_permissions(self, obj: Any = None) -> set[str]:
        return {perm for perm in super().get_all_permissions(obj) if self.may_by_token(perm)}

    def may_by_token(self, perm: str) -> bool:
        """Whether the way somebody came stands in between: a program that came without a token may nothing."""
        if self.limited_to is None:
            return not self.is_program
        return perm in self.limited_to
