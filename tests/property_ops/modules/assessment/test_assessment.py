"""Who did what in a quarter is counted from the records; one sees the own sheet, objects, and another corrects."""

from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.db import DatabaseError, IntegrityError, transaction

from property_ops.framework.approval.dated import propose
from property_ops.framework.approval.services import approving, reject
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.spans import YearSpan
from property_ops.modules.assessment.approvals import CORRECTIONS, SETTLED
from property_ops.modules.assessment.domain import errors
from property_ops.modules.assessment.domain.parts import AssessedKind, AssessedPart, corrected
from property_ops.modules.assessment.models import (
    AssessmentCorrection,
    AssessmentWeights,
    CalledToTraining,
    SettledSheet,
    Training,
)
from property_ops.modules.assessment.selectors.rows import of_crew, of_estate, of_person
from property_ops.modules.assessment.selectors.sheets import counted_sheet, sheet_of, sheets_of
from property_ops.modules.assessment.services.correcting import FigureObjection, approve_correction, object_to
from property_ops.modules.assessment.services.settling import approve_settled, settle
from property_ops.modules.assessment.services.training import write_down_training
from property_ops.modules.dispatch.domain.slots import SHANGHAI
from property_ops.modules.dispatch.testing import CrewFactory, CrewMemberFactory
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.requests.public import Asked, RequestChannel, register_request
from property_ops.modules.requests.services import answer, reopen
from property_ops.modules.rounds.models import RoundScan
from property_ops.modules.rounds.testing import CheckpointFactory
from tests.pages import text_of, visitor

pytestmark = pytest.mark.django_db
SPRING, TODAY = YearSpan.parse("2022-Q2"), date(2022, 7, 10)
NOW = datetime(2022, 7, 10, 4, tzinfo=SHANGHAI)
A, K, S, R = AssessedPart.ANSWERED, AssessedPart.KEPT, AssessedPart.SATISFIED, AssessedPart.ROUNDS
T = AssessedPart.TRAINING


@pytest.fixture
def estate(shipped):
    return EstateFactory(code="BC01", name="牡丹花园")


def answered(estate, by, *, on, due=date(2022, 5, 20), **said):
    asked = Asked(RequestChannel.PHONE, "roads", "路不平", date(2022, 5, 1), due_on=due)
    request = register_request(estate=estate, asked=asked, by=UserFactory(role="dispatcher"))
    answer(request=request, result="已修", on=on, by=by)
    request.refresh_from_db()
    for name, value in said.items():
        setattr(request, name, value)
    request.save()
    return request


def scanned(estate, by, crew=None):
    at = datetime(2022, 5, 3, 2, tzinfo=SHANGHAI)
    return RoundScan.objects.create(
        key=uuid4(), checkpoint=CheckpointFactory(estate=estate), by=by, crew=crew, way="plate", scanned_at=at,
        received_at=at, digest="x",
    )  # fmt: skip


def figures(whose) -> dict[str, tuple[int, int]]:
    score = sheet_of(whose, SPRING, today=TODAY).score
    return {one.part: (one.done, one.of) for one in score.parts if one.of}


def objected(by, whose, part=A, done=1, of=0):
    said = FigureObjection(part, done, of, "当天已电话答复")
    return object_to(whose=whose, span=SPRING, objection=said, by=by, now=NOW)


def test_answers_are_counted_of_who_gave_them_and_of_the_estate_and_one_re_opened_is_not_kept(estate):
    by, other = UserFactory(role="dispatcher"), UserFactory(role="dispatcher")
    rated = {"satisfaction": "satisfied", "rated_by": "link"}
    kept = answered(estate, by, on=date(2022, 5, 10), **rated)
    late = answered(estate, by, on=date(2022, 5, 25))
    again = answered(estate, by, on=date(2022, 5, 12))
    reopen(request=again, by=other)
    answered(estate, by, on=date(2022, 7, 2))
    answered(estate, other, on=date(2022, 5, 11))
    assert figures(of_person(by)) == {A: (1, 2), K: (2, 3), S: (1, 1)}
    assert figures(of_estate(estate)) == {A: (2, 3), K: (3, 4), S: (1, 1)}
    assert figures(of_person(UserFactory(role="dispatcher"))) == {}
    page = text_of(visitor("manager").get(f"/assessments/2022-Q2/person/{by.pk}/"))
    assert page.index(late.number) < page.index(kept.number), "what does not count stands first"


def test_scans_are_of_the_person_and_of_the_crew(estate):
    crew, by = CrewFactory(), UserFactory(role="dispatcher")
    scanned(estate, by, crew)
    scanned(estate, by)
    assert figures(of_person(by)) == {R: (2, 2)}
    assert figures(of_crew(crew)) == {R: (1, 1)}


