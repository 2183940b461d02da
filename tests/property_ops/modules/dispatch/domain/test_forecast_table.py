"""Reading forecasts as people paste them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from property_ops.modules.dispatch.domain.forecast_table import (
    HourRead,
    NotAForecast,
    NotAForecastLine,
    TooManyHours,
    read_forecast,
    split,
)
from property_ops.modules.dispatch.testing import at


def read(text):
    return read_forecast(split(text), year=2022)


PLAIN = HourRead(at(1, 8), Decimal("0.0"), Decimal("22.5"), 3)


@pytest.mark.parametrize(
    "text",
    [
        "时间\t降水\t气温\t风力\n2022-06-01 08:00\t0\t22.5\t3级",
        "时间,降水量(mm),气温(℃),风力\n2022/6/1 8:00,0.0,22.5℃,2-3级",
        "时间，降雨，温度，风力\n６月１日８时，无，22.5，３",
        "日期;小时;雨量;气温;风速\n2022.6.1;8;晴;22.5;4.2m/s",
        "时间 降水 气温 风力\n2022-06-01 08:00 0 22.5 3",
        "荷泽逐小时预报\n\n预报时间\t气温\t降水\t风力\n20220601 8点\t22.5\t—\t≤3级\n",
        "time,rain,temperature,wind\n2022-06-01T08:00,0,22.5,3",
    ],
)
def test_a_forecast_is_read_however_it_is_written(text):
    (found,) = read(text)
    assert (found.hour, found.temperature, found.wind) == (PLAIN.hour, PLAIN.temperature, PLAIN.wind)
    assert not found.rain


def test_cells_of_a_workbook_are_read_as_they_are():
    heads = ["日期", "小时", "降水", "气温"]
    rows = [heads, [date(2022, 6, 1), 8.0, 1.25, 22.5], [datetime(2022, 6, 1), "9时", "", -3]]
    assert read_forecast(rows, year=2022) == [
        HourRead(at(1, 8), Decimal("1.2"), Decimal("22.5"), None),
        HourRead(at(1, 9), None, Decimal("-3.0"), None),
    ]


def test_words_of_rain_count_as_rain_and_the_last_row_of_an_hour_wins():
    (found,) = read("时间,降水\n6月1日8时,无\n6月1日8时,小雨")
    assert found.rain == Decimal("2.0")


def test_24_oclock_is_midnight_of_the_next_day():
    (found,) = read("时间,气温\n6月1日24时,20")
    assert found.hour == at(2, 0)


@pytest.mark.parametrize(("wind", "force"), [("5.4m/s", 3), ("5.5m/s", 4), ("0.2m/s", 0), ("东南风3-4级", 4)])
def test_wind_is_beaufort_also_from_metres_a_second(wind, force):
    assert read(f"时间,风力\n6月1日8时,{wind}")[0].wind == force


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("6月31日8时,0,20,3", "时间"),
        ("6月1日25时,0,20,3", "时间"),
        ("明天,0,20,3", "时间"),
        ("6月1日8时,很多,20,3", "降水"),
        ("6月1日8时,-1,20,3", "降水"),
        ("6月1日8时,0,99,3", "气温"),
        ("6月1日8时,0,NaN,3", "气温"),
        ("6月1日8时,0,20,三级", "风力"),
        ("6月1日8时,0,20,18", "风力"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(row, column):
    with pytest.raises(NotAForecastLine) as refused:
        read(f"时间,降水,气温,风力\n6月1日7时,0,20,3\n{row}")
    assert (refused.value.data["line"], refused.value.data["column"]) == (3, column)


@pytest.mark.parametrize("text", ["", "时间,降水", "小区,面积\n牡丹花园,3", "2022-06-01 08:00,0,22"])
def test_a_table_without_headings_or_hours_is_none(text):
    with pytest.raises(NotAForecast):
        read(text)


def test_a_table_does_not_go_on_for_ever():
    days = [date(2022, 1 + day // 28, 1 + day % 28) for day in range(40)]
    rows = [["日期", "小时", "气温"], *([day, hour, 5] for day in days for hour in range(24))]
    with pytest.raises(TooManyHours):
        read_forecast(rows, year=2022)
