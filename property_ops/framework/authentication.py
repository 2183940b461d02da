"""Django's authentication, with rights from roles and access.csv instead of tables."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q, QuerySet

from property_ops.framework.models import User
from property_ops.framework.permissions import rights, roles_of, roles_with
from property_ops.framework.scope import sees


class AccessBackend(ModelBackend):
    """A user has the permissions of their roles; an administrator has every one; who left has none.

    With an object: for a row among those that the user may see (`scope`).
    """

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Raises UnknownPermission."""
        wanted = roles_with(perm)
        if not user_obj.is_active:
            return False
        has = user_obj.is_superuser or not wanted.isdisjoint(roles_of(user_obj))
        return bool(has and (obj is None or sees(user_obj, obj)))

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if not user_obj.is_active or (obj is not None and not sees(user_obj, obj)):
            return set()
        roles = roles_of(user_obj)
        return {name for name, given in rights().items() if user_obj.is_superuser or not given.isdisjoint(roles)}

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return self.get_all_permissions(user_obj, obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """Whether the user has any permission of that area: `{% if perms.billing %}`."""
        return any(name.startswith(f"{app_label}.") for name in self.get_all_permissions(user_obj))

    def with_perm(
        self, perm: Any, is_active: bool | None = True, include_superusers: bool = True, obj: Any = None
    ) -> QuerySet[User]:
        """Everybody who has the permission. Raises UnknownPermission."""
        having = Q(groups__name__in=roles_with(perm))
        if include_superusers:
            having |= Q(is_superuser=True)
        users = User.objects.filter(having).distinct()
        return users if is_active is None else users.filter(is_active=is_active)
