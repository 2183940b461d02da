"""A quarter is disclosed: prepared by one, published by another, tied to the ledger, frozen; with photos, for all."""

import io
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from invoices.modules.breakeven.public import result_of
from invoices.modules.disclosure.domain.errors import (
    DoesNotTie,
    NothingNew,
    NothingToDisclose,
    NotPublished,
    PreparedAlready,
    QuarterNotOver,
    ShowsPersonalData,
    TooFewPayers,
)
from invoices.modules.disclosure.models import Disclosure
from invoices.modules.disclosure.public import Quarter, add_photo, prepare, preview, publish
from invoices.modules.disclosure.reports.poster import draw
from invoices.modules.disclosure.services import publishing
from invoices.modules.disclosure.services.publishing import poster_of
from invoices.modules.disclosure.verifiers import verify
from invoices.modules.ledger.public import EntryDraft, head, post
from property_ops.framework.approval.domain import AlreadyDecided, ApprovalState
from property_ops.framework.approval.services import withdraw
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Company
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.meetings.models import Meeting, MeetingMinutes, Opinion
from tests.pages import text_of, visitor

NOW, TODAY = datetime(2022, 7, 4, 9, 0, tzinfo=UTC), date(2022, 7, 5)
QUARTER = Quarter(2022, 2)
pytestmark = pytest.mark.django_db


def bill(number, *, home, month=date(2022, 5, 1), fen=100_00, income="5001.01"):
    legs = (("1122", "BC01", home, "7", fen), (income, "BC01", "", "", -fen))
    return EntryDraft(f"test/{number}", date(2022, 6, 30), month, "账单", legs)


@pytest.fixture
def estate(shipped):
    """Six homes paid 100.00 each in May and in February; cleaning cost 550.00 in May, 600.00 in February."""
    company = {"name": "城市物业服务有限公司", "address": "人民路88号", "phone": "0530-5566778"}
    Company.objects.update_or_create(id=1, defaults=company)
    estate = EstateFactory(code="BC01", name="牡丹花园")
    owned_unit(owner="欧阳修文", estate=estate)
    post(
        [
            *(bill(f"{home}", home=f"BC01-1-1-{home}") for home in range(6)),
            *(bill(f"2/{home}", home=f"BC01-1-1-{home}", month=date(2022, 2, 1)) for home in range(6)),
            cost("k1", date(2022, 5, 1), 550_00),
            cost("k2", date(2022, 2, 1), 600_00),
        ]
    )
    return estate


def cost(number, month, fen):
    legs = (("5401.12", "BC01", "residents", "", fen), ("2202", "BC01", "", "", -fen))
    return EntryDraft(f"test/{number}", date(2022, 6, 30), month, "保洁", legs)


def prepared(estate, by, **more):
    return prepare(estate=estate, quarter=QUARTER, **({"note": "", "by": by, "now": NOW, "today": TODAY} | more))


def published(estate, accountant, reviewer, **more):
    return publish(disclosure_id=prepared(estate, accountant, **more).pk, by=reviewer, now=NOW, today=TODAY)


def faults():
    return [difference.says for check in verify() for difference in check.differences]


def test_the_figures_are_those_of_the_ledger(estate, accountant, reviewer):
    found = published(estate, accountant, reviewer)
    shown = found.shown
    assert [(line.name, line.quarter, line.year) for line in (*shown.incomes, *shown.costs)] == [
        ("物业服务费", 600_00, 1200_00),
        ("保洁服务", 550_00, 1150_00),
    ]
    result = result_of("BC01", QUARTER.period)
    assert (shown.income.of_quarter, shown.cost.of_quarter) == (result.income, result.cost)
    assert (found.number, found.head_number, found.head_digest) == ("GS2022-000001", head().number, head().digest)
    assert faults() == []


def test_the_notice_tells_what_else_was_done_for_residents_as_it_was_when_it_was_prepared(estate, accountant, reviewer):
    for number, begins in (("HY1", datetime(2022, 6, 30, 2, tzinfo=UTC)), ("HY2", datetime(2022, 7, 1, 2, tzinfo=UTC))):
        told = {"title": "照明", "agenda": "一", "place": "小广场", "convener": "党支部", "kind": "stool"}
        meeting = Meeting.objects.create(
            estate=estate, number=number, begins_at=begins, by=accountant, at=begins, **told
        )
        MeetingMinutes.objects.create(meeting=meeting, text="安装声控灯", by=accountant, at=begins)
    found = prepared(estate, accountant)
    assert found.shown.services == (("召开居民议事会", "1", "次"),)
    Opinion.objects.create(
        meeting=Meeting.objects.get(number="HY1"), number=1, words="装灯", answers="物业", due_on=TODAY
    )
    publish(disclosure_id=found.pk, by=reviewer, now=NOW, today=TODAY)
    poster = bytes(Disclosure.objects.get().poster)
    assert "本季服务居民：召开居民议事会 1 次。" in PdfReader(io.BytesIO(poster)).pages[0].extract_text()
    assert "召开居民议事会 1 次" in text_of(Client().get(f"/gs/{Disclosure.objects.get().number}"))
    assert faults() == []


