"""What a page offers, whoever sees it may do: links that would be refused for want of a right are not drawn."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from property_ops.framework.models import User


def may_open(user: User, url_name: str) -> bool:
    """Whether the right that the page declares is the user's. Which rows it shows is the page's own question."""
    return user.has_perms(_rights().get(url_name, ()))


@cache
def _rights() -> dict[str, tuple[str, ...]]:
    """By the names of the addresses."""
    pages = {str(one.name): getattr(one.callback, "view_class", one.callback) for one in _patterns(get_resolver())}
    needed = {name: getattr(page, "permission_required", "") or () for name, page in pages.items()}
    return {name: (rights,) if isinstance(rights, str) else tuple(rights) for name, rights in needed.items()}


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one)
        elif isinstance(one, URLPattern):
            yield one


def without_refused(table: Any, user: User) -> None:
    """The columns of the table whose links the user may not open are plain text."""
    for column in table.columns.iterall():
        name = column.link.reverse_args.get("viewname") if column.link else None
        if name and not may_open(user, name):
            column.link = None
