"""All or nothing per file, in the order that files need each other, and one import at a time."""

from datetime import date

import pytest
from django.db import IntegrityError

from property_ops.framework.importing import import_files
from property_ops.framework.importing.changes import Changes
from property_ops.framework.models import User
from property_ops.framework.shipped_data import load_all
from property_ops.modules.estates.public import Estate, Unit
from tests.property_ops.framework.importing.papers import (
    DAY,
    ESTATES,
    ONE_ESTATE,
    UNITS,
    bring,
    counts,
    errors,
    only_error,
    register,
    run,
    unit,
    waits,
    workbook,
)


@pytest.fixture
def folder(tmp_path):
    """Files whose names sort against the order in which they need each other."""
    workbook(tmp_path / "a房屋.xlsx", {"牡丹花园": register(UNITS, unit(1), unit(2))})
    workbook(tmp_path / "z小区.xlsx", {"小区台账": register(ESTATES, *ONE_ESTATE)})
    return tmp_path


def test_files_are_imported_in_the_order_they_need_each_other(folder, db):
    report = run(folder)
    assert [file.file for file in report.files] == ["z小区.xlsx", "a房屋.xlsx"]
    assert all(file.stored for file in report.files)
    assert Unit.objects.count() == 2


def test_a_dry_run_on_an_empty_database_says_the_same_and_stores_nothing(folder, db):
    load_all()
    rehearsal = run(folder, dry_run=True)
    assert (Estate.objects.count(), Unit.objects.count()) == (0, 0)
    assert rehearsal.dry_run
    assert not any(file.stored for file in rehearsal.files)
    assert counts(rehearsal) == counts(run(folder))


def test_a_dry_run_goes_on_after_a_file_with_an_error(folder, db):
    workbook(folder / "b房屋.xlsx", {"牡丹花园": register(UNITS, unit(3, **{"建筑面积(㎡)": 0}))})
    workbook(folder / "c房屋.xlsx", {"牡丹花园": register(UNITS, unit(4))})
    report = run(folder, dry_run=True)
    assert only_error(report).file == "b房屋.xlsx"
    assert [sheet[2] for sheet in counts(report)] == [1, 2, 0, 1]
    assert Estate.objects.count() == 0


def test_one_and_the_same_file_named_twice_is_read_once(folder, db):
    assert len(run(folder, folder / "z小区.xlsx", folder / ".." / folder.name / "z小区.xlsx").files) == 2


def test_what_the_database_refuses_is_an_error_of_the_file_and_nothing_of_it_stays(folder, db, monkeypatch):
    usual = Changes.apply

    def apply(changes):
        usual(changes)
        if Unit.objects.exists():
            raise IntegrityError("po_estates_tenure_no_overlap: periods overlap")

    monkeypatch.setattr(Changes, "apply", apply)
    problem = only_error(run(folder))
    assert problem.file == "a房屋.xlsx"
    assert "overlap" in problem.message
    assert (Estate.objects.count(), Unit.objects.count()) == (1, 0)


def test_an_import_cut_off_between_two_files_leaves_whole_files(folder, db, monkeypatch):
    usual = Changes.apply

    def apply(changes):
        usual(changes)
        if Unit.objects.exists():
            raise KeyboardInterrupt

    monkeypatch.setattr(Changes, "apply", apply)
    with pytest.raises(KeyboardInterrupt):
        run(folder)


def test_who_may_not_import_does_not(folder, db):
    report = import_files(paths=[folder], by=User.objects.create_user("auditor"), as_of=DAY)
    says = "%(user)s may not import this register: %(register)s."
    assert [(problem.file, problem.says) for problem in errors(report)] == [("a房屋.xlsx", says), ("z小区.xlsx", says)]
    assert not any(file.stored for file in report.files)
    assert Estate.objects.count() == 0


def test_progress_is_told_file_by_file(folder, db):
    told = []
    import_files(
        paths=[folder], by=User.objects.create_superuser("root"), as_of=date(2022, 7, 1),
        progress=lambda done, total, label: told.append((done, total, label)),
    )  # fmt: skip
    assert told == [
        (0, 4, "a房屋.xlsx"), (1, 4, "z小区.xlsx"), (2, 4, "z小区.xlsx"), (3, 4, "a房屋.xlsx"), (4, 4, ""),
    ]  # fmt: skip


def test_the_number_of_queries_does_not_grow_with_the_rows(tmp_path, db, django_assert_max_num_queries):
    Estate.objects.create(code="BC01", name="牡丹花园", management="assisted")
    rows = [unit(1, 楼号=building, 房号=str(room)) for building in range(1, 11) for room in range(101, 151)]
    path = workbook(tmp_path / "房屋.xlsx", {"牡丹花园": register(UNITS, *rows)})
    with django_assert_max_num_queries(60):
        run(path)
    with django_assert_max_num_queries(25):
        run(path)
    assert Unit.objects.count() == 500


def test_the_number_of_queries_does_not_grow_with_the_rows_that_wait(tmp_path, db, django_assert_max_num_queries):
    Estate.objects.create(code="BC01", name="牡丹花园", management="assisted")
    for area in (93, 94):
        rows = [unit(1, 房号=str(room), **{"建筑面积(㎡)": area}) for room in range(101, 201)]
        path = workbook(tmp_path / f"{area}.xlsx", {"牡丹花园": register(UNITS, *rows)})
        with django_assert_max_num_queries(50):
            report = bring(path)
    assert waits(report) == [100]


@pytest.mark.parametrize("dry_run", [False, True])
def test_two_files_of_one_import_that_differ_are_an_error_of_the_second(tmp_path, db, dry_run):
    for name, day in (("a.xlsx", "2022-01-01"), ("b.xlsx", "2022-02-01")):
        workbook(tmp_path / name, {"小区台账": register(ESTATES, [1, "BC01", "牡丹花园", "在管", day])})
    report = run(tmp_path, dry_run=dry_run)
    assert only_error(report).says.startswith("The file “%(file)s” of this import says otherwise")
    assert only_error(report).file == "b.xlsx"
    assert Estate.objects.filter(taken_over_on=date(2022, 1, 1)).exists() is not dry_run


def test_a_second_file_with_other_columns_of_the_same_things_is_no_error(tmp_path, db):
    workbook(tmp_path / "a.xlsx", {"小区台账": register(ESTATES, *ONE_ESTATE)})
    workbook(tmp_path / "b.xlsx", {"小区台账": register([*ESTATES, "所属社区"], [*ONE_ESTATE[0], "河西社区"])})
    assert not any(file.has_errors for file in run(tmp_path).files)
    assert Estate.objects.get().community == "河西社区"
