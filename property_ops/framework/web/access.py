"""Pages ask for a permission; a rule of the business that refuses becomes a message, not a crash."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext

from property_ops.framework.permissions import allows
from property_ops.kernel.errors import BusinessError


class PermissionRequired:
    """A class-based view that only people with `permission` may open."""

    permission: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not allows(request.user, self.permission):  # type: ignore[arg-type]
            raise PermissionDenied(self.permission)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


def permission_required(permission: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The same for a view function."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not allows(request.user, permission):  # type: ignore[arg-type]
                raise PermissionDenied(permission)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def tell(request: HttpRequest, error: BusinessError) -> None:
    """Show the error's sentence in the reader's language on the next page."""
    messages.error(request, error.sentence(gettext))