def test_the_list_says_what_the_sheets_say(estate):
    people = [UserFactory(role="dispatcher") for _ in range(2)]
    answered(estate, people[0], on=date(2022, 5, 10))
    answered(estate, people[1], on=date(2022, 5, 25))
    scanned(estate, people[1])
    assessed = [of_person(one) for one in people]
    with transaction.atomic():
        approve_correction(correction_id=objected(people[1], assessed[1]).pk, by=UserFactory(role="reviewer"), now=NOW)
    listed = sheets_of(AssessedKind.PERSON, assessed, SPRING)
    assert {one.key: listed[one.key].value for one in assessed} == {
        one.key: sheet_of(one, SPRING, today=TODAY).value for one in assessed
    }


def test_an_objection_counts_once_another_has_approved_it_and_never_ones_own(estate):
    by = UserFactory(role="manager")
    answered(estate, by, on=date(2022, 5, 25))
    made = objected(by, of_person(by))
    assert figures(of_person(by))[A] == (0, 1)
    with pytest.raises(errors.CorrectionWaits):
        objected(by, of_person(by))
    with pytest.raises(SamePerson):
        approve_correction(correction_id=made.pk, by=by, now=NOW)
    of_other = objected(UserFactory(role="reviewer"), of_person(by), part=K)
    for decides in (
        lambda: approve_correction(correction_id=of_other.pk, by=by, now=NOW),
        lambda: CORRECTIONS.reject(of_other, reason="不对", by=by, now=NOW),
    ):
        with pytest.raises(errors.OwnAssessment):
            decides()
    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentCorrection.objects.filter(pk=of_other.pk).update(state="approved", decided_by=by, decided_at=NOW)
    reviewer = UserFactory(role="reviewer")
    approve_correction(correction_id=made.pk, by=reviewer, now=NOW)
    assert figures(of_person(by))[A] == (1, 1)
    reject(AssessmentCorrection, of_other.pk, reason="记录无误", by=UserFactory(role="manager"), now=NOW)
    assert figures(of_person(by))[K] == (1, 1)
    with pytest.raises(errors.CorrectsNothing):
        objected(by, of_person(by), done=0)


def test_nobody_sees_or_objects_to_anothers_sheet_without_the_right(estate):
    client, other, crew = visitor("grid_worker", estate), UserFactory(role="dispatcher"), CrewFactory()
    mine = client.user
    CrewMemberFactory(crew=crew, user=mine)
    shown = text_of(client.get("/assessments/2022-Q2/"))
    assert crew.name in shown
    assert str(other) not in shown
    for kind, key, status in (("person", mine.pk, 200), ("crew", crew.pk, 200), ("person", other.pk, 404),
                              ("estate", "BC01", 404)):  # fmt: skip
        for tail in ("", "sheet.pdf", "sheet.xlsx", "object/"):
            assert client.get(f"/assessments/2022-Q2/{kind}/{key}/{tail}").status_code == status, (kind, tail)
    with pytest.raises(NotAllowed):
        objected(mine, of_person(other))
    objected(other, of_person(other))
    assert "当天已电话答复" not in text_of(client.get("/assessments/objections/"))


def test_the_sheet_is_a_paper_and_a_workbook_with_every_row(estate):
    by = UserFactory(role="dispatcher")
    request = answered(estate, by, on=date(2022, 5, 10))
    client, at = visitor("reviewer"), f"/assessments/2022-Q2/person/{by.pk}/"
    assert client.get(f"{at}sheet.pdf").getvalue().startswith(b"%PDF")
    sheet = openpyxl.load_workbook(BytesIO(client.get(f"{at}sheet.xlsx").getvalue())).active
    assert sum(cell.value == request.number for row in sheet.iter_rows() for cell in row) == 2  # answered, and kept


