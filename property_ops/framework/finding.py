"""What is found from everywhere (Ctrl-K): each module gives its finders, each a few rows by an index."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from property_ops.framework.models import User

MOST = 6
"""Rows of one kind: who does not see what is meant types one sign more, or goes to the list."""
FEWEST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class SearchHit:
    """`words` lead to `url`; `beside` is what tells it from others alike."""

    words: str
    url: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Finder:
    """Of slot `finders`. `find(user, text)`: at most MOST, of what this person may see, by an index (begins_with).

    Where it shows names, plates or phones, it says that they are `personal_data` (docs/product.md rule 20): what was
    sought is recorded, and phones are masked as elsewhere. `order` as panels have it.
    """

    title: Any
    permission: str
    find: Callable[[User, str], Iterable[SearchHit]]
    personal_data: bool = False
    order: int = 100


def begins_with(column: str, text: str) -> Q:
    """By the column's index, asked for in its order. SQLite has none for LIKE, but compares text by its bytes."""
    if connection.vendor == "sqlite":
        return Q(**{f"{column}__gte": text, f"{column}__lt": f"{text}\U0010ffff"})
    return Q(**{f"{column}__gte": text, f"{column}__startswith": text})


def may_be_number(text: str) -> bool:
    """Whether it can begin the number of a document: plain letters, and digits enough not to mean every one."""
    digits = sum(map(str.isdigit, text))
    return digits >= FEWEST_DIGITS and all(one.isalnum() or one in "-/" for one in text)
