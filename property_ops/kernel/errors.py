"""Errors are named facts: a class, the data that make it true, and a sentence the edges translate."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from property_ops.kernel.text import gettext_noop


class BusinessError(Exception):
    """A rule of the business refused something.

    `message` is an English sentence with %(name)s places for the data; screens translate it first and fill it
    in afterwards. `code` is stable: programs may branch on it.
    """

    code: ClassVar[str] = "business_error"
    message: ClassVar[str] = gettext_noop("This is not possible.")

    def __init__(self, **data: Any) -> None:
        self.data = data
        super().__init__(self.message % data)

    def sentence(self, translate: Any = gettext_noop) -> str:
        """The sentence in the reader's language; `translate` is gettext at the edges."""
        return str(translate(self.message)) % {key: _readable(value, translate) for key, value in self.data.items()}


def _readable(value: Any, translate: Any) -> str:
    return str(translate(value)) if isinstance(value, str) and value else str(value)


class IllegalMove(BusinessError):
    code = "illegal_move"
    message = gettext_noop("%(thing)s is “%(state)s”: it cannot be %(move)s now.")


class NotAllowed(BusinessError):
    code = "not_allowed"
    message = gettext_noop("%(user)s may not do this (%(permission)s). Ask an administrator for the role.")


class SamePerson(BusinessError):
    """docs/product.md rule 10: prepared by one, approved by another."""

    code = "same_person"
    message = gettext_noop("%(user)s prepared this and cannot approve it: another person must.")


class ReasonMissing(BusinessError):
    code = "reason_missing"
    message = gettext_noop("Give the reason.")


class TooLong(BusinessError):
    code = "too_long"
    message = gettext_noop("Write at most %(most)s characters; these are %(length)s.")


class NamedTwice(BusinessError):
    code = "named_twice"
    message = gettext_noop("“%(what)s” stands there twice: name it once.")


class Unavailable(BusinessError):
    """It can be done, but not now: something that it needs is busy, full or away."""

    code = "unavailable"
    message = gettext_noop("This cannot be done just now. Nothing was changed; try again in a minute.")


class LinkNotFound(BusinessError):
    """No such link was ever given: mistyped or tampered with."""

    code = "link_not_found"
    message = gettext_noop("This link does not exist.")


class LinkExpired(BusinessError):
    code = "link_expired"
    message = gettext_noop("This link was valid until %(day)s.")


class LinkRevoked(BusinessError):
    code = "link_revoked"
    message = gettext_noop("This link was withdrawn by the property office.")


def refuse_twice(things: Iterable[Any], told: Callable[[Any], str] = str) -> None:
    """Of a list in which each thing may stand once. Raises NamedTwice with the first that stands there again,
    `told` as people know it."""
    seen = set()
    for thing in things:
        if thing in seen:
            raise NamedTwice(what=told(thing))
        seen.add(thing)