def test_the_poster_is_one_a3_sheet_that_says_what_the_ledger_has(estate, accountant, reviewer):
    found = published(estate, accountant, reviewer, note="六月起增加夜间巡查。")
    (sheet,) = PdfReader(io.BytesIO(bytes(found.poster)), strict=True).pages
    assert [round(side) for side in sheet.mediabox[2:]] == [842, 1191]
    words = sheet.extract_text()
    for text in (
        "牡丹花园",
        "600.00",
        "550.00",
        "1,200.00",
        "居民缴费本季结余 50.00 元",
        "六月起增加夜间巡查。",
        "GS2022-000001",
    ):
        assert text in words
    assert "欧阳修文" not in words


def test_printing_again_gives_the_same_bytes(estate, accountant, reviewer):
    found = published(estate, accountant, reviewer)
    assert draw(poster_of(found)) == bytes(found.poster)
    assert bytes(Disclosure.objects.get().poster) == bytes(found.poster)


def test_a_proof_has_no_number_and_no_way_to_the_web(estate, accountant):
    words = PdfReader(io.BytesIO(preview(prepared(estate, accountant)))).pages[0].extract_text()
    assert "样稿" in words
    assert "GS2022" not in words


def test_it_is_not_published_once_the_ledger_has_moved_on(estate, accountant, reviewer):
    waiting = prepared(estate, accountant)
    post([cost("k3", date(2022, 6, 1), 10_00)])
    with pytest.raises(DoesNotTie) as refused:
        publish(disclosure_id=waiting.pk, by=reviewer, now=NOW, today=TODAY)
    assert refused.value.data == {"line": "保洁服务", "shown": "550.00", "ledger": "560.00"}
    withdraw(Disclosure, waiting.pk, by=accountant, now=NOW)
    assert published(estate, accountant, reviewer).shown.cost.quarter == 560_00


def test_what_was_typed_into_the_database_does_not_tie(estate, accountant, reviewer):
    waiting = prepared(estate, accountant)
    waiting.figures["costs"][0]["quarter"] = 1
    waiting.save()
    with pytest.raises(DoesNotTie):
        publish(disclosure_id=waiting.pk, by=reviewer, now=NOW, today=TODAY)


def test_later_entries_make_a_new_edition_the_old_one_still_verifies(estate, accountant, reviewer):
    published(estate, accountant, reviewer)
    with pytest.raises(NothingNew):
        prepared(estate, accountant)
    post([cost("k3", date(2022, 6, 1), 10_00)])
    second = published(estate, accountant, reviewer)
    assert (second.edition, second.number) == (2, "GS2022-000002")
    assert faults() == []


