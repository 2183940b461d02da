"""What constraints may call: SQL that the database knows by itself.

Django registers functions of its own with SQLite (`django_date_extract`, `REGEXP`, …). A constraint that calls one can
be checked by nobody but Django: a copy by SQLite's own tools fails, and so does every other program that writes.
"""

from typing import Any

from django.db import models
from django.db.models import Func


class DayOfMonth(Func):
    """The day of a date in its month, 1 to 31."""

    arity = 1
    output_field = models.IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="CAST(substr(%(expressions)s, 9, 2) AS integer)", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="EXTRACT(DAY FROM %(expressions)s)", **context)
