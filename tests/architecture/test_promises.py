"""What the database promises, and which function asks for a right, locks or leaves a trace, written down once more.

A check, a PROTECT or a trigger that is taken out of model and migration together, a lock or a right that is no longer
asked for, leave every page as it was, and no other test need notice. Nothing of it goes unseen: PROMISES_ANEW=1 writes
the list anew, and what is missing in its difference needs a reason as good as the one for which it was promised.
"""

import os
import re

import pytest
from django.db import connection

from tests.architecture import promises


@pytest.mark.parametrize("kind", ["table", "right", "lock", "trace"])
def test_what_is_promised_is_what_is_written_down(kind):
    _as_written(kind, promises.of_tables() if kind == "table" else promises.of_code(kind))


@pytest.mark.django_db
def test_what_triggers_refuse_is_what_is_written_down():
    if connection.vendor == "sqlite":  # PostgreSQL's say the same, and `verify` compares them with the migrations
        _as_written("trigger", promises.of_triggers())


@pytest.mark.django_db
def test_every_constraint_is_in_the_database():
    there = set(re.findall(r"\w+", promises.in_the_database()))
    assert promises.named_constraints() - there == set()


def _as_written(kind: str, found: set[str]) -> None:
    if "PROMISES_ANEW" in os.environ:
        promises.write(kind, found)
    written = promises.written(kind)
    assert sorted(written - found) == [], "no longer there: if that is meant, PROMISES_ANEW=1 writes the list anew"
    assert sorted(found - written) == [], "new: PROMISES_ANEW=1 writes the list anew"
