"""Manner of acceptance: who speaks for whom, in person or on paper; what does not count (docs/product.md rule 22)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from property_ops.framework.approval.services import reject
from property_ops.framework.models import AuditEvent, User
from property_ops.framework.pictures.errors import PictureRefused, ScanRefused
from property_ops.framework.testing import UserFactory
from property_ops.kernel.acceptance import Manner
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.models import EstateMembership
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.domain.errors import (
    ComparedByDoer,
    NotYourParty,
    OnePartyOnly,
    OwnWork,
    RoundIsOver,
    SpokeAlready,
)
from property_ops.modules.works.models import PartyMember, Transcription, WorkConfirmation
from property_ops.modules.works.public import (
    Party,
    compare,
    confirm_work,
    finish_work,
    record_cost,
    send_back_work,
    start_work,
    transcribe,
    words_of,
)
from property_ops.modules.works.services.members import bind_to_party
from property_ops.modules.works.testing import WorkOrderFactory, hear
from tests.pages import text_of, visitor
from tests.property_ops.framework.pictures import photos
from tests.property_ops.modules.works.stages import ACCEPTED_ON, confirm, finished

pytestmark = pytest.mark.django_db
ALL = {1: Decimal(120)}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def work(estate, by):
    return finished(estate, by)


def on_paper(work, party, by, person="王主任", scan=None, measured=ALL) -> Transcription:
    return transcribe(
        work=work, party=party, measured=measured, person=person, on=ACCEPTED_ON, scan=scan or photos.jpeg(), by=by,
        now=timezone.now(),
    )  # fmt: skip


def compared(paper, by) -> bool:
    return compare(transcription=paper, by=by, now=timezone.now())


def said(work) -> dict[str, str]:
    return {one.party: one.manner for one in WorkConfirmation.objects.filter(work=work)}


# --- one dispatcher cannot be everybody -------------------------------------------------------------------------------


def test_one_dispatcher_who_recorded_the_cost_and_reported_it_done_cannot_accept_it_for_everybody(work, by):
    record_cost(work=work, type="provider", amount=Yuan(90_00), by=by.dispatcher, on=ACCEPTED_ON, remark="外包")
    assert not confirm_work(work=work, party=Party.COMPANY, measured=ALL, on=ACCEPTED_ON, by=by.dispatcher)
    for party in (Party.COMMITTEE, Party.BRANCH):
        with pytest.raises(NotYourParty):
            confirm_work(work=work, party=party, measured=ALL, person="某人", on=ACCEPTED_ON, by=by.dispatcher)
        with pytest.raises(OwnWork):
            on_paper(work, party, by.dispatcher, person="某人")
    work.refresh_from_db()
    assert (work.state, said(work)) == ("done", {"company": "own"})


def test_the_company_has_no_link_and_no_paper(work, by):
    with pytest.raises(NotYourParty):
        confirm_work(work=work, party=Party.COMPANY, measured=ALL, person="某人", on=ACCEPTED_ON, by=None)
    with pytest.raises(NotYourParty):
        on_paper(work, Party.COMPANY, by.manager)


def test_nobody_speaks_for_two_parties_in_person_or_on_paper_under_one_name_or_another(work, by):
    other = UserFactory(role="grid_worker")
    EstateMembership.objects.create(user=other, estate=work.estate)
    on_paper(work, Party.COMMITTEE, other)
    with pytest.raises(OnePartyOnly):
        on_paper(work, Party.BRANCH, other, person="孙书记")
    with pytest.raises(OnePartyOnly):
        confirm_work(work=work, party=Party.COMPANY, measured=ALL, on=ACCEPTED_ON, by=other)
    with pytest.raises(OnePartyOnly):
        hear(work, Party.BRANCH, ALL, on=ACCEPTED_ON, staff=by.dispatcher, person="王 主任")


def test_whose_paper_was_rejected_may_speak_for_another_party(work, by):
    paper = on_paper(work, Party.COMMITTEE, by.manager)
    reject(Transcription, paper.pk, reason="签字不清", by=UserFactory(role="reviewer"), now=timezone.now())
    assert not confirm_work(work=work, party=Party.COMPANY, measured=ALL, on=ACCEPTED_ON, by=by.manager)


# --- in person --------------------------------------------------------------------------------------------------------


def member(estate, party) -> User:
    user = UserFactory(role="party_member")
    EstateMembership.objects.create(user=user, estate=estate)
    PartyMember.objects.create(user=user, party=party.value)
    return user


def test_a_partys_log_in_speaks_for_that_party_alone_and_under_its_own_name(work, by):
    chair = member(work.estate, Party.COMMITTEE)
    with pytest.raises(NotYourParty):
        confirm_work(work=work, party=Party.COMPANY, measured=ALL, on=ACCEPTED_ON, by=chair)
    with pytest.raises(NotAllowed):
        on_paper(work, Party.BRANCH, chair)
    with pytest.raises(NotYourParty):
        send_back_work(work=work, party=Party.BRANCH, person="x", reason="y", on=ACCEPTED_ON, by=chair)
    confirm_work(work=work, party=Party.COMMITTEE, measured=ALL, person="某人", on=ACCEPTED_ON, by=chair)
    (word,) = words_of(work)
    assert (word.party, word.manner, word.person, word.by_link) == (Party.COMMITTEE, Manner.OWN, str(chair), False)


def test_a_log_in_with_the_role_of_parties_but_without_a_party_speaks_for_none(work):
    user = UserFactory(role="party_member")
    EstateMembership.objects.create(user=user, estate=work.estate)
    for party in Party:
        with pytest.raises(NotYourParty):
            confirm_work(work=work, party=party, measured=ALL, on=ACCEPTED_ON, by=user)


def test_who_has_spoken_for_a_party_is_not_bound_to_another(work, by):
    administrator, chair = UserFactory(is_superuser=True), member(work.estate, Party.COMMITTEE)
    with pytest.raises(NotAllowed):
        bind_to_party(user=chair, party=Party.BRANCH, by=by.manager)
    confirm_work(work=work, party=Party.COMMITTEE, measured=ALL, on=ACCEPTED_ON, by=chair)
    for party in (Party.BRANCH, None):
        with pytest.raises(SpokeAlready):
            bind_to_party(user=chair, party=party, by=administrator)
    new = UserFactory(role="party_member")
    bind_to_party(user=new, party=Party.BRANCH, by=administrator)
    assert AuditEvent.objects.filter(action="works.party_member", subject=new.username).count() == 1


def test_who_kept_the_secret_speaks_by_it_for_no_party_about_a_work_of_their_own(work, by):
    said = {"work": work, "party": Party.COMMITTEE, "measured": ALL, "person": "赵主任", "on": ACCEPTED_ON, "by": None}
    with pytest.raises(OwnWork):
        confirm_work(keeper=by.dispatcher, **said)
    assert not confirm_work(keeper=by.manager, **said)


def test_a_link_is_in_person_and_says_so(work, by):
    hear(work, Party.COMMITTEE, ALL, on=ACCEPTED_ON, staff=by.dispatcher)
    (word,) = words_of(work)
    assert word.facts() == {
        "party": "committee", "manner": "own", "person": "王主任", "on": "2026-03-15", "by_link": True
    }  # fmt: skip


# --- on paper ---------------------------------------------------------------------------------------------------------


def test_a_transcription_does_not_count_before_a_second_person_has_compared_it(work, by):
    confirm(work, by, Party.COMPANY, ALL)
    confirm(work, by, Party.BRANCH, ALL)
    paper = on_paper(work, Party.COMMITTEE, by.manager, measured={1: Decimal("119.5")})
    work.refresh_from_db()
    assert (work.state, len(said(work))) == ("done", 2)
    reviewer = UserFactory(role="reviewer", display_name="李娟")
    assert compared(paper, reviewer)
    work.refresh_from_db()
    assert (work.state, work.accepted) == ("accepted", Decimal("119.5"))
    assert said(work) == {"company": "own", "branch": "own", "committee": "transcribed"}
    committee = words_of(work)[0]
    assert (committee.manner, committee.person, committee.checked_by) == (Manner.TRANSCRIBED, "王主任", "李娟")


def test_neither_who_transcribed_nor_who_had_a_part_in_the_work_compares(work, by):
    paper = on_paper(work, Party.COMMITTEE, by.manager)
    with pytest.raises(SamePerson):
        compared(paper, by.manager)
    with pytest.raises(ComparedByDoer):
        compared(paper, by.dispatcher)
    with pytest.raises(NotAllowed):
        compared(paper, by.auditor)
    assert said(work) == {}


def test_a_paper_of_a_round_that_is_over_counts_for_nothing(work, by):
    paper = on_paper(work, Party.COMMITTEE, by.manager)
    send_back_work(work=work, party=Party.BRANCH, person="孙书记", reason="不平", on=ACCEPTED_ON, by=by.dispatcher)
    with pytest.raises(RoundIsOver):
        compared(paper, UserFactory(role="reviewer"))
    finish_work(work=start_work(work=work, by=by.dispatcher, on=ACCEPTED_ON), by=by.dispatcher, on=ACCEPTED_ON)
    with pytest.raises(RoundIsOver):  # what was done anew is not what was signed for
        compared(paper, UserFactory(role="reviewer"))


ACTIVE = PDF.replace(b"/Root", b"/OpenAction 1 /Root")


@pytest.mark.parametrize("scan", [b"", b"no picture", b"%PDF-1.4 cut off", ACTIVE])
def test_without_a_scan_that_can_be_looked_at_there_is_no_transcription(scan, work, by):
    with pytest.raises((PictureRefused, ScanRefused)):
        transcribe(
            work=work, party=Party.COMMITTEE, measured=ALL, person="王主任", on=ACCEPTED_ON, scan=scan,
            by=by.manager, now=timezone.now(),
        )  # fmt: skip
    assert not Transcription.objects.exists()


# --- the database -----------------------------------------------------------------------------------------------------


def word(work, party, user, **more) -> dict:
    return {
        "work": work, "round": work.round, "line": 1, "party": party.value, "quantity": Decimal(1),
        "manner": "own", "person": "某人", "on": ACCEPTED_ON, "by": user, **more,
    }  # fmt: skip


def test_the_database_lets_nobody_speak_for_two_parties_or_for_their_own_work(work, by):
    WorkConfirmation.objects.create(**word(work, Party.COMPANY, by.manager))
    paper = on_paper(work, Party.COMMITTEE, UserFactory(role="dispatcher"))
    refused = (
        word(work, Party.BRANCH, by.manager, person="另一人"),  # spoke for the company
        word(work, Party.BRANCH, None),  # the same name
        word(work, Party.BRANCH, by.dispatcher, person="另一人"),  # planned the work
        word(work, Party.COMPANY, None, person="另一人"),  # the company has no link
        word(work, Party.COMMITTEE, paper.prepared_by, person="王主任", manner="transcribed"),  # no paper
        word(work, Party.COMMITTEE, paper.prepared_by, person="王主任", manner="transcribed", transcription=paper),
    )
    for row in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            WorkConfirmation.objects.create(**row)
    assert WorkConfirmation.objects.count() == 1


def test_the_database_lets_no_one_compare_their_own_work_nor_change_what_was_transcribed(work, by):
    paper = on_paper(work, Party.COMMITTEE, by.manager)
    rows = Transcription.objects.filter(pk=paper.pk)
    for user in (by.dispatcher, by.manager):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(state="approved", decided_by=user, decided_at=timezone.now())
    for change in ({"person": "别人"}, {"measured": {"1": "1"}}, {"party": "branch"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.delete()


# --- pages ------------------------------------------------------------------------------------------------------------


def test_who_had_a_part_in_the_work_is_offered_neither_paper_nor_comparison(work, by):
    dispatcher, reviewer = visitor("dispatcher"), visitor("reviewer")
    dispatcher.force_login(by.dispatcher, backend="property_ops.framework.authentication.AccessBackend")
    page = text_of(dispatcher.get(f"/works/{work.number}/"))
    assert "代表物业公司验收" in page
    assert "录入纸质签字" not in page
    assert "录入纸质签字" in text_of(visitor("manager").get(f"/works/{work.number}/"))
    paper = on_paper(work, Party.COMMITTEE, by.manager, scan=PDF)
    own, other = (text_of(client.get(f"/work-papers/signed/{paper.pk}/")) for client in (dispatcher, reviewer))
    assert "/approvals/transcription/" in other
    assert "/approvals/transcription/" not in own
    saved = reviewer.get(f"/work-papers/signed/{paper.pk}/full")
    assert (saved.content, saved["Content-Disposition"][:10]) == (PDF, "attachment")
    reviewer.post(f"/approvals/transcription/{paper.pk}/approve/")
    assert "代录（复核：" in text_of(reviewer.get(f"/works/{work.number}/"))


def test_a_member_of_the_committee_accepts_on_the_page_of_its_own_estate_only(work, by):
    chair, stranger = member(work.estate, Party.COMMITTEE), member(EstateFactory(), Party.COMMITTEE)
    client = visitor("dispatcher")
    for user, status in ((stranger, 404), (chair, 302)):
        client.force_login(user, backend="property_ops.framework.authentication.AccessBackend")
        typed = {"on": "2026-03-15", "line_1": "118"}
        assert client.post(f"/work-steps/confirm/{work.number}/", typed).status_code == status
    page = text_of(client.get(f"/works/{work.number}/"))
    assert "亲验" in page
    assert "录入纸质签字" not in page


def test_a_row_of_the_register_is_shown_as_one():
    row = WorkOrderFactory()
    (word,) = words_of(row)
    assert (word.party, word.manner, word.person, word.on) == (None, Manner.REGISTER, "三方联动", date(2022, 6, 15))
    assert "导入" in text_of(visitor("auditor").get(f"/works/{row.number}/"))


def test_a_transcription_by_the_page_needs_a_scan(work):
    typed = {"party": "committee", "person": "王主任", "on": "2026-03-15", "line_1": "118"}
    client = visitor("manager")
    assert client.post(f"/work-steps/transcribe/{work.number}/", typed).status_code == 422
    scan = SimpleUploadedFile("signed.jpg", photos.jpeg())
    assert client.post(f"/work-steps/transcribe/{work.number}/", typed | {"scan": scan}).status_code == 302