def test_weights_come_to_a_hundred_and_a_quarter_keeps_those_of_its_last_day(estate):
    figures_of = dict.fromkeys(AssessmentWeights.FIGURES, 0)
    said = {"by": UserFactory(role="manager"), "now": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        propose(AssessmentWeights, start=date(2022, 6, 30), figures=figures_of, **said)
    made = propose(AssessmentWeights, start=date(2022, 7, 1), figures=figures_of | {"answered": 100}, **said)
    with approving(AssessmentWeights, made.pk, by=UserFactory(role="reviewer"), now=NOW):
        pass
    by = UserFactory(role="dispatcher")
    weights = [sheet_of(of_person(by), one, today=TODAY).weights.answered for one in (SPRING, SPRING.next)]
    assert weights == [25, 100]


def settled(whose, by=None, reviewer=None, **said):
    moment = {"now": NOW, "today": TODAY} | said
    made = settle(whose=whose, span=SPRING, by=by or UserFactory(role="manager"), **moment)
    return approve_settled(settled_id=made.pk, by=reviewer or UserFactory(role="reviewer"), **moment)


def test_a_settled_sheet_stays_as_it_was_whatever_the_records_say_later(estate):
    by = UserFactory(role="dispatcher")
    kept = answered(estate, by, on=date(2022, 5, 10), satisfaction="satisfied", rated_by="link")
    answered(estate, by, on=date(2022, 5, 25))
    before, whose = sheet_of(of_person(by), SPRING, today=TODAY), of_person(by)
    found = settled(whose)
    reopen(request=kept, by=UserFactory(role="dispatcher"))
    answered(estate, by, on=date(2022, 5, 11))
    after = sheet_of(whose, SPRING, today=TODAY)
    assert (after.score, after.value) == (before.score, before.value)
    assert counted_sheet(whose, SPRING, today=TODAY).score != before.score
    assert sheets_of(AssessedKind.PERSON, [whose], SPRING)[whose.key] == before.score
    client, at = visitor("manager"), f"/assessments/2022-Q2/person/{by.pk}/"
    page = text_of(client.get(at))
    assert page.count(f">{kept.number}<") == 3, "answered, kept, satisfied, as they were"
    assert client.get(f"{at}sheet.pdf").getvalue() == bytes(found.sheet)
    assert sha256(bytes(found.sheet)).hexdigest() == found.sheet_sha256
    sheet = openpyxl.load_workbook(BytesIO(client.get(f"{at}sheet.xlsx").getvalue())).active
    assert sum(cell.value == kept.number for row in sheet.iter_rows() for cell in row) == 3
    with pytest.raises(errors.SheetSettled):
        objected(by, whose)
    with pytest.raises(DatabaseError), transaction.atomic():
        SettledSheet.objects.update(figures="{}")
    with pytest.raises(DatabaseError), transaction.atomic():
        AssessmentCorrection.objects.create(
            person=by, quarter=str(SPRING), part=A, done_change=1, words="补", prepared_by=by, prepared_at=NOW
        )


def test_a_sheet_is_settled_by_two_others_once_its_quarter_is_over_and_nothing_of_it_waits(estate):
    by, manager = UserFactory(role="manager"), UserFactory(role="manager")
    answered(estate, by, on=date(2022, 5, 10))
    whose = of_person(by)
    with pytest.raises(errors.OwnAssessment):
        settled(whose, by=by)
    with pytest.raises(errors.SpanRuns):
        settled(whose, today=date(2022, 6, 30))
    with pytest.raises(NotAllowed):
        settled(whose, by=UserFactory(role="auditor"))
    objection = objected(by, whose)
    with pytest.raises(errors.CorrectionWaits):
        settled(whose)
    reject(AssessmentCorrection, objection.pk, reason="记录无误", by=manager, now=NOW)
    made = settle(whose=whose, span=SPRING, by=manager, now=NOW, today=TODAY)
    for decides, error in ((by, errors.OwnAssessment), (manager, SamePerson)):
        with pytest.raises(error):
            approve_settled(settled_id=made.pk, by=decides, now=NOW, today=TODAY)
    with pytest.raises(errors.OwnAssessment):
        SETTLED.reject(made, reason="不同意", by=by, now=NOW)
    answered(estate, by, on=date(2022, 5, 25))
    reviewer = UserFactory(role="reviewer")
    with pytest.raises(errors.CountsDiffer):
        approve_settled(settled_id=made.pk, by=reviewer, now=NOW, today=TODAY)
    reject(SettledSheet, made.pk, reason="又有一件", by=reviewer, now=NOW)
    settled(whose)
    with pytest.raises(errors.SheetSettled):
        settled(whose)


def test_months_half_years_and_years_are_assessed_as_quarters_are(estate):
    by, manager = UserFactory(role="dispatcher"), visitor("manager")
    answered(estate, by, on=date(2022, 5, 10))
    late = answered(estate, by, on=date(2022, 6, 25))
    counted = {}
    for span in ("2022-05", "2022-06", "2022-Q2", "2022-H1", "2022"):
        score = sheet_of(of_person(by), YearSpan.parse(span), today=TODAY).score
        counted[span] = {part.part: (part.done, part.of) for part in score.parts}[A]
        page = text_of(manager.get(f"/assessments/{span}/person/{by.pk}/"))
        assert (late.number in page) is (span != "2022-05")
    assert counted == {"2022-05": (1, 1), "2022-06": (0, 1), "2022-Q2": (1, 2), "2022-H1": (1, 2), "2022": (1, 2)}
    made = settle(whose=of_person(by), span=YearSpan.parse("2022-05"), by=manager.user, now=NOW, today=TODAY)
    approve_settled(settled_id=made.pk, by=UserFactory(role="reviewer"), now=NOW, today=TODAY)
    settled(of_person(by))
    page = text_of(manager.get("/assessments/2022-H1/"))
    assert all(f"/assessments/{other}/" in page for other in ("2021-H2", "2022-H2", "2022-01", "2022-Q1", "2022"))
    with pytest.raises(errors.SpanRuns):
        settle(whose=of_person(by), span=YearSpan.parse("2022"), by=manager.user, now=NOW, today=TODAY)
    for wrong in ("2022-13", "2022-Q5", "2022-H3", "2022-6", "x"):
        assert manager.get(f"/assessments/{wrong}/").status_code == 404


def test_what_was_put_right_of_a_month_is_right_in_its_quarter_and_year_and_nowhere_else(estate):
    by = UserFactory(role="dispatcher")
    answered(estate, by, on=date(2022, 5, 25))
    answered(estate, by, on=date(2022, 6, 25))
    said = FigureObjection(A, 1, 0, "当天已电话答复")
    made = object_to(whose=of_person(by), span=YearSpan.parse("2022-05"), objection=said, by=by, now=NOW)
    approve_correction(correction_id=made.pk, by=UserFactory(role="reviewer"), now=NOW)
    spans = ("2022-05", "2022-06", "2022-Q2", "2022-H1", "2022", "2022-Q3")
    counted = {}
    for span in map(YearSpan.parse, spans):
        score = sheet_of(of_person(by), span, today=TODAY).score
        counted[str(span)] = {part.part: (part.done, part.of) for part in score.parts}[A]
        assert sheets_of(AssessedKind.PERSON, [of_person(by)], span)[str(by.pk)] == score
    assert counted == {
        "2022-05": (1, 1), "2022-06": (0, 1), "2022-Q2": (1, 2), "2022-H1": (1, 2), "2022": (1, 2), "2022-Q3": (0, 0),
    }  # fmt: skip


def test_where_there_is_one_of_each_role_every_sheet_is_settled_by_two_others(estate):
    """The only manager's, the only reviewer's and the only accountant's too."""
    office = [UserFactory(role=role) for role in ("manager", "reviewer", "accountant")]
    for own in office:
        done = settled(of_person(own), *[other for other in office if other is not own])
        assert own not in (done.prepared_by, done.decided_by)


def test_a_training_counts_of_those_called_once_another_has_approved_it(estate):
    crew, one, other = CrewFactory(), UserFactory(role="dispatcher"), UserFactory(role="dispatcher")
    CrewMemberFactory(crew=crew, user=other)
    said = {"title": "消防演练", "day": date(2022, 5, 6), "now": NOW, "today": TODAY}
    by = UserFactory(role="manager")
    for called, came in (([], []), ([one], [other])):
        with pytest.raises(errors.NobodyCalled):
            write_down_training(called=called, came=came, by=by, **said)
    with pytest.raises(errors.TrainingToCome):
        write_down_training(called=[one], came=[], by=by, **said | {"day": date(2022, 7, 11)})
    made = write_down_training(called=[one, other], came=[one], by=by, **said)
    assert figures(of_person(one)) == {}
    with pytest.raises(SamePerson), approving(Training, made.pk, by=by, now=NOW):
        pass
    with approving(Training, made.pk, by=UserFactory(role="reviewer"), now=NOW):
        pass
    shown = [figures(of_person(one)), figures(of_person(other)), figures(of_crew(crew))]
    assert shown == [{T: (1, 1)}, {T: (0, 1)}, {T: (0, 1)}]
    assert sheet_of(of_person(one), SPRING, today=TODAY).value is None, "it weighs nothing until two give it weight"
    with pytest.raises(DatabaseError), transaction.atomic():
        CalledToTraining.objects.update(came=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        CalledToTraining.objects.create(training=made, person=by, came=True)
    page = text_of(visitor("manager").get(f"/assessments/2022-Q2/person/{one.pk}/"))
    assert f"{made.number} 消防演练" in page


def test_a_correction_never_makes_more_done_than_there_was():
    assert [corrected((3, 5), 9, 0), corrected((3, 5), -9, -2), corrected((0, 0), 1, 0), corrected((1, 1), 0, -5)] == [
        (5, 5), (0, 3), (0, 0), (0, 0),
    ]  # fmt: skip
