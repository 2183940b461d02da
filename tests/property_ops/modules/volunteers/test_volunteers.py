"""Volunteers sign in by a code, two sign their hours, and hours of a service are worth a published rate."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from invoices.modules.breakeven.domain.result import EstateResult
from invoices.modules.breakeven.views.volunteers import volunteers_table
from property_ops.framework.approval.dated import propose
from property_ops.framework.approval.services import approving
from property_ops.framework.importing import import_files
from property_ops.framework.signing_in import SignInClosed
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Period
from property_ops.modules.confirmations.testing import AgreementItemFactory
from property_ops.modules.dispatch.domain.slots import SHANGHAI
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.volunteers.domain import errors
from property_ops.modules.volunteers.domain.worth import worth
from property_ops.modules.volunteers.models import (
    TeamKind,
    VolunteerHours,
    VolunteerHoursLine,
    VolunteerRate,
    VolunteerSignIn,
)
from property_ops.modules.volunteers.selectors.volunteers import worth_of, worth_together
from property_ops.modules.volunteers.services.volunteering import (
    CalledActivity,
    HoursOf,
    call_activity,
    enter_hours,
    enter_team,
    sign_in,
)
from tests.pages import text_of, visitor
from tests.property_ops.framework.importing.papers import register, workbook

pytestmark = pytest.mark.django_db
BEGINS = datetime(2022, 6, 10, 9, tzinfo=SHANGHAI)
AFTER, YEAR = BEGINS + timedelta(hours=3), Period(date(2022, 1, 1), date(2023, 1, 1))


@pytest.fixture
def estate(shipped):
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def by(estate):
    return UserFactory(role="manager")


@pytest.fixture
def activity(estate, by):
    team = enter_team(estate=estate, name="红马甲", kind=TeamKind.RESIDENTS, leader="王秀兰", by=by, now=BEGINS)
    called = CalledActivity("清理楼道", BEGINS, "1号楼", AgreementItemFactory(estate=estate, name="保洁"))
    return call_activity(team=team, called=called, by=by, now=BEGINS - timedelta(days=1))


def hours(*said) -> list[HoursOf]:
    return [HoursOf(name, "", Decimal(of)) for name, of in said]


def approved(kind, row):
    with approving(kind, row.pk, by=UserFactory(role="reviewer"), now=AFTER) as found:
        return found


def rate(fen, start, by):
    said = {"by": by, "now": AFTER}
    return approved(VolunteerRate, propose(VolunteerRate, start=start, figures={"fen_an_hour": fen}, **said))


def test_hours_count_once_another_person_has_signed_them_and_only_once(activity, by, estate):
    with pytest.raises(errors.ActivityToCome):
        enter_hours(activity=activity, hours=hours(("王芳", 2)), by=by, now=BEGINS - timedelta(minutes=1))
    for wrong in ("0", "0.3", "12.5"):
        with pytest.raises(errors.HoursWrong):
            enter_hours(activity=activity, hours=hours(("王芳", wrong)), by=by, now=AFTER)
    with pytest.raises(errors.NobodyThere):
        enter_hours(activity=activity, hours=[], by=by, now=AFTER)
    with pytest.raises(NotAllowed):
        enter_hours(activity=activity, hours=hours(("王芳", 2)), by=UserFactory(role="auditor"), now=AFTER)
    rate(18_00, date(2022, 2, 1), by)
    made = enter_hours(activity=activity, hours=hours(("王芳", "2.5"), ("李明", 3)), by=by, now=AFTER)
    assert worth_together(estate, YEAR) == Yuan(0)
    with pytest.raises(SamePerson), approving(VolunteerHours, made.pk, by=by, now=AFTER):
        pass
    with pytest.raises(errors.HoursEntered):
        enter_hours(activity=activity, hours=hours(("王芳", 2)), by=by, now=AFTER)
    approved(VolunteerHours, made)
    assert worth_together(estate, YEAR) == Yuan(99_00)  # 5.5 × 18
    with pytest.raises(DatabaseError), transaction.atomic():
        VolunteerHoursLine.objects.update(halves=24)
    with pytest.raises(IntegrityError), transaction.atomic():
        VolunteerHours.objects.create(activity=activity, prepared_by=by, prepared_at=AFTER)


def test_who_signs_in_by_the_code_stands_in_the_form_and_the_hours_close_it(activity, by):
    sign_in(activity=activity, name="王芳", home="1号楼", now=BEGINS)
    sign_in(activity=activity, name="王芳", home="1号楼", now=BEGINS)
    client = visitor("manager")
    assert "王芳" in text_of(client.get(f"/volunteers/{activity.pk}/hours/"))
    assert "王芳" not in text_of(Client().get(f"/volunteers/here/{activity.code}/"))
    assert Client().get(f"/volunteers/here/{activity.pk}.{'x' * 22}/").status_code == 404
    assert client.get(f"/volunteers/{activity.pk}/sheet.pdf").getvalue().startswith(b"%PDF")
    rows = [HoursOf("王芳", "1号楼", Decimal(2)), HoursOf("李明", "", Decimal(1))]
    enter_hours(activity=activity, hours=rows, by=by, now=AFTER)
    assert list(VolunteerSignIn.objects.order_by("pk").values_list("name", "by_code")) == [
        ("王芳", True), ("李明", False),
    ]  # fmt: skip
    with pytest.raises(SignInClosed):
        sign_in(activity=activity, name="赵强", home="", now=AFTER)


def test_hours_are_worth_the_rate_of_their_day_and_those_for_no_service_nothing(activity, by, estate):
    approved(VolunteerHours, enter_hours(activity=activity, hours=hours(("王芳", 1)), by=by, now=AFTER))
    other = call_activity(team=activity.team, called=CalledActivity("谈心", BEGINS, "活动室"), by=by, now=BEGINS)
    approved(VolunteerHours, enter_hours(activity=other, hours=hours(("王芳", 9)), by=by, now=AFTER))
    rate(20_00, date(2022, 6, 11), by)
    assert [one.amount for one in worth_of(estate, YEAR)] == [Yuan(0)]
    rate(15_01, date(2022, 6, 10), by)
    (found,) = worth_of(estate, YEAR)
    assert (found.number, found.hours, found.amount) == (activity.number, Decimal(1), Yuan(15_01))
    assert worth_of(estate, Period(date(2022, 6, 11), date(2023, 1, 1))) == []
    assert worth_of(EstateFactory(), YEAR) == []
    assert worth(1, 15_01) == Yuan(7_51)  # half up
    table = volunteers_table(estate, YEAR, EstateResult([]), by)
    assert "15.01" in table.words
    assert volunteers_table(EstateFactory(), YEAR, EstateResult([]), by) is None


def test_a_service_of_another_estate_is_offset_by_nobody(activity, by):
    elsewhere = CalledActivity("扫雪", BEGINS, "路", AgreementItemFactory())
    with pytest.raises(errors.ItemElsewhere):
        call_activity(team=activity.team, called=elsewhere, by=by, now=BEGINS)


def test_residents_read_what_was_done_and_nobodys_name(activity, by):
    approved(VolunteerHours, enter_hours(activity=activity, hours=hours(("王芳", 2)), by=by, now=AFTER))
    page = text_of(Client().get("/n/BC01/affairs/"))
    assert "清理楼道" in page
    assert "2 小时" in page
    assert "王芳" not in page
    assert "王秀兰" not in page


def test_a_paper_list_brings_the_hours_for_another_person_to_sign(activity, by, tmp_path):
    head = ["志愿活动编号", "志愿者姓名", "房号", "服务时长"]

    def bring(*rows):
        path = workbook(
            tmp_path / "志愿服务.xlsx", {"时长": register(head, *([activity.number, *row] for row in rows))}
        )
        return [problem.column for problem in import_files(paths=[path], by=by, as_of=AFTER.date()).problems()]

    sign_in(activity=activity, name="王芳", home="", now=BEGINS)
    assert bring(["王芳", "", 1.7]) == ["服务时长"]
    for _ in range(2):
        assert bring(["王芳", "", 2], ["李强", "301", "1.5"]) == []
        waiting = VolunteerHours.objects.get()
        assert (waiting.state, waiting.prepared_by) == ("waiting", by)
        assert list(waiting.lines.values_list("who__name", "who__by_code", "halves")) == [
            ("王芳", True, 4),
            ("李强", False, 3),
        ]
    assert bring(["王芳", "", 3]) == ["志愿活动编号"]
    approved(VolunteerHours, waiting)
    assert VolunteerHours.objects.count() == 1