def test_four_eyes(estate, accountant, reviewer):
    manager = UserFactory(role="manager")
    manager.groups.add(*accountant.groups.all())
    own = prepared(estate, manager)
    with pytest.raises(SamePerson):
        publish(disclosure_id=own.pk, by=manager, now=NOW, today=TODAY)
    with pytest.raises(NotAllowed):
        publish(disclosure_id=own.pk, by=accountant, now=NOW, today=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.update(decided_by=manager)
    with pytest.raises(NotAllowed):
        prepared(estate, reviewer)


def test_published_is_frozen(estate, accountant, reviewer):
    found = published(estate, accountant, reviewer)
    for change in ({"note": "别的"}, {"figures": {}}, {"poster": b""}, {"state": "withdrawn"}):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            Disclosure.objects.filter(pk=found.pk).update(**change)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Disclosure.objects.filter(pk=found.pk).delete()
    with pytest.raises(AlreadyDecided):
        publish(disclosure_id=found.pk, by=reviewer, now=NOW, today=TODAY)
    with pytest.raises(AlreadyDecided):
        withdraw(Disclosure, found.pk, by=accountant, now=NOW)


def test_what_cannot_be_prepared(estate, accountant):
    with pytest.raises(QuarterNotOver):
        prepared(estate, accountant, today=date(2022, 6, 30))
    with pytest.raises(NothingToDisclose):
        prepared(EstateFactory(), accountant)
    with pytest.raises(ShowsPersonalData):
        prepared(estate, accountant, note="感谢欧阳修文")
    prepared(estate, accountant)
    with pytest.raises(PreparedAlready):
        prepared(estate, accountant)


def test_what_few_homes_pay_is_not_told_by_itself(estate, accountant, reviewer):
    post([bill("p", home="BC01-1-1-1", fen=60_00, income="5001.02")])
    (line,) = published(estate, accountant, reviewer).shown.incomes
    assert (line.name, line.of_quarter) == ("物业服务费、停车服务费", Yuan(660_00))


def test_an_estate_of_four_homes_is_not_disclosed(shipped, accountant):
    small = EstateFactory(code="BC01")
    post([bill(f"{home}", home=f"BC01-1-1-{home}") for home in range(4)])
    with pytest.raises(TooFewPayers):
        prepared(small, accountant)


def photo(colour="green"):
    file = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(file, "JPEG")
    return file.getvalue()


def test_a_photo_of_the_posted_notice_is_kept_once(estate, accountant, reviewer):
    waiting = prepared(estate, accountant)
    with pytest.raises(NotPublished):
        add_photo(found=waiting, data=photo(), place="南门", by=accountant, now=NOW)
    found = publish(disclosure_id=waiting.pk, by=reviewer, now=NOW, today=TODAY)
    for _ in range(2):
        add_photo(found=found, data=photo(), place="南门", by=accountant, now=NOW)
    assert found.photos.count() == 1
    with pytest.raises(NotAllowed):
        add_photo(found=found, data=photo("red"), place="南门", by=reviewer, now=NOW)


def test_everybody_sees_the_published_one_and_no_other(estate, accountant, reviewer):
    waiting = prepared(estate, accountant)
    anybody = Client()
    assert anybody.get("/gs/GS2022-000001").status_code == 404
    found = publish(disclosure_id=waiting.pk, by=reviewer, now=NOW, today=TODAY)
    words = text_of(anybody.get(f"/gs/{found.number}"))
    assert "600.00" in words
    assert "欧阳修文" not in words
    poster = anybody.get(f"/gs/{found.number}/poster.pdf")
    assert poster.content == bytes(found.poster)
    assert poster.headers["X-Robots-Tag"] == "noindex"
    assert anybody.get(f"/disclosures/{found.pk}/").status_code == 302


def test_from_the_form_to_the_photo(estate):
    as_accountant, as_reviewer = visitor("accountant", english=True), visitor("reviewer", english=True)
    form = {"estate": estate.pk, "quarter": "2022-Q2", "note": "电话13812345678"}
    assert as_accountant.post("/disclosures/new/", form).status_code == 422
    answer = as_accountant.post("/disclosures/new/", {**form, "note": ""}, follow=True)
    assert "Prepared. Another person publishes it." in text_of(answer)
    page = f"/disclosures/{Disclosure.objects.get().pk}/"
    assert as_accountant.get(page + "poster.pdf").content.startswith(b"%PDF")
    approve = f"/approvals/disclosure/{Disclosure.objects.get().pk}/approve/"
    assert as_accountant.post(approve).status_code == 403
    assert "GS2022-000001 is published." in text_of(as_reviewer.post(approve, follow=True))
    upload = io.BytesIO(photo())
    upload.name = "公示栏.jpg"
    kept = as_accountant.post(page + "photos/", {"place": "南门", "pictures": upload}, follow=True)
    assert "1 photo kept." in text_of(kept)
    assert "南门" in text_of(kept)
    number = Disclosure.objects.get().photos.get().pk
    assert as_accountant.get(f"{page}photos/{number}.jpg").headers["Content-Type"] == "image/jpeg"
    assert "GS2022-000001" in text_of(as_accountant.get("/disclosures/?quarter=2022-Q2"))


def test_a_grid_worker_sees_only_their_estate(estate, accountant, reviewer):
    found = published(estate, accountant, reviewer)
    assert visitor("grid_worker").get(f"/disclosures/{found.pk}/").status_code == 404
    assert visitor("grid_worker", estate).get(f"/disclosures/{found.pk}/").status_code == 200
    assert visitor("dispatcher").get("/disclosures/").status_code == 403
    assert found.state == ApprovalState.APPROVED


@pytest.mark.parametrize("there", ["seal_for", "counted_for"])
def test_a_notice_shows_its_seal_and_its_households_together_or_neither(monkeypatch, there):
    for name in ("seal_for", "counted_for"):
        found = SimpleNamespace(number=1) if name == there else None
        monkeypatch.setattr(publishing, name, lambda *of, found=found: found)
    names = ("shown", "note", "company", "contact", "published_on", "edition")
    notice = poster_of(SimpleNamespace(number="GS2022-0001", **dict.fromkeys(names, "")))
    assert (notice.seal, notice.counted) == (None, None)
