"""What is asked of the database."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Self

from django.db import connection


class Asked(list[str]):
    """The statements sent while it is entered, with a mark for each value.

    Django's own way writes the values in, for which SQLite is asked once more about every statement.
    """

    def __enter__(self) -> Self:
        self._stack = ExitStack()
        self._stack.enter_context(connection.execute_wrapper(self._note))
        return self

    def __exit__(self, *raised: object) -> None:
        self._stack.close()

    def _note(self, execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        self.append(sql)
        return execute(sql, *more)
