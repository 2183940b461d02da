"""From the plate to the re-check: what is found on the phone, put right by a work, and closed by another person."""

import json
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate, now

from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.period import Month
from property_ops.modules.estates.models import EstateMembership
from property_ops.modules.inspections.domain import errors
from property_ops.modules.inspections.domain.grades import LONGEST, Grade, days_late, due_day
from property_ops.modules.inspections.models import Checklist, Hazard, Inspection, Rectification
from property_ops.modules.inspections.selectors.months import hazard_month
from property_ops.modules.inspections.services.checklists import change_checklist
from property_ops.modules.inspections.services.finding import (
    MOST_DAYS,
    FoundHazard,
    checklist_coded,
    report_hazard,
    take_inspection,
)
from property_ops.modules.inspections.services.rectifying import open_work, pass_recheck, report_rectified
from property_ops.modules.inspections.testing import a_checklist, a_hazard
from property_ops.modules.inspections.verifiers import verify
from property_ops.modules.rounds.models import DoubtfulScan, RoundScan, ScanWay
from property_ops.modules.rounds.public import SentScan
from property_ops.modules.rounds.testing import CheckpointFactory
from tests.pages import text_of, visitor
from tests.property_ops.framework.pictures import photos

pytestmark = pytest.mark.django_db


def person(role: str = "manager"):
    return UserFactory(role=role)


def sent(client, kind, content, *, photo=b"", key=None):
    at = now().isoformat()
    files = {"photo": SimpleUploadedFile("photo.jpg", photo)} if photo else {}
    typed = {"kind": kind, "key": str(key or uuid4()), "said_at": at, "sent_at": at, "content": json.dumps(content)}
    return client.post("/phone/entries/", typed | files)


def put_right(hazard, by, *, photo=None):
    return report_rectified(
        hazard=hazard,
        key=uuid4(),
        how="补好了",
        done_on=localdate(),
        photo=photo or photos.jpeg((70, 60)),
        by=by,
        now=now(),
    )


def test_a_plate_leads_to_the_checklist_and_the_inspection_counts_as_the_round_too():
    point, checklist, grid = CheckpointFactory(), a_checklist(), visitor("grid_worker")
    page = text_of(grid.get(f"/phone/plates/{point.plate}/"))
    assert f"/phone/inspections/plate/{point.plate}/" in page
    assert "灯能亮" in text_of(grid.get(f"/phone/inspections/plate/{point.plate}/"))
    said = {"plate": point.plate, "checklist": checklist.code}
    key = uuid4()
    wrong = said | {"item": "0", "note": "二层", "grade": "larger"}
    for _twice in range(2):  # a phone sends again what it has no answer to
        assert sent(grid, "hazard", wrong, photo=photos.jpeg((50, 40)), key=key).json() == {"state": "stored"}
    assert sent(grid, "inspection", said).json() == {"state": "stored"}
    hazard = Hazard.objects.get()
    assert (hazard.what, hazard.grade, hazard.work_kind) == ("灯能亮：二层", "larger", "设施维修")
    assert hazard.due_on == localdate() + timedelta(days=7)
    inspection = Inspection.objects.get()
    assert hazard.inspection == inspection
    assert inspection.looked_at == ["灯能亮", "路面平整"]
    assert inspection.scan == RoundScan.objects.get()
    assert not DoubtfulScan.objects.exists()


def test_without_a_plate_only_places_of_the_own_estates_are_inspected_and_the_scan_is_doubted():
    mine, other, checklist = CheckpointFactory(), CheckpointFactory(), a_checklist()
    grid = visitor("grid_worker")
    EstateMembership.objects.create(user=grid.user, estate=mine.estate)
    assert sent(grid, "inspection", {"point": str(other.pk), "checklist": checklist.code}).status_code == 422
    assert grid.get(f"/phone/inspections/{other.pk}/").status_code == 404
    assert not Inspection.objects.exists()
    assert sent(grid, "inspection", {"point": str(mine.pk), "checklist": checklist.code}).json() == {"state": "stored"}
    assert DoubtfulScan.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"item": "9"},
        {"item": "x"},
        {"checklist": "?"},
        {"grade": "worst"},
        {"plate": "1.x"},
        {"plate": "", "point": "²"},
    ],
)
def test_what_a_phone_sends_wrongly_is_refused_and_keeps_nothing(wrong):
    point, checklist = CheckpointFactory(), a_checklist()
    said = {"plate": point.plate, "checklist": checklist.code, "item": "0"} | wrong
    assert sent(visitor("grid_worker"), "hazard", said, photo=photos.jpeg((30, 30))).status_code == 422
    assert not Hazard.objects.exists()


