"""Acceptance by the three parties: the least that was measured counts; silence only where the agreement says so."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import IllegalMove, NotAllowed, ReasonMissing, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.models import EstateMembership
from property_ops.modules.works.domain.errors import (
    AlreadyMeasured,
    BeforeItWasDone,
    CompanyMustConfirm,
    MoreThanDone,
    NegativeQuantity,
    NoDeemedAcceptance,
    NotAccepted,
    NotALine,
    NotAParty,
    NothingAccepted,
    SameTerms,
    TermsWait,
    TooEarlyToDeem,
    WarrantyIsFree,
)
from property_ops.modules.works.domain.funding import FundingSplit
from property_ops.modules.works.models import AcceptanceTerms, WorkConfirmation
from property_ops.modules.works.public import (
    Party,
    confirm_work,
    confirmations_of,
    deem_accepted,
    estimate_work,
    events_of,
    finish_work,
    lines_of,
    parties_of,
    payable_parts,
    record_done,
    report_defect,
    send_back_work,
    start_work,
    warranty_until,
)
from property_ops.modules.works.selectors import terms_of
from property_ops.modules.works.services.terms import approve_terms, propose_terms
from property_ops.modules.works.testing import WorkOrderFactory, agree
from tests.property_ops.modules.works.stages import (
    ACCEPTED_ON,
    DAY,
    DONE_ON,
    KERB,
    ROAD,
    accept,
    confirm,
    finished,
)

pytestmark = pytest.mark.django_db
M2, M = Decimal(110), Decimal(40)


def test_accepted_once_all_three_have_confirmed_every_line_and_the_least_counts(estate, by):
    work = finished(estate, by, lines=[ROAD, KERB])
    last = date(2026, 3, 17)
    assert not confirm(work, by, Party.COMPANY, {1: Decimal(120), 2: Decimal(40)})
    assert not confirm(work, by, Party.BRANCH, {1: Decimal(115), 2: Decimal(40)}, on=last, person="孙书记")
    assert not confirm(work, by, Party.COMMITTEE, {1: Decimal(118)}, person="赵主任")
    work.refresh_from_db()
    assert work.state == "done"
    assert confirm(work, by, Party.COMMITTEE, {2: Decimal(36)}, on=date(2026, 3, 16), person="赵主任")
    work.refresh_from_db()
    assert [line.accepted for line in lines_of(work)] == [Decimal(115), Decimal(36)]
    people = f"{by.dispatcher}、孙书记、赵主任"
    assert (work.accepted_by, work.accepted_on, work.deemed) == (people, last, False)


def test_the_last_word_of_a_party_counts_and_the_first_stays_written(estate, by):
    work = finished(estate, by)
    confirm(work, by, Party.COMPANY, {1: Decimal(12)})
    confirm(work, by, Party.COMPANY, {1: Decimal(112)})
    confirm(work, by, Party.BRANCH, {1: Decimal(120)})
    confirm(work, by, Party.COMMITTEE, {1: Decimal(120)})
    work.refresh_from_db()
    assert work.accepted == Decimal(112)
    assert WorkConfirmation.objects.count() == 4
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkConfirmation.objects.update(quantity=Decimal(1))


def test_what_no_party_may_say(estate, by):
    work = finished(estate, by)
    with pytest.raises(MoreThanDone):
        confirm(work, by, Party.COMPANY, {1: Decimal("120.5")})
    with pytest.raises(NegativeQuantity):
        confirm(work, by, Party.COMPANY, {1: Decimal("-0.1")})
    with pytest.raises(NotALine):
        confirm(work, by, Party.COMPANY, {2: M2})
    with pytest.raises(BeforeItWasDone):
        confirm(work, by, Party.COMPANY, {1: M2}, on=date(2026, 3, 9))
    with pytest.raises(ReasonMissing):
        confirm(work, by, Party.BRANCH, {1: M2}, person=" ")
    confirm(work, by, Party.COMPANY, {1: Decimal(0)})
    confirm(work, by, Party.BRANCH, {1: M2})
    with pytest.raises(NothingAccepted), transaction.atomic():
        confirm(work, by, Party.COMMITTEE, {1: M2})
    work.refresh_from_db()
    assert work.state == "done"


def test_done_quantities_are_corrected_only_before_anybody_confirmed(estate, by):
    work = finished(estate, by)
    record_done(work=work, done={1: Decimal(100)}, by=by.dispatcher, on=DONE_ON)
    confirm(work, by, Party.COMPANY, {1: Decimal(100)})
    with pytest.raises(AlreadyMeasured):
        record_done(work=work, done={1: Decimal(120)}, by=by.dispatcher, on=DONE_ON)


def test_a_new_round_is_confirmed_anew(estate, by):
    work = finished(estate, by)
    for party in (Party.COMPANY, Party.BRANCH):
        confirm(work, by, party, {1: M2})
    work = send_back_work(
        work=work, party=Party.COMMITTEE, person="赵主任", reason="起砂", on=ACCEPTED_ON, by=by.dispatcher
    )
    last = events_of(work).last()
    told = {"party": "committee", "manner": "transcribed"}
    assert (last.person, last.remark, last.detail) == ("赵主任", "起砂", told)
    work = finish_work(work=start_work(work=work, by=by.dispatcher, on=DAY), by=by.dispatcher, on=ACCEPTED_ON)
    assert confirmations_of(work) == []
    assert not confirm(work, by, Party.COMMITTEE, {1: Decimal(120)})
    work.refresh_from_db()
    assert work.state == "done"


def test_an_estate_without_owners_committee_is_accepted_by_two(estate, by):
    agree(estate, has_committee=False, deemed_days=None, warranty_months=None)
    work = finished(estate, by)
    with pytest.raises(NotAParty):
        confirm(work, by, Party.COMMITTEE, {1: M2})
    confirm(work, by, Party.BRANCH, {1: M2})
    assert confirm(work, by, Party.COMPANY, {1: M2})


def test_silence_is_acceptance_only_where_the_agreement_has_days_for_it(estate, by):
    work = finished(estate, by)
    with pytest.raises(NoDeemedAcceptance):
        deem_accepted(work=work, by=by.manager, on=date(2027, 1, 1))
    agree(estate, deemed_days=7)
    with pytest.raises(NoDeemedAcceptance):  # reported before it was agreed
        deem_accepted(work=work, by=by.manager, on=date(2027, 1, 1))


def test_silence_is_acceptance_once_its_days_are_over(estate, by):
    agree(estate, deemed_days=7)
    work = finished(estate, by)
    with pytest.raises(TooEarlyToDeem, match="2026-03-18"):
        deem_accepted(work=work, by=by.manager, on=date(2026, 3, 17))
    with pytest.raises(CompanyMustConfirm):
        deem_accepted(work=work, by=by.manager, on=date(2026, 3, 18))
    confirm(work, by, Party.COMPANY, {1: Decimal(118)})
    with pytest.raises(NotAllowed):
        deem_accepted(work=work, by=by.dispatcher, on=date(2026, 3, 18))
    work = deem_accepted(work=work, by=by.manager, on=date(2026, 3, 18))
    assert (work.state, work.accepted, work.accepted_on, work.deemed) == (
        "accepted", Decimal(118), date(2026, 3, 18), True,
    )  # fmt: skip
    assert events_of(work).last().detail == {"accepted": {"1": "118"}, "deemed": True}


def test_a_report_that_is_dated_back_shortens_no_silence(estate, by):
    agree(estate, deemed_days=7)
    work = finished(estate, by)
    confirm(work, by, Party.COMPANY, {1: M2})
    today = timezone.localdate()
    with pytest.raises(TooEarlyToDeem):
        deem_accepted(work=work, by=by.manager, on=today)
    assert deem_accepted(work=work, by=by.manager, on=today + timedelta(days=8)).deemed


def test_one_manager_neither_switches_a_party_off_nor_shortens_silence(estate, by):
    """The story: a manager alone switched the committee off and set one day of silence."""
    work = finished(estate, by)
    given = {"estate": estate, "has_committee": False, "deemed_days": 1, "warranty_months": None}
    asked = propose_terms(by=by.manager, now=timezone.now(), **given)
    assert terms_of(estate).said == {
        "has_committee": True, "deemed_days": None, "warranty_months": None,
        "emergency_limit": None, "emergency_month_limit": None, "complaint_days": None, "complaint_percent": None,
    }  # fmt: skip
    with pytest.raises(SamePerson):
        approve_terms(terms=asked, by=by.manager, now=timezone.now())
    with pytest.raises(NotAllowed):
        approve_terms(terms=asked, by=by.dispatcher, now=timezone.now())
    with pytest.raises(TermsWait):
        propose_terms(by=by.manager, now=timezone.now(), **given | {"deemed_days": 2})
    with pytest.raises(IntegrityError), transaction.atomic():
        AcceptanceTerms.objects.update(state="approved", decided_by=by.manager, decided_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        AcceptanceTerms.objects.create(estate=estate, has_committee=False)
    approve_terms(terms=asked, by=UserFactory(role="reviewer"), now=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        AcceptanceTerms.objects.update(deemed_days=2)
    assert parties_of(work) == tuple(Party)  # reported before
    assert parties_of(finished(estate, by)) == (Party.BRANCH, Party.COMPANY)
    with pytest.raises(SameTerms):
        propose_terms(by=by.manager, now=timezone.now(), **given)


def test_a_party_confirms_by_itself_and_a_grid_worker_for_the_company_in_own_estates_only(estate, by):
    work = finished(estate, by)
    assert not confirm_work(
        work=work, party=Party.COMMITTEE, measured={1: M2}, person="赵主任", on=ACCEPTED_ON, by=None
    )
    assert events_of(work).last().by is None
    mine, other = UserFactory(role="grid_worker"), UserFactory(role="grid_worker")
    EstateMembership.objects.create(user=mine, estate=estate)
    with pytest.raises(NotAllowed):
        confirm_work(work=work, party=Party.COMPANY, measured={1: M2}, on=ACCEPTED_ON, by=other)
    confirm_work(work=work, party=Party.COMPANY, measured={1: M2}, on=ACCEPTED_ON, by=mine)


def test_what_is_accepted_stays_accepted(estate, by):
    work = accept(finished(estate, by), by, {1: M2})
    with pytest.raises(IllegalMove):
        confirm(work, by, Party.COMPANY, {1: Decimal(1)})
    with pytest.raises(IllegalMove):
        send_back_work(work=work, party=Party.COMPANY, person="钱工", reason="迟了", on=ACCEPTED_ON, by=by.dispatcher)


# --- warranty --------------------------------------------------------------------------------------------------------


def test_a_defect_inside_the_warranty_opens_a_free_order(estate, by):
    work = accept(finished(estate, by), by, {1: M2})
    assert warranty_until(work) == date(2027, 3, 15)  # twelve months, as is usual for roads
    order = report_defect(work=work, what="又塌了", by=by.dispatcher, on=date(2027, 3, 15))
    assert (order.original, order.funding, order.state, order.estate) == (work, "nobody", "draft", estate)
    with pytest.raises(WarrantyIsFree):
        estimate_work(work=order, lines=[ROAD], split=FundingSplit.whole("subsidy"), by=by.dispatcher, on=DAY)
    order = estimate_work(work=order, lines=[ROAD], split=FundingSplit(), by=by.dispatcher, on=DAY)
    assert (order.funding, order.residents_percent, payable_parts(order)) == ("nobody", Decimal(0), {})
    assert events_of(work).last().detail == {"order": order.number, "free": True}


def test_after_the_warranty_a_defect_is_an_ordinary_draft(estate, by):
    work = accept(finished(estate, by), by, {1: M2})
    order = report_defect(work=work, what="又塌了", by=by.dispatcher, on=date(2027, 3, 16))
    assert (order.original, order.funding) == (work, "undecided")


def test_the_agreement_says_how_long_the_warranty_is_and_works_keep_theirs(estate, by):
    agree(estate, has_committee=True, deemed_days=None, warranty_months=6)
    work = accept(finished(estate, by), by, {1: M2})
    agree(estate, has_committee=True, deemed_days=None, warranty_months=0)
    assert warranty_until(work) == date(2026, 9, 15)
    register = WorkOrderFactory(estate=estate)
    assert warranty_until(register) is None
    assert report_defect(work=register, what="开裂", by=by.dispatcher, on=DAY).funding == "undecided"


def test_a_work_that_is_not_accepted_is_sent_back_instead(estate, by):
    with pytest.raises(NotAccepted):
        report_defect(work=finished(estate, by), what="不平", by=by.dispatcher, on=DAY)


def test_an_accepted_work_says_what_each_payer_pays(estate, by):
    work = WorkOrderFactory(estate=estate, accepted=Decimal(100), ceiling=Yuan(800_00))
    assert payable_parts(work) == {"residents": Yuan(800_00)}
    assert payable_parts(finished(estate, by)) == {}
