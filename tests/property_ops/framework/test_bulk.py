"""Many rows at once hold the same rows, and obey the same rules, as one at a time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from property_ops.framework.bulk import ROWS_OF_A_STATEMENT, insert_columns, reserve_ids, update_columns
from property_ops.framework.models import AuditEvent, NumberSeries, ShippedRow
from property_ops.framework.testing import UserFactory
from property_ops.modules.estates.models import Estate, Tenure, Unit
from property_ops.modules.estates.testing import EstateFactory, UnitFactory

pytestmark = pytest.mark.django_db


def test_values_come_by_column_or_one_for_all():
    estate = EstateFactory()
    inserted = insert_columns(
        Unit,
        {
            "estate": estate.pk, "building": 1, "entrance": [1, 2], "room": "101", "code": ["a", "b"],
            "area": [930_200, 10_000], "use": "residential", "remark": "",
        },
        rows=2,
    )  # fmt: skip
    assert inserted == 2
    rows = [(unit.code, unit.entrance, str(unit.area), unit.estate) for unit in Unit.objects.order_by("code")]
    assert rows == [("a", 1, "93.0200", estate), ("b", 2, "1.0000", estate)]


def test_dates_times_nothing_and_json_read_back_as_they_were():
    unit, user = UnitFactory(), UserFactory()
    at = datetime(2022, 6, 30, 23, 59, 59, 123456, tzinfo=UTC)
    insert_columns(
        Tenure,
        {
            "unit": unit.pk,
            "role": ["owner", "tenant"],
            "name": "王\t\\N\n芳",
            "phone": "",
            "start": [None, date(2022, 6, 1)],
        },
        rows=2,
    )
    detail = [{"姓名": "䶮", "n": [1, None, True]}, {}]
    insert_columns(AuditEvent, {"at": at, "user": user.pk, "action": "a", "subject": "s", "detail": detail}, rows=2)
    assert list(Tenure.objects.order_by("role").values_list("name", "start", "end")) == [
        ("王\t\\N\n芳", None, None),
        ("王\t\\N\n芳", date(2022, 6, 1), None),
    ]
    assert list(AuditEvent.objects.order_by("pk").values_list("at", "detail")) == [(at, detail[0]), (at, detail[1])]


def test_one_json_object_may_stand_for_all_rows():
    insert_columns(ShippedRow, {"model": "m", "key": ["1", "2"], "values": {"a": 1}}, rows=2)
    assert [row.values for row in ShippedRow.objects.all()] == [{"a": 1}, {"a": 1}]


def test_no_rows_are_no_trouble():
    assert insert_columns(Unit, {"code": []}, rows=0) == 0
    update_columns(Unit, [], {"remark": []})


def test_columns_of_different_length_are_refused_and_nothing_is_stored():
    with pytest.raises(ValueError, match="zip"), transaction.atomic():
        insert_columns(NumberSeries, {"name": ["a", "b"], "next_number": [1]}, rows=2)
    assert NumberSeries.objects.count() == 0


def test_a_row_that_is_there_already_refuses_them_all():
    NumberSeries.objects.create(name="b")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_columns(NumberSeries, {"name": ["a", "b"], "next_number": 1}, rows=2)
    assert list(NumberSeries.objects.values_list("name", flat=True)) == ["b"]


def test_check_constraints_hold():
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_columns(NumberSeries, {"name": ["a"], "next_number": 0}, rows=1)


def test_triggers_hold():
    unit = UnitFactory()
    columns = {"unit": unit.pk, "role": "owner", "name": ["甲", "乙"], "phone": ""}
    with pytest.raises(DatabaseError), transaction.atomic():
        insert_columns(Tenure, columns, rows=2)  # both since ever: they overlap
    assert Tenure.objects.count() == 0


def test_rows_stay_in_their_order_however_many_make_a_statement():
    names = [f"{number:04d}" for number in range(2 * ROWS_OF_A_STATEMENT + 7)]
    assert insert_columns(NumberSeries, {"name": names, "next_number": 1}, rows=len(names)) == len(names)
    assert list(NumberSeries.objects.order_by("pk").values_list("name", flat=True)) == names


@pytest.mark.parametrize("place", [ROWS_OF_A_STATEMENT // 2, ROWS_OF_A_STATEMENT, 2 * ROWS_OF_A_STATEMENT + 3])
def test_a_trigger_looks_at_each_row_of_a_statement(place):
    unit, rows, day = UnitFactory(), 2 * ROWS_OF_A_STATEMENT + 7, date(2022, 1, 1)
    starts = [day + timedelta(days=number) for number in range(rows)]
    ends = [start + timedelta(days=1) for start in starts]
    columns = {"unit": unit.pk, "role": "owner", "name": "甲", "phone": "", "start": starts}
    with pytest.raises(DatabaseError), transaction.atomic():  # one stays a day longer than the next comes
        insert_columns(Tenure, columns | {"end": [*ends[:place], ends[place + 1], *ends[place + 1 :]]}, rows=rows)
    assert Tenure.objects.count() == 0
    assert insert_columns(Tenure, columns | {"end": ends}, rows=rows) == rows


def test_reserved_ids_are_nobody_elses():
    first = list(reserve_ids(Estate, 3))
    rows = {"id": first, "code": ["x", "y", "z"], "name": ["x", "y", "z"], "community": "", "management": "assisted",
            "grid_worker_name": "", "grid_worker_phone": "", "party_branch": "", "committee_chair": ""}  # fmt: skip
    insert_columns(Estate, rows, rows=3)
    assert not set(first) & set(reserve_ids(Estate, 2))
    assert EstateFactory().pk not in first


def test_rows_are_updated_by_their_keys_and_no_others_are():
    units = UnitFactory.create_batch(3, estate=EstateFactory())
    update_columns(Unit, [units[0].pk, units[2].pk], {"remark": ["甲", "丙"], "area": 20_000})
    assert [(unit.remark, str(unit.area)) for unit in Unit.objects.order_by("pk")] == [
        ("甲", "2.0000"),
        ("", "100.0000"),
        ("丙", "2.0000"),
    ]


def test_an_update_obeys_the_triggers_too():
    unit = UnitFactory()
    insert_columns(
        Tenure, {"unit": unit.pk, "role": "owner", "name": ["甲", "乙"], "phone": "",
                 "start": [None, date(2022, 1, 1)], "end": [date(2022, 1, 1), None]}, rows=2,
    )  # fmt: skip
    ids = list(Tenure.objects.values_list("pk", flat=True))
    with pytest.raises(DatabaseError), transaction.atomic():
        update_columns(Tenure, ids[:1], {"end": [None]})


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no such journal")
def test_the_journal_of_a_statement_is_no_list_in_memory():
    """Else SQLite looks through all of it, for every row that a trigger watches under a savepoint."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA temp_store")
        assert cursor.fetchone() == (0,)
