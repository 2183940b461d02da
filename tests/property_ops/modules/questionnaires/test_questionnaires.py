"""A questionnaire from its questions to its result: each home counts once, by phone or by a paper that two keyed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from property_ops.framework.keyed_twice import KeyedByYou, KeyedState
from property_ops.framework.testing import UserFactory
from property_ops.framework.web.household import HouseholdSection
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.period import ONE_DAY
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.questionnaires.domain import errors
from property_ops.modules.questionnaires.models import Answer, Question, Questionnaire
from property_ops.modules.questionnaires.selectors.questionnaires import (
    participation,
    result_of,
    sheet_typed,
    sheets_to_key,
)
from property_ops.modules.questionnaires.services.answering import answer_on_phone, key_sheet
from property_ops.modules.questionnaires.services.asking import (
    QuestionnaireTerms,
    draw_up,
    open_questionnaire,
    print_sheets,
    publish_result,
    set_questions,
)
from property_ops.modules.questionnaires.testing import AFTER, FIRST, LAST, NO, NOW, QUESTIONS, YES, asked
from property_ops.modules.questionnaires.verifiers import verify
from property_ops.modules.questionnaires.views.household import ASKED
from tests.pages import MOST_TRAVELLING, sheet_of, text_of, travelling, visitor
from tests.property_ops.framework.journal.behind import past_the_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory(role="manager")


@pytest.fixture
def estate():
    """Seven homes and a shop."""
    made = EstateFactory(code="BC01", name="牡丹花园")
    for room in range(101, 108):
        owned_unit(owner="王芳", estate=made, room=str(room), code=f"BC01-1-1-{room}")
    owned_unit(owner="店主", estate=made, room="S1", code="BC01-1-1-S1", use="commercial")
    return made


def phone(sheet, answers=YES, today=FIRST):
    return answer_on_phone(sheet=sheet, answers=answers, now=NOW, today=today)


def test_a_home_counts_once_whether_by_phone_or_on_paper(estate, by):
    sheets = list(asked(estate, by).sheets.order_by("serial"))
    assert len(sheets) == 7, "a shop is no home"
    phone(sheets[0])
    for again in (lambda: phone(sheets[0], NO), lambda: key_sheet(sheet=sheets[0], answers=NO, by=by, now=NOW)):
        with pytest.raises(errors.AnsweredBefore):
            again()
    found = participation(Questionnaire.objects.get())
    assert (found.asked, found.answered, found.on_phone) == (7, 1, 1)


def test_a_paper_counts_once_two_persons_read_the_same(estate, by):
    sheet = asked(estate, by).sheets.first()
    second, third = UserFactory(role="accountant"), UserFactory(role="dispatcher")
    assert key_sheet(sheet=sheet, answers=YES, by=by, now=NOW).state is KeyedState.ONCE
    with pytest.raises(KeyedByYou):
        key_sheet(sheet=sheet, answers=YES, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        key_sheet(sheet=sheet, answers=YES, by=UserFactory(role="auditor"), now=NOW)
    assert list(sheets_to_key(second)) == [sheet]
    assert key_sheet(sheet=sheet, answers=NO, by=second, now=NOW).state is KeyedState.DIFFERS
    assert not Answer.objects.exists()
    assert key_sheet(sheet=sheet, answers=NO, by=third, now=NOW).state is KeyedState.AGREED
    assert Answer.objects.get().said == "2;"
    assert [check.differences for check in verify()] == [()]
    with past_the_rules("po_questionnaires_answer"):
        Answer.objects.update(said="1;")
    assert [len(check.differences) for check in verify()] == [1]
    assert not sheets_to_key(second).exists()


def test_open_its_questions_stay_and_its_days_count(estate, by):
    made = asked(estate, by)
    with pytest.raises(errors.QuestionnaireOpened):
        set_questions(questionnaire=made, questions=QUESTIONS, by=by)
    for change in (
        lambda: Question.objects.update(text="改"),
        lambda: Question.objects.all().delete(),
        lambda: Questionnaire.objects.update(last_day=AFTER),
        lambda: made.sheets.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    sheet = made.sheets.first()
    with pytest.raises(errors.NothingAnswered):
        phone(sheet, [type(YES[0])(), type(YES[0])()])
    for day in (FIRST - timedelta(days=1), AFTER):
        with pytest.raises(errors.QuestionnaireNotOpen):
            phone(sheet, today=day)


def test_a_result_is_published_once_after_the_last_day_and_tells_of_nobody(estate, by):
    made = asked(estate, by)
    *most, last = made.sheets.order_by("serial")
    for sheet, said in zip(most, [YES] * 5 + [NO], strict=True):
        phone(sheet, said)
    key_sheet(sheet=last, answers=NO, by=by, now=NOW)
    publish = {"questionnaire": made, "by": by, "now": NOW}
    with pytest.raises(errors.StillAsked):
        publish_result(today=LAST, **publish)
    with pytest.raises(errors.PapersWait):
        publish_result(today=AFTER, **publish)
    key_sheet(sheet=last, answers=NO, by=UserFactory(role="accountant"), now=NOW)
    publish_result(today=AFTER, **publish)
    with pytest.raises(errors.PublishedBefore):
        publish_result(today=AFTER, **publish)
    assert [one.count for one in result_of(made)[0].counts] == [5, 2]
    page = Client().get(f"/q/result/{made.result_token}/")
    shown = text_of(page)
    assert ("100.00" in shown, "多处不亮" in shown, "BC01-1-1" in shown, "亮，不亮" in shown) == (
        True,
        False,
        False,
        True,
    )
    assert travelling(page) < MOST_TRAVELLING
    manager = visitor("manager")
    assert "多处不亮" in text_of(manager.get(f"/questionnaires/{made.pk}/"))
    rows = sheet_of(manager.get(f"/questionnaires/{made.pk}/?export=xlsx"))
    assert rows[1:3] == [("1. 灯亮吗", "亮", 5, 71.4), ("1. 灯亮吗", "不亮", 2, 28.6)]
    assert Client().get(f"/q/result/{made.pk}.{'0' * 22}/").status_code == 404
    assert made.title in Client().get("/n/BC01/affairs/").content.decode()


def test_the_sheets_code_answers_without_a_log_in_and_leads_staff_to_keying(estate, by):
    today = timezone.localdate()
    made = asked(estate, by, last_day=today)
    sheet = made.sheets.first()
    address = f"/q/{sheet.code}/"
    assert "楼道照明" in text_of(Client().get(address))
    assert Client().post(address, {"question_1": "3"}).status_code == 422
    staff = visitor("grid_worker", estate)
    assert staff.get(address).headers["Location"] == f"/phone/sheets/{sheet.code}/"
    assert visitor("auditor").post(address, {"question_1": "1"}).status_code == 422
    assert Client().post(address, {"question_1": "1", "question_2": "谢谢"}).headers["Location"] == address
    assert Answer.objects.get().words == ["", "谢谢"]
    assert "一户只算一次" in text_of(Client().get(address))
    assert Client().get(f"/q/{sheet.pk}.{'0' * 22}/").status_code == 404
    assert print_sheets(questionnaire=made, by=by).startswith(b"%PDF")


def test_a_household_answers_on_its_page_what_its_own_home_is_asked(estate, by):
    made = asked(estate, by)
    sheet, other = made.sheets.order_by("serial")[:2]
    tenure, section = sheet.unit.tenures.get(), ASKED
    assert isinstance(section, HouseholdSection)
    assert [one.key for one in section.links(tenure, today=FIRST)] == [str(sheet.pk)]
    assert section.ask(tenure, str(other.pk), today=FIRST) is None
    page = section.ask(tenure, str(sheet.pk), today=FIRST, data={"question_1": "2", "question_2": ""})
    assert page is not None
    assert page.form is not None
    assert page.form.is_valid()
    section.take(tenure, str(sheet.pk), page.form, now=NOW, today=FIRST)
    assert Answer.objects.get().sheet == sheet
    assert section.links(tenure, today=FIRST) == []
    assert section.links(tenure, today=AFTER) == []


def test_a_questionnaire_has_days_in_order_questions_and_homes_and_a_sheet_its_number(estate, by):
    with pytest.raises(errors.DaysNotInOrder):
        draw_up(estate=estate, terms=QuestionnaireTerms("照明", "", FIRST, FIRST - ONE_DAY), by=by, now=NOW)
    made = draw_up(estate=estate, terms=QuestionnaireTerms("照明", "", FIRST, FIRST), by=by, now=NOW)
    for questions in ((), QUESTIONS * 50):
        with pytest.raises(errors.QuestionsMissing):
            set_questions(questionnaire=made, questions=questions, by=by)
    with pytest.raises(errors.QuestionsMissing):
        open_questionnaire(questionnaire=made, by=by, now=NOW)
    set_questions(questionnaire=made, questions=QUESTIONS, by=by)
    with pytest.raises(errors.NobodyToAsk):
        open_questionnaire(questionnaire=made, buildings=[99], by=by, now=NOW)
    open_questionnaire(questionnaire=made, by=by, now=NOW)
    assert sheet_typed(by, made, f"{made.number}-0007").serial == 7
    for typed in ("8", "x", "7" * 4301):
        with pytest.raises(errors.SheetUnknown):
            sheet_typed(by, made, typed)
