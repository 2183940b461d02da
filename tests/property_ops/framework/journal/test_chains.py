"""The journal and the audit log under the seals: what was written down cannot be rewritten, and nobody sees it."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from property_ops.framework import audit
from property_ops.framework.journal.gathering import AUDIT, JOURNAL, spans_of
from property_ops.framework.models import AuditEvent, JournalBatch, JournalRow, User
from property_ops.framework.testing import UserFactory
from tests.property_ops.framework.journal.behind import past_the_rules
from tests.verifying import differences

pytestmark = pytest.mark.django_db

ROWS, AUDIT_ROWS, BATCHES = "po_framework_journalrow", "po_framework_auditevent", "po_framework_journalbatch"


@pytest.fixture
def gathered() -> User:
    user = UserFactory(username="zhang")
    for subject in ("1", "2", "3"):
        audit.record(by=user, action="staff.changed", subject=subject)
    JOURNAL.gather()
    AUDIT.gather()
    assert differences() == []
    return user


def test_what_was_gathered_is_not_gathered_again(gathered):
    assert [(one.chain, one.records) for one in JournalBatch.objects.filter(chain="audit")] == [("audit", 3)]
    AUDIT.gather()
    audit.record(by=gathered, action="staff.changed", subject="4")
    AUDIT.gather()
    assert [one.records for one in JournalBatch.objects.filter(chain="audit")] == [3, 1]
    assert differences() == []


def test_what_came_late_with_an_earlier_number_is_in_the_next_batch(gathered):
    with past_the_rules(AUDIT_ROWS):
        AuditEvent.objects.filter(subject="3").update(id=9_000)
    with past_the_rules(BATCHES):
        JournalBatch.objects.filter(chain="audit").delete()
    AUDIT.gather()
    AuditEvent.objects.create(id=8_999, user=gathered, action="staff.changed", subject="late")
    AUDIT.gather()
    assert [one.records for one in JournalBatch.objects.filter(chain="audit")] == [3, 1]
    assert differences() == []


@pytest.mark.parametrize(
    "values", [{"subject": "x"}, {"detail": {"x": 1}}, {"user": None}, {"at": datetime(2020, 1, 1, tzinfo=UTC)}]
)
def test_a_changed_line_of_the_audit_log_is_found(gathered, values):
    with past_the_rules(AUDIT_ROWS):
        AuditEvent.objects.filter(subject="2").update(**values)
    assert differences() == ["batch 1 of the chain “audit” was changed after it was gathered"]


def test_a_deleted_line_of_the_audit_log_is_found(gathered):
    with past_the_rules(AUDIT_ROWS):
        AuditEvent.objects.filter(subject="2").delete()
    assert differences() == ["batch 1 of the chain “audit” was changed after it was gathered"]


def test_a_row_that_was_changed_together_with_its_journal_is_found(gathered):
    with past_the_rules(ROWS, "po_framework_user"):
        User.objects.filter(pk=gathered.pk).update(is_superuser=True)
        last = JournalRow.objects.filter(of_table="po_framework_user", of_row=str(gathered.pk)).last()
        false, true = ("false", "true") if connection.vendor == "postgresql" else ("0", "1")
        content = last.content.replace(f'"is_superuser":{false}', f'"is_superuser":{true}')
        JournalRow.objects.filter(pk=last.pk).update(
            content=content.replace('"is_superuser": false', '"is_superuser": true')
        )
    assert differences() == ["batch 1 of the chain “journal” was changed after it was gathered"]


def test_who_made_himself_an_administrator_is_found(gathered):
    with past_the_rules("po_framework_user"):
        User.objects.filter(pk=gathered.pk).update(is_superuser=True)
    row = f"row {gathered.pk} of po_framework_user"
    assert differences() == [f"{row} was changed behind the product's back: is_superuser"]


def test_a_batch_that_was_left_out_is_found(gathered):
    audit.record(by=gathered, action="staff.changed", subject="4")
    AUDIT.gather()
    with past_the_rules(BATCHES):
        JournalBatch.objects.filter(chain="audit", number=1).delete()
    assert differences() == ["batch 2 of the chain “audit” was changed after it was gathered"]


def test_a_rule_that_says_nothing_any_more_is_found(gathered):
    name = "po_framework_auditevent_delete_refused"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$"
            )
        else:
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(f"CREATE TRIGGER {name} BEFORE DELETE ON {AUDIT_ROWS} WHEN FALSE BEGIN SELECT 1; END")
    assert differences() == [f"the database's rule {name} says something else than it was made to say"]


def test_a_journal_that_is_switched_off_is_found(gathered):
    name = "po_journal_framework_user_update"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (" ON po_framework_user" if connection.vendor == "postgresql" else ""))
    assert differences() == [f"the database's rule {name} is missing or switched off"]


def test_numbers_that_follow_each_other_are_one_span():
    assert spans_of([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 7), (9, 10)]
    assert spans_of([]) == []
