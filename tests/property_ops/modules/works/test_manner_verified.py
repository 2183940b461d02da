"""What `verify` finds of acceptances where somebody lifted the database's promises."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from property_ops.framework.testing import UserFactory
from property_ops.framework.triggers import RefuseWhen
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.models import Transcription, WorkConfirmation
from property_ops.modules.works.public import Party, compare, transcribe
from property_ops.modules.works.verifiers import verify
from tests.property_ops.modules.works.stages import ACCEPTED_ON, finished

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def work(by):
    return finished(EstateFactory(name="牡丹花园"), by)


def lifted(table: str) -> None:
    """Whoever owns the database may take its promises away."""
    with connection.cursor() as cursor:
        for event in ("INSERT", "UPDATE"):
            for statement in RefuseWhen(table, event, "TRUE", "").drop(connection.vendor):
                cursor.execute(statement)


def found() -> str:
    return "\n".join(one.says % one.facts for check in verify() for one in check.differences)


def say(work, party, user, person) -> None:
    WorkConfirmation.objects.create(
        work=work, round=work.round, line=1, party=party.value, quantity=Decimal(1), manner="own", person=person,
        on=date(2026, 3, 15), by=user,
    )  # fmt: skip


def test_one_person_for_two_parties_and_a_word_about_ones_own_work_are_found(work, by):
    say(work, Party.COMPANY, by.manager, "经理")
    assert found() == ""
    lifted("po_works_workconfirmation")
    say(work, Party.BRANCH, by.manager, "另一人")
    say(work, Party.COMMITTEE, by.dispatcher, "第三人")
    assert "one person spoke for two parties in round 1" in found()
    assert "who did it spoke for the committee" in found()


def test_a_transcription_that_was_changed_and_a_scan_that_was_exchanged_are_found(work, by):
    paper = transcribe(
        work=work, party=Party.COMMITTEE, measured={1: Decimal(120)}, person="王主任", on=ACCEPTED_ON, scan=PDF,
        by=by.manager, now=timezone.now(),
    )  # fmt: skip
    compare(transcription=paper, by=UserFactory(role="reviewer"), now=timezone.now())
    assert found() == ""
    lifted("po_works_transcription")
    Transcription.objects.update(measured={"1": "1"}, pdf=PDF + b" ")
    assert "the word of the committee is not what its paper says" in found()
    assert "the scan for the committee is not the one that was sent" in found()
