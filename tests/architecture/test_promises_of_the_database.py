"""What the database itself promises (docs/house.md 10) is written down once more, so that nothing of it goes unseen.

A check, a uniqueness, a PROTECT or a trigger that is taken out of model and migration together leaves every page as it
was, and no other test need notice. PROMISES_ANEW=1 writes the list anew; what is missing in its difference needs a
reason as good as the one for which it was promised.
"""

import os
import re

import pytest
from django.db import connection

from tests.architecture import promises


def test_what_tables_promise_is_what_is_written_down():
    if "PROMISES_ANEW" in os.environ:
        promises.write("table", promises.of_tables())
    assert promises.of_tables() == promises.written("table")


@pytest.mark.django_db
def test_what_triggers_refuse_is_what_is_written_down():
    if connection.vendor == "sqlite":  # PostgreSQL's say the same, and `verify` compares them with the migrations
        if "PROMISES_ANEW" in os.environ:
            promises.write("trigger", promises.of_triggers())
        assert promises.of_triggers() == promises.written("trigger")


@pytest.mark.django_db
def test_every_constraint_that_is_written_down_is_in_the_database():
    there = set(re.findall(r"\w+", promises.in_the_database()))
    assert promises.named_constraints() - there == set()