def test_a_hazard_needs_its_photo():
    with pytest.raises(errors.HazardPhotoMissing):
        a_hazard(by=person(), photo=b"")


def test_a_major_hazard_has_a_day_and_a_usual_one_a_month():
    assert [(due_day(grade, localdate()) - localdate()).days for grade in Grade] == [30, 7, 1]
    assert days_late(localdate(), None, localdate()) == 0
    assert days_late(localdate(), None, localdate() + timedelta(days=3)) == 3


def test_one_click_opens_the_work_and_no_second_one():
    dispatcher = visitor("dispatcher")
    hazard = a_hazard(by=person("grid_worker"), photo=photos.jpeg((41, 40)))
    assert "<option selected>路面修补" in text_of(dispatcher.get(f"/hazards/{hazard.number}/"))
    assert dispatcher.post(f"/hazards/{hazard.number}/open-work/", {"kind": "路面修补"}).status_code == 302
    hazard.refresh_from_db()
    assert hazard.work.kind == "路面修补"
    assert hazard.work.estate == hazard.estate
    assert hazard.work.state == "draft"
    assert hazard.number in text_of(dispatcher.get(f"/works/{hazard.work.number}/"))
    with pytest.raises(errors.WorkOpenAlready):
        open_work(hazard=hazard, kind="路面修补", by=dispatcher.user, on=localdate())


def test_neither_who_found_nor_who_mended_nor_who_worked_on_it_re_checks_it():
    finder, mender, another = person(), person(), person()
    hazard = a_hazard(by=finder, photo=photos.jpeg((42, 40)))
    worker = person("dispatcher")
    open_work(hazard=hazard, kind="路面修补", by=worker, on=localdate())
    waiting = put_right(hazard, mender)
    with pytest.raises(errors.RecheckWaits):
        put_right(hazard, finder)
    with pytest.raises(SamePerson):
        pass_recheck(rectification_id=waiting.pk, by=mender, now=now())
    for by in (finder, worker):
        with pytest.raises(errors.RecheckByFinder):
            pass_recheck(rectification_id=waiting.pk, by=by, now=now())
    with pytest.raises(DatabaseError), transaction.atomic():
        Rectification.objects.filter(pk=waiting.pk).update(state="approved", decided_by=finder, decided_at=now())
    pass_recheck(rectification_id=waiting.pk, by=another, now=now())
    hazard.refresh_from_db()
    assert hazard.closed_on == localdate()
    with pytest.raises(errors.HazardClosed):
        put_right(hazard, mender)
    with pytest.raises(DatabaseError), transaction.atomic():
        Hazard.objects.filter(pk=hazard.pk).update(closed_on=None)


def test_what_a_re_check_rejects_is_open_again_and_stays_overdue():
    grid, manager = visitor("grid_worker"), visitor("manager")
    long_ago = now() - timedelta(days=20)
    hazard = a_hazard(by=person(), photo=photos.jpeg((43, 40)), now=long_ago, grade=Grade.LARGER)
    EstateMembership.objects.create(user=grid.user, estate=hazard.estate)
    said = {"hazard": hazard.number, "how": "已处理"}
    assert sent(grid, "rectified", said, photo=photos.jpeg((44, 40))).json() == {"state": "stored"}
    waiting = Rectification.objects.get()
    path = f"/approvals/rectification/{waiting.pk}/reject/"
    assert manager.post(path, {"reason": "还在漏水"}).status_code == 302
    page = text_of(manager.get("/hazards/", {"state": "overdue"}))
    assert hazard.number in page
    assert "还在漏水" in text_of(manager.get(f"/hazards/{hazard.number}/"))
    assert "逾期 13 天" in text_of(grid.get("/phone/inspections/"))


def test_the_crew_of_the_work_reports_it_and_no_other_crew():
    hazard = a_hazard(by=person(), photo=photos.jpeg((45, 40)))
    with pytest.raises(NotAllowed):
        put_right(hazard, person("crew"))


