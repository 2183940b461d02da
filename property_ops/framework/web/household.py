"""What modules add to a household's page: of slot `household_sections`. The module that has that page asks it.

A section knows the household by its tenure: who is let in there has proven to be that owner or tenant.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms


@dataclass(frozen=True, slots=True)
class HouseholdLink:
    """A line on the household's page: `key` says which of the section's things it opens."""

    key: str
    words: Any


@dataclass(frozen=True, slots=True)
class HouseholdAsk:
    """A page of a section: what it says, and a form where something is asked."""

    title: Any
    words: Sequence[Any] = ()
    form: forms.Form | None = None
    submit: Any = ""


class HouseholdSection:
    """Subclasses are plugged in as objects; `name` stands in addresses.

    Who has left the home is let in still, to what they owe and are owed: a section that is of that is `for_former`.
    What `speaks_for_home` is taken only of who has proven to know the registered phone: all else stands on a statement.
    """

    name: ClassVar[str]
    for_former: ClassVar[bool] = False
    speaks_for_home: ClassVar[bool] = False

    def links(self, tenure: Any, *, today: date) -> Sequence[HouseholdLink]:
        """What there is for this household now."""
        raise NotImplementedError

    def ask(self, tenure: Any, key: str, *, today: date, data: Mapping[str, Any] | None = None) -> HouseholdAsk | None:
        """The page behind a link, its form bound to `data` where something was sent; None for what is not theirs."""
        raise NotImplementedError

    def take(self, tenure: Any, key: str, form: Any, *, now: datetime, today: date) -> None:
        """What was sent and is valid. Raises BusinessError."""
        raise NotImplementedError
