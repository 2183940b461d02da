"""Reminder letters: to whom, in which words, by whose eyes, and how they were delivered (docs/product.md rule 14)."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from pypdf import PdfReader

from invoices.modules.collections.domain import wording
from invoices.modules.collections.domain.errors import NobodyToRemind, NotApproved, TooLittleTime
from invoices.modules.collections.domain.instalments import InstalmentDraft
from invoices.modules.collections.domain.reminding import Debtor, OverdueLine, ReminderTerms, sorted_out, why_not
from invoices.modules.collections.domain.states import Stage
from invoices.modules.collections.models import Delivery, ReminderLetter, ReminderRun
from invoices.modules.collections.selectors import preview, standings
from invoices.modules.collections.services import (
    approve_plan,
    approve_run,
    letter_pdf,
    open_dispute,
    prepare_plan,
    prepare_run,
    print_run,
    record_delivery,
)
from invoices.modules.receivables.public import move_due_day, open_lines
from property_ops.framework.approval.services import withdraw
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import EstateFactory
from tests.invoices.july import pay
from tests.invoices.june import LIVED_IN, VACANT, bill_of
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
TODAY, PAY_BY = date(2022, 9, 20), date(2022, 10, 10)
NOW = datetime(2022, 9, 20, 9, tzinfo=UTC)
TERMS = ReminderTerms(TODAY, least_days=30, least_amount=Yuan(100_00), pause_days=30)
CUTTING = (
    "停水 停电 断水 断电 停气 停供 断供 停止供 限电 限水 限制 门禁 禁止 锁 拒绝服务 停止服务 "
    "黑名单 征信 失信 曝光 公示 公布姓名 后果自负 强制 法律责任"
)


def names(found):
    return [one.account.unit_code for one in found.recipients]


def left_out(found):
    return {why: [one.unit_code for one in accounts] for why, accounts in found.left_out.items()}


@pytest.fixture
def prepare(bill, accountant):
    return lambda stage=Stage.REMINDER, terms=TERMS, pay_by=PAY_BY: prepare_run(
        estate=bill.estate, stage=stage, terms=terms, pay_by=pay_by, by=accountant, now=NOW
    )


@pytest.fixture
def approve(reviewer):
    return lambda run, today=TODAY: approve_run(run_id=run.pk, by=reviewer, now=NOW, today=today)


def test_the_words_threaten_nothing_and_cut_nothing():
    """民法典 944: no supply is cut; no threat of any kind."""
    said = "".join(
        text
        for stage in Stage
        for text in (wording.TITLES[stage], wording.opening(stage, as_of=TODAY), wording.closing(stage, pay_by=PAY_BY))
    )
    said += wording.NOT_LISTED + wording.salutation("") + wording.objection(pay_by=PAY_BY)
    assert [word for word in CUTTING.split() if word in said] == []
    assert said.count("2022年10月10日前") == 4


def test_who_is_old_and_large_enough_gets_a_letter_in_building_order(bill):
    assert names(preview(bill.estate, TERMS)) == [LIVED_IN, VACANT]
    assert names(preview(bill.estate, ReminderTerms(TODAY, 30, Yuan(520_00), 30))) == [VACANT]
    assert names(preview(bill.estate, ReminderTerms(TODAY, 48, Yuan(1), 30))) == []
    assert names(preview(bill.estate, ReminderTerms(date(2022, 8, 4), 1, Yuan(1), 30))) == []


def test_what_falls_due_today_is_not_overdue_yet(bill):
    line = bill.lines.get(amount=Yuan(440_67))
    move_due_day(line_id=line.pk, due_on=TODAY, on=date(2022, 9, 1), source="plan/1")
    first = preview(bill.estate, ReminderTerms(TODAY, 30, Yuan(1_00), 30)).recipients[0]
    assert (first.account.unit_code, first.total) == (LIVED_IN, Yuan(70_82))


def test_a_disputed_line_is_not_listed_and_the_rest_is(bill, accountant):
    line = bill.lines.get(amount=Yuan(440_67))
    open_dispute(line=line, words="未验收", channel="phone", by=accountant, now=NOW, today=TODAY)
    terms = ReminderTerms(TODAY, 30, Yuan(1_00), 30)
    first = preview(bill.estate, terms).recipients[0]
    assert (first.account.unit_code, first.total) == (LIVED_IN, Yuan(70_82))
    for other in bill.lines.exclude(pk=line.pk):
        open_dispute(line=other, words="有误", channel="phone", by=accountant, now=NOW, today=TODAY)
    found = preview(bill.estate, terms)
    assert names(found) == [VACANT]
    assert left_out(found) == {"disputed": [LIVED_IN]}


def test_who_keeps_a_plan_is_left_in_peace_until_a_part_is_missed(bill, accountant, reviewer):
    parts = [InstalmentDraft(date(2022, 9, 30), Yuan(211_49)), InstalmentDraft(date(2022, 10, 31), Yuan(300_00))]
    plan = prepare_plan(
        line_ids=[line.pk for line in bill.lines.all()], parts=parts, reason="分期", by=accountant, now=NOW, today=TODAY
    )
    approve_plan(plan_id=plan.pk, by=reviewer, now=NOW)
    assert left_out(preview(bill.estate, TERMS)) == {"in_plan": [LIVED_IN]}
    later = ReminderTerms(date(2022, 10, 1), 30, Yuan(100_00), 30)
    assert names(preview(bill.estate, later)) == [LIVED_IN, VACANT]
    pay(bill, Yuan(211_49), by=accountant, on=date(2022, 9, 30))
    assert left_out(preview(bill.estate, later)) == {"in_plan": [LIVED_IN]}


def test_who_was_reminded_a_short_while_ago_is_left_in_peace(bill, prepare, approve):
    approve(prepare())
    assert left_out(preview(bill.estate, TERMS)) == {"reminded": [LIVED_IN, VACANT]}
    assert names(preview(bill.estate, ReminderTerms(date(2022, 10, 20), 30, Yuan(1), 30))) == [LIVED_IN, VACANT]
    with pytest.raises(NobodyToRemind):
        prepare()


def test_word_before_a_lawyer_is_only_for_those_who_were_reminded(bill, prepare, approve):
    """The letter says that a reminder went before."""
    strict = ReminderTerms(TODAY, 30, Yuan(100_00), 0, after_reminder=True)
    assert left_out(preview(bill.estate, strict)) == {"no_word": [LIVED_IN, VACANT]}
    with pytest.raises(NobodyToRemind):
        prepare(Stage.BEFORE_LAWYER)
    approve(prepare())
    assert names(preview(bill.estate, strict)) == [LIVED_IN, VACANT]


LINE = OverdueLine("ZD2022-000001", "物业服务费", date(2022, 6, 1), date(2022, 6, 30), date(2022, 8, 4), Yuan(100_00))


def test_credit_that_covers_it_leaves_in_peace():
    assert why_not(Debtor([LINE], credit=Yuan(100_00)), TERMS) == "covered"
    assert why_not(Debtor([LINE], credit=Yuan(99_99)), TERMS) is None
    assert sorted_out({("A", ""): Debtor([LINE])}, TERMS) == ([("A", "")], {})


def test_prepared_by_one_approved_by_another_and_numbered(bill, prepare, approve, accountant):
    run = prepare()
    with pytest.raises(NotAllowed):
        approve_run(run_id=run.pk, by=accountant, now=NOW, today=TODAY)
    manager = UserFactory(role="manager")
    own = prepare_run(estate=bill.estate, stage=Stage.FRIENDLY, terms=TERMS, pay_by=PAY_BY, by=manager, now=NOW)
    with pytest.raises(SamePerson):
        approve_run(run_id=own.pk, by=manager, now=NOW, today=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderRun.objects.filter(pk=own.pk).update(
            state="approved", decided_by=manager, decided_at=NOW, sent_on=TODAY
        )
    withdraw(ReminderRun, own.pk, by=manager, now=NOW)
    approve(run)
    numbers = list(run.letters.values_list("number", flat=True))
    assert numbers == ["CJ2022-000001", "CJ2022-000002"]
    with pytest.raises(DatabaseError), transaction.atomic():
        ReminderLetter.objects.update(total=Yuan(1))


def test_who_paid_or_objected_since_then_is_left_out_on_approval(bill, prepare, approve, accountant):
    run = prepare()
    pay(bill, bill.total, by=accountant, on=TODAY)
    other = bill_of(VACANT).lines.first()
    open_dispute(line=other, words="有误", channel="phone", by=accountant, now=NOW, today=TODAY)
    approve(run)
    assert list(run.letters.values_list("number", "left_out")) == [(None, "paid"), (None, "paid")]


def test_a_plan_is_paid_by_what_comes_after_it_from_the_very_day(bill, accountant, reviewer):
    pay(bill, Yuan(100_00), by=accountant, on=date(2022, 9, 1))
    first, last = date(2022, 9, 30), date(2022, 10, 1)
    parts = [InstalmentDraft(first, Yuan(211_49)), InstalmentDraft(date(2022, 10, 31), Yuan(200_00))]
    made = prepare_plan(
        line_ids=list(open_lines(bill=bill).values_list("pk", flat=True)), parts=parts, reason="分期", by=accountant,
        now=NOW, today=TODAY,
    )  # fmt: skip
    plan = approve_plan(plan_id=made.pk, by=reviewer, now=NOW)
    pay(bill, Yuan(211_49), by=accountant, on=first)
    assert [standings([plan], on=day)[0].paid for day in (TODAY, first)] == [Yuan(0), Yuan(211_49)]
    pay(bill, Yuan(200_00), by=accountant, on=last)
    done = standings([plan], on=last)[0]
    assert (done.left, done.missed, done.is_kept) == (Yuan(0), None, False)


def test_there_is_a_reasonable_time_to_pay(prepare, approve):
    with pytest.raises(TooLittleTime):
        prepare(pay_by=date(2022, 9, 26))
    run = prepare(pay_by=date(2022, 9, 27))
    with pytest.raises(TooLittleTime):
        approve(run, today=date(2022, 9, 21))
    assert approve(run, today=TODAY).sent_on == TODAY


def test_letters_are_printed_in_building_order_and_delivery_is_logged(
    bill, prepare, approve, accountant, settings, tmp_path
):
    settings.DATA = tmp_path
    run = prepare()
    with pytest.raises(NotApproved):
        print_run(run=run, by=accountant)
    with pytest.raises(NotApproved):
        letter_pdf(letter=run.letters.first(), by=accountant)
    with pytest.raises(NotApproved):
        record_delivery(letters=list(run.letters.all()), way="posted", on=TODAY, by=accountant, now=NOW)
    run = approve(run)
    letters = run.letters.order_by("position")
    pages = [page.extract_text() for page in PdfReader(print_run(run=run, by=accountant)).pages]
    assert [LIVED_IN in pages[0], VACANT in pages[1], len(pages)] == [True, True, 2]
    for words in ("催缴函", "尊敬的李小华", "511.49", "47", "2022年10月10日前", "如有异议", "付款方式", "建设银行"):
        assert words in pages[0]
    assert record_delivery(letters=list(letters), way="handed_over", on=TODAY, by=accountant, now=NOW) == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        Delivery.objects.update(way="posted")
    again = letter_pdf(letter=letters[0], by=accountant)
    assert again == letter_pdf(letter=letters[0], by=accountant)


def test_the_screens_from_preview_to_delivery(bill):
    """The clock of the screens is the real one: by now all of it is years overdue."""
    clerk, reviewer = visitor("accountant"), visitor("reviewer")
    asked = {"estate": "BC01", "stage": "friendly", "least_days": "30", "least_amount": "1.00", "pause_days": "30"}
    asked["pay_by"] = "2099-01-01"
    page = clerk.text("/arrears/reminders/new/", **asked)
    assert "2 letters" in page
    answer = clerk.post("/arrears/reminders/new/", asked)
    run = ReminderRun.objects.get()
    assert answer["Location"] == f"/arrears/reminders/{run.pk}/"
    assert "another person must approve it" in clerk.text(f"/arrears/reminders/{run.pk}/")
    reviewer.post(f"/approvals/reminder_run/{run.pk}/approve/")
    letter = run.letters.first()
    assert letter.number in clerk.text(f"/arrears/reminders/{run.pk}/")
    pdf = clerk.get(f"/arrears/reminders/{run.pk}/letters.pdf")
    assert len(PdfReader(BytesIO(b"".join(pdf.streaming_content))).pages) == 2
    clerk.post(
        f"/arrears/reminders/{run.pk}/deliver/",
        {"way": "posted", "on": "2026-01-05", "note": "挂号信", "letter": [str(letter.pk)]},
    )
    assert "挂号信" in clerk.text(f"/arrears/letters/{letter.pk}/")
    assert Delivery.objects.count() == 1
    assert letter.unit_code in clerk.text(f"/units/{letter.unit_code}/")
    assert visitor("auditor").get("/arrears/reminders/new/").status_code == 403


def test_all_estates_are_reminded_at_once_a_batch_for_each_in_which_somebody_is(bill):
    clerk = visitor("accountant")
    quiet = EstateFactory(code="BC09", taken_over_on=date(2020, 1, 1))
    asked = {"estate": "", "stage": "friendly", "least_days": "30", "least_amount": "1.00", "pause_days": "30"}
    asked["pay_by"] = "2099-01-01"
    assert "2 letters" in clerk.text("/arrears/reminders/new/", **asked)
    assert (
        clerk.post("/arrears/reminders/new/", asked)["Location"]
        == f"/arrears/reminders/{ReminderRun.objects.get().pk}/"
    )
    assert ReminderRun.objects.get().estate == bill.estate != quiet
    assert ReminderLetter.objects.count() == 2
    nobody = clerk.post("/arrears/reminders/new/", asked | {"least_amount": "9999.00"})
    assert quiet.name in nobody.content.decode()
    assert ReminderRun.objects.count() == 1