def test_the_month_says_what_was_found_closed_and_is_open():
    finder, boss = person(), person()
    one, two = (a_hazard(by=finder, photo=photos.jpeg((46, 40 + n)), what=f"坑{n}") for n in range(2))
    two_of = hazard_month(boss, one.estate, Month.of(localdate()), today=localdate())
    assert [row.pk for row in two_of.found] == [one.pk]
    assert len(two_of.open) == 1
    pass_recheck(rectification_id=put_right(one, person()).pk, by=boss, now=now())
    found = hazard_month(boss, one.estate, Month.of(localdate()), today=localdate())
    assert (len(found.found), len(found.closed), len(found.open)) == (1, 1, 0)
    assert two.estate != one.estate
    sheet = visitor("manager").get(f"/hazards/months/{Month.of(localdate())}/{one.estate.code}/")
    assert sheet.content.startswith(b"%PDF")


def test_verify_finds_a_hazard_that_was_closed_past_the_triggers():
    hazard = a_hazard(by=person(), photo=photos.jpeg((47, 40)))
    assert not any(check.differences for check in verify())
    Hazard.objects.filter(pk=hazard.pk).update(closed_on=localdate())
    (check,) = verify()
    assert [one.facts["number"] for one in check.differences] == [hazard.number]


def test_the_office_changes_a_checklist_and_what_was_looked_at_stays():
    checklist, manager = a_checklist(), visitor("manager")
    rows = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-text": "扶手牢固", "form-0-grade": "major"}
    assert manager.post(f"/hazards/checklists/{checklist.code}/", rows).status_code == 302
    checklist.refresh_from_db()
    assert checklist.items == [{"text": "扶手牢固", "grade": "major", "work_kind": ""}]
    assert "扶手牢固" in text_of(manager.get("/hazards/checklists/"))
    assert visitor("reviewer").post(f"/hazards/checklists/{checklist.code}/", rows).status_code == 403


def test_a_hazard_is_described_of_these_weeks_and_due_within_what_is_allowed(shipped):
    by, other, point = person(), person(), CheckpointFactory()
    key = uuid4()
    usual = FoundHazard(
        key, point.estate, "1号楼", "路面有坑", Grade.USUAL, photos.jpeg(), localdate(), point, by_plate=True
    )
    for changed, error in (
        ({"what": " "}, errors.HazardWithoutWords),
        ({"place": " "}, errors.HazardWithoutWords),
        ({"photo": b""}, errors.HazardPhotoMissing),
        ({"found_on": localdate() - timedelta(days=MOST_DAYS + 1)}, errors.HazardTooOld),
        ({"found_on": localdate() + timedelta(days=1)}, errors.HazardTooOld),
        ({"due_on": localdate() - timedelta(days=1)}, errors.DueDayOutside),
        ({"due_on": localdate() + timedelta(days=LONGEST + 1)}, errors.DueDayOutside),
    ):
        with pytest.raises(error):
            report_hazard(found=replace(usual, **changed), by=by, now=now())
    assert not Hazard.objects.exists()
    hazard = report_hazard(found=usual, by=by, now=now())
    with pytest.raises(errors.HazardKeyTaken):
        report_hazard(found=usual, by=other, now=now())
    done = {"hazard": hazard, "key": uuid4(), "how": "补好了", "done_on": localdate(), "photo": photos.jpeg((70, 60))}
    for changed, error in (
        ({"how": " "}, errors.HazardWithoutWords),
        ({"photo": b""}, errors.HazardPhotoMissing),
        ({"done_on": localdate() - timedelta(days=1)}, errors.DueDayOutside),
        ({"done_on": localdate() + timedelta(days=1)}, errors.DueDayOutside),
    ):
        with pytest.raises(error):
            report_rectified(**done | changed, by=by, now=now())
    report_rectified(**done, by=by, now=now())
    with pytest.raises(errors.HazardKeyTaken):
        report_rectified(**done, by=other, now=now())
    assert Rectification.objects.count() == 1


def test_a_list_of_nothing_and_one_that_is_no_longer_used_inspect_nothing(shipped):
    by, checklist, point = person(), a_checklist(), CheckpointFactory()
    with pytest.raises(errors.ChecklistEmpty):
        change_checklist(checklist=checklist, rows=[], by=by)
    Checklist.objects.update(active=False)
    sent_scan = SentScan(key=uuid4(), checkpoint=point, way=ScanWay.PLATE, scanned_at=now(), clock=now())
    with pytest.raises(errors.NoSuchChecklist):
        take_inspection(sent=sent_scan, checklist=Checklist.objects.get(pk=checklist.pk), by=by, now=now())
    with pytest.raises(errors.NoSuchChecklist):
        checklist_coded(checklist.code)
    assert not Inspection.objects.exists()
