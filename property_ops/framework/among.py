"""`filter(line__among=ids)`: as `__in`, with the whole list as one value, so that thousands cost no more than one.

Django takes each value of a list apart for itself, and SQLite counts them.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Field, ForeignKey, Lookup


class Among(Lookup[Any]):
    """The column is one of these whole numbers or texts."""

    lookup_name = "among"
    prepare_rhs = False

    def __init__(self, lhs: Any, rhs: Iterable[int | str]) -> None:
        super().__init__(lhs, list(rhs))

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, params = self.process_lhs(compiler, connection)
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s)", [*params, self.rhs]
        return f"{column} IN (SELECT value FROM json_each(%s))", [*params, json.dumps(self.rhs)]


def register() -> None:
    Field.register_lookup(Among)
    ForeignKey.register_lookup(Among)
