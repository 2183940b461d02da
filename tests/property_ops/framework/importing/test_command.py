"""`property-ops import`: a table, the problems one by one, and exit code 0 only when no file has an error."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate, Unit
from tests.property_ops.framework.importing.papers import ESTATES, ONE_ESTATE, UNITS, register, unit, workbook


@pytest.fixture(autouse=True)
def english(db):
    with translation.override("en"):
        yield


@pytest.fixture
def folder(tmp_path):
    workbook(tmp_path / "小区.xlsx", {"小区台账": register(ESTATES, *ONE_ESTATE)})
    workbook(tmp_path / "房屋.xlsx", {"牡丹花园": register(UNITS, unit(1), unit(1, 备注="重复登记"))})
    return tmp_path


def output(*arguments, **options) -> str:
    out = StringIO()
    call_command("import", *map(str, arguments), stdout=out, stderr=out, **options)
    return out.getvalue()


def test_it_prints_a_row_per_sheet_and_every_problem(folder, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")  # the test runner's workers say 80, which breaks rows
    text = output(folder)
    row = next(line for line in text.splitlines() if "牡丹花园" in line)
    assert row.split()[-7:] == ["2", "1", "0", "0", "1", "0", "1"]
    assert "房屋.xlsx · 牡丹花园 · row 5 · 房号 「101」" in text
    assert Unit.objects.count() == 1


def test_a_dry_run_says_so_and_stores_nothing(folder):
    assert "nothing was stored" in output(folder, "--dry-run")
    assert Estate.objects.count() == 0


def test_an_error_is_exit_code_1_and_names_the_file(folder):
    workbook(folder / "错.xlsx", {"牡丹花园": register(UNITS, unit(2, **{"建筑面积(㎡)": 0}))})
    with pytest.raises(CommandError, match=r"错\.xlsx"):
        output(folder)
    assert Unit.objects.count() == 1


def test_the_day_of_changes_and_the_importer_can_be_named(folder):
    output(folder, "--as-of", "2022-07-01", by=User.objects.create_superuser("chen"))
    assert Estate.objects.get().history.get().history_user.username == "chen"
    with pytest.raises(CommandError, match="2022-06-30"):
        output(folder, "--as-of", "gestern")
    with pytest.raises(CommandError, match="niemand"):
        output(folder, "--by", "niemand")


def test_someone_without_the_right_cannot_import(folder):
    with pytest.raises(CommandError, match="nothing of them was stored"):
        output(folder, by=User.objects.create_user("auditor"))
    assert Estate.objects.count() == 0
