"""A former resident's personal data goes from rows, history and journal; ledger, bills and proofs stay whole."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from property_ops.framework.journal.blacking import JournalNotWhole
from property_ops.framework.journal.gathering import JOURNAL
from property_ops.framework.models import BatchBlackout, JournalRow
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.modules.erasure.domain.errors import ErasedAlready, ErasureForbidden
from property_ops.modules.erasure.models import Erasure
from property_ops.modules.erasure.services import approve_erasure, ask_erasure
from property_ops.modules.estates.models import Tenure
from property_ops.modules.estates.testing import owned_unit
from property_ops.modules.notices.models import HouseholdContact
from property_ops.modules.requests.models import Request
from property_ops.modules.requests.services import Asked, answer_request, register_request
from tests.property_ops.framework.journal.behind import past_the_rules
from tests.verifying import differences
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
NOW, TODAY = datetime(2026, 11, 20, 9, tzinfo=UTC), date(2026, 11, 20)
NAME, PHONE = "钱守诚", "13905307788"


def written() -> str:
    """All that the journal says."""
    return "\n".join(JournalRow.objects.values_list("content", flat=True))


@pytest.fixture
def manager(shipped):
    return UserFactory(role="manager")


@pytest.fixture
def reviewer(shipped):
    return UserFactory(role="reviewer")


@pytest.fixture
def gone(manager):
    """Moved out last year; had an address for messages, and asked for a repair that is answered."""
    unit = owned_unit(owner=NAME)
    tenure = unit.tenures.get()
    tenure.phone, tenure.end = PHONE, date(2025, 10, 1)
    tenure.save()
    HouseholdContact.objects.create(
        tenure=tenure, channel="mail", address="qian@example.com", changed_at=timezone.now()
    )
    asked = ask_for_a_repair(tenure, by=manager)
    answer_request(request=asked, result="已修好", on=asked.received_on, by=manager)
    return tenure


def ask_for_a_repair(tenure, *, by):
    said = Asked("phone", "water", "水管漏水", TODAY, unit=tenure.unit, person=NAME, phone=PHONE)
    return register_request(estate=tenure.unit.estate, asked=said, by=by, now=NOW)


def ask(tenure, by, **said):
    usual = {"asked_on": date(2026, 11, 18), "asked_how": "书面申请", "now": NOW, "today": TODAY}
    return ask_erasure(tenure=tenure, by=by, **(usual | said))


def test_it_goes_from_rows_history_and_journal_and_verify_finds_no_difference(gone, manager, reviewer):
    JOURNAL.gather()
    assert NAME in written()
    erasure = ask(gone, manager)
    approve_erasure(erasure_id=erasure.pk, by=reviewer, now=NOW, today=TODAY)
    gone.refresh_from_db()
    request = Request.objects.get()
    assert (gone.name, gone.phone, request.person, request.phone) == ("（已删除）", "", "", "")
    assert (request.content, request.result) == ("水管漏水", "已修好")
    assert HouseholdContact.objects.get().address == ""
    assert not any(word in written() for word in (NAME, PHONE, "qian@example.com"))
    assert not request.history.exclude(person="", phone="").exists()
    assert BatchBlackout.objects.count() == 1
    JOURNAL.gather()
    assert differences() == []


def test_a_line_that_was_blacked_out_cannot_be_written_anew_and_it_is_found(gone, manager, reviewer):
    JOURNAL.gather()
    approve_erasure(erasure_id=ask(gone, manager).pk, by=reviewer, now=NOW, today=TODAY)
    line = JournalRow.objects.filter(of_table="po_estates_tenure", of_row=str(gone.pk)).first()
    with pytest.raises(DatabaseError), transaction.atomic():
        JournalRow.objects.filter(pk=line.pk).update(content=line.content.replace("已删除", NAME))
    with past_the_rules("po_framework_journalrow"):
        JournalRow.objects.filter(pk=line.pk).update(content=line.content.replace("已删除", NAME))
    assert f"line {line.pk} of the journal was blacked out, and says something else since" in differences()
    assert "batch 1 of the chain “journal” was changed after it was gathered" in differences()


def test_no_line_of_the_journal_is_changed_without_a_blackout(gone):
    with pytest.raises(DatabaseError), transaction.atomic():
        JournalRow.objects.filter(of_row=str(gone.pk)).update(content="{}")


def test_what_was_changed_behind_the_back_is_not_covered_by_an_erasure(gone, manager, reviewer):
    JOURNAL.gather()
    line = JournalRow.objects.filter(of_table="po_estates_tenure").first()
    with past_the_rules("po_framework_journalrow"):
        JournalRow.objects.filter(pk=line.pk).update(content=line.content.replace(NAME, "孙某某"))
    erasure = ask(gone, manager)
    with pytest.raises(JournalNotWhole):
        approve_erasure(erasure_id=erasure.pk, by=reviewer, now=NOW, today=TODAY)
    assert Tenure.objects.get(pk=gone.pk).name == NAME


def test_what_comes_back_as_from_an_older_backup_is_found(gone, manager, reviewer):
    approve_erasure(erasure_id=ask(gone, manager).pk, by=reviewer, now=NOW, today=TODAY)
    Tenure.objects.filter(pk=gone.pk).update(phone=PHONE)
    assert differences() == [f"erasure {Erasure.objects.get()}: 房屋台账中的姓名、电话 came back in 1 rows"]


def test_who_lives_here_still_or_waits_for_an_answer_is_not_erased(gone, manager):
    Tenure.objects.filter(pk=gone.pk).update(end=None)
    with pytest.raises(ErasureForbidden):
        ask(Tenure.objects.get(pk=gone.pk), manager)
    Tenure.objects.filter(pk=gone.pk).update(end=date(2025, 10, 1))
    owned_unit(owner=NAME).tenures.update(phone=PHONE)
    with pytest.raises(ErasureForbidden):
        ask(gone, manager)
    Tenure.objects.exclude(pk=gone.pk).update(phone="1")
    ask_for_a_repair(gone, by=manager)
    with pytest.raises(ErasureForbidden):
        ask(gone, manager)


def test_two_persons_do_it_once(gone, manager, reviewer):
    with pytest.raises(NotAllowed):
        ask(gone, reviewer)
    erasure = ask(gone, manager)
    with pytest.raises(ErasedAlready):
        ask(gone, manager)
    with pytest.raises(SamePerson):
        approve_erasure(erasure_id=erasure.pk, by=manager, now=NOW, today=TODAY)
    assert Tenure.objects.get(pk=gone.pk).name == NAME


def test_it_is_asked_for_on_the_page_of_the_unit_and_has_its_paper(gone, manager, reviewer):
    boss = visitor("manager")
    assert f"/erasures/new/{gone.pk}/" in boss.text(f"/units/{gone.unit.code}/")
    boss.post(f"/erasures/new/{gone.pk}/", {"asked_on": "2026-11-18", "asked_how": "书面申请"})
    erasure = Erasure.objects.get()
    assert "会计档案管理办法" in boss.text(f"/erasures/{erasure.pk}/")
    visitor("reviewer").post(f"/approvals/erasure/{erasure.pk}/approve/")
    assert Tenure.objects.get(pk=gone.pk).phone == ""
    paper = boss.get(f"/erasures/{erasure.pk}/record.pdf")
    assert (paper.headers["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
