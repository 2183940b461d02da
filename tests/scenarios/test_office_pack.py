"""The office's own pack, January to June 2022.

First what some units owe, worked out by hand from the workbooks; each of these stands once against the independent
calculation and once against the product. Then every line of the half-year, one side against the other.
"""

from datetime import date

import pytest

from tests.scenarios.conftest import HalfYear
from tests.scenarios.facts import MONTHS
from tests.scenarios.independent import PARKING_FEE, SERVICE_FEE, WORKS_SHARE, Held, Line, totals
from tests.scenarios.papers import Month
from tests.scenarios.product import differences


def fees(lines: list[Line], item: str = SERVICE_FEE) -> list[tuple[date, date, int]]:
    """First day, first day that no longer counts, and fen of the lines of one item."""
    return [(line.start, line.end, line.amount_fen) for line in lines if line.item == item]


def the_month(number: int) -> tuple[date, date]:
    return date(2022, number, 1), date(2022, number + 1, 1)


# --- recurring service fee (rule 3) ----------------------------------------------------------------------------------


def test_a_flat_pays_area_times_rate_for_a_month_in_which_all_was_delivered(half_year: HalfYear) -> None:
    """牡丹花园 1号楼1单元201, lived in by its owner: 43.91 m².

    From 2022-01-01 residents of BC01 pay 0.35 yuan per m² and month. In January all four items of the agreement are
    confirmed by both parties, each 100 %: 0.4 + 0.3 + 0.1 + 0.2 = 1.

    43.91 × 0.35 = 15.3685, half up to the fen: 15.37.
    """
    [line] = half_year.of("BC01-1-1-201", "2022-01")
    assert (line.item, line.amount_fen) == (SERVICE_FEE, 15_37)
    assert (line.tariff_start, line.start, line.end) == (date(2022, 1, 1), *the_month(1))


def test_half_a_fen_is_rounded_up(half_year: HalfYear) -> None:
    """牡丹花园 1号楼3单元302: 137.5 m² × 0.35 = 48.125. Half up is 48.13; a banker's rounding would make it 48.12."""
    assert fees(half_year.of("BC01-1-3-302", "2022-01")) == [(*the_month(1), 48_13)]


def test_what_was_not_delivered_is_not_charged(half_year: HalfYear) -> None:
    """The same flat in April, when half of the greenery care (绿化养护, weight 0.1) was done.

    0.4 × 1 + 0.3 × 1 + 0.1 × 0.5 + 0.2 × 1 = 0.95; 43.91 × 0.35 × 0.95 = 14.600075: 14.60.
    """
    assert fees(half_year.of("BC01-1-1-201", "2022-04")) == [(*the_month(4), 14_60)]


def test_a_shop_pays_the_rate_of_shops(half_year: HalfYear) -> None:
    """北城新村 1号楼1单元101, 商业: 66.03 m² × 0.60 = 39.618: 39.62."""
    assert fees(half_year.of("BC02-1-1-101", "2022-02")) == [(*the_month(2), 39_62)]


def test_a_change_of_the_rate_within_a_month_makes_two_lines(half_year: HalfYear) -> None:
    """益和小区 1号楼1单元, whose room is 502 in the workbook, a number cell that lost its zero: 0502. 110.22 m².

    The rate of 0.42 counts up to and with 2022-05-15 (截止日期 is the last day), that of 0.40 from the 16th: 15 and 16
    of the 31 days of May.

    110.22 × 0.42 × 15/31 = 694.386/31 = 22.39954…: 22.40.
    110.22 × 0.40 × 16/31 = 705.408/31 = 22.75509…: 22.76.

    In April it was 110.22 × 0.42 = 46.2924: 46.29, in June 110.22 × 0.40 = 44.088: 44.09.
    """
    first, second = date(2022, 1, 1), date(2022, 5, 16)
    may = [line for line in half_year.of("BC03-1-1-0502", "2022-05") if line.item == SERVICE_FEE]
    assert [(line.tariff_start, line.start, line.end, line.amount_fen) for line in may] == [
        (first, date(2022, 5, 1), date(2022, 5, 16), 22_40),
        (second, date(2022, 5, 16), date(2022, 6, 1), 22_76),
    ]
    assert fees(half_year.of("BC03-1-1-0502", "2022-04")) == [(*the_month(4), 46_29)]
    assert fees(half_year.of("BC03-1-1-0502", "2022-06")) == [(*the_month(6), 44_09)]


def test_the_month_of_take_over_is_charged_from_that_day(half_year: HalfYear) -> None:
    """丹阳苑 1号楼1单元202: 88.29 m² at 0.45. Taken over on 2022-03-16 (the workbook has the day as the number 44636).

    March has 31 days, 16 of them from the 16th: 88.29 × 0.45 × 16/31 = 635.688/31 = 20.50606…: 20.51.
    In April: 88.29 × 0.45 = 39.7305: 39.73. In January and February nothing.
    """
    assert fees(half_year.of("BC05-1-1-202", "2022-03")) == [(date(2022, 3, 16), date(2022, 4, 1), 20_51)]
    assert fees(half_year.of("BC05-1-1-202", "2022-04")) == [(*the_month(4), 39_73)]
    assert half_year.of("BC05-1-1-202", "2022-01") == half_year.of("BC05-1-1-202", "2022-02") == []


def test_a_vacant_flat_pays_the_reduced_fee(half_year: HalfYear) -> None:
    """牡丹花园 1号楼3单元202, 空置: 108.53 m², and 空置房减免 for 住宅 is 0.7 there.

    January: 108.53 × 0.35 × 0.7 = 26.58985: 26.59. April, delivered 0.95: × 0.95 = 25.2603575: 25.26.
    """
    assert fees(half_year.of("BC01-1-3-202", "2022-01")) == [(*the_month(1), 26_59)]
    assert fees(half_year.of("BC01-1-3-202", "2022-04")) == [(*the_month(4), 25_26)]


def test_a_month_that_was_never_confirmed_is_not_charged(half_year: HalfYear) -> None:
    """曹州家园 has confirmations for January to May and none for June.

    1号楼1单元401: 90.88 m² × 0.38 = 34.5344: 34.53 in May, nothing in June.
    """
    assert fees(half_year.of("BC04-1-1-401", "2022-05")) == [(*the_month(5), 34_53)]
    june = half_year.lines[Month(2022, 6)]
    assert not [line for line in june if line.estate == "BC04" and line.item == SERVICE_FEE]


def test_the_run_says_which_month_it_holds_and_what_it_waits_for(charged: HalfYear, calculated: HalfYear) -> None:
    june = Month(2022, 6)
    held = Held("BC04", june, ("保洁", "公共设施维护", "秩序维护", "绿化养护"))
    assert charged.held == calculated.held == {month: [held] if month == june else [] for month in MONTHS}
    for fact in ("BC04", "2022-06", *held.missing):
        assert fact in charged.printed[june]


# --- parking (rule 4) ------------------------------------------------------------------------------------------------


def test_a_lease_that_begins_within_a_month_is_charged_by_days(half_year: HalfYear) -> None:
    """Space C001, leased to 益和小区 1号楼1单元0701 for 60 yuan from 2022-02-16 (a date cell) without an end (长期).

    February: 13 of 28 days, 60 × 13/28 = 27.857…: 27.86. March: 60.00.
    """
    assert fees(half_year.of("BC03-1-1-0701", "2022-01"), PARKING_FEE) == []
    february = (date(2022, 2, 16), date(2022, 3, 1), 27_86)
    assert fees(half_year.of("BC03-1-1-0701", "2022-02"), PARKING_FEE) == [february]
    assert fees(half_year.of("BC03-1-1-0701", "2022-03"), PARKING_FEE) == [(*the_month(3), 60_00)]


def test_the_last_day_of_a_lease_still_counts(half_year: HalfYear) -> None:
    """Space D022, 曹州家园 2号楼3单元601, 80 yuan from 2022/1/10 to 2022/4/10.

    January: 22 of 31 days, 80 × 22/31 = 56.774…: 56.77. April: the 1st to the 10th, 80 × 10/30 = 26.666…: 26.67.
    """
    assert fees(half_year.of("BC04-2-3-601", "2022-01"), PARKING_FEE) == [(date(2022, 1, 10), date(2022, 2, 1), 56_77)]
    assert fees(half_year.of("BC04-2-3-601", "2022-04"), PARKING_FEE) == [(date(2022, 4, 1), date(2022, 4, 11), 26_67)]
    assert fees(half_year.of("BC04-2-3-601", "2022-05"), PARKING_FEE) == []


def test_a_lease_from_before_the_take_over_is_charged_from_the_take_over(half_year: HalfYear) -> None:
    """丹阳苑, taken over on 2022-03-16: space E034, leased by 6号楼2单元102 for 60 yuan from 2022.2.1 to 2022年4月2日.

    March: 16 of 31 days, 60 × 16/31 = 30.967…: 30.97. April: 2 of 30 days, 4.00.
    Space E012, leased by 5号楼4单元501 up to 2022-03-02, was given back before: nothing.
    """
    assert fees(half_year.of("BC05-6-2-102", "2022-02"), PARKING_FEE) == []
    march = (date(2022, 3, 16), date(2022, 4, 1), 30_97)
    assert fees(half_year.of("BC05-6-2-102", "2022-03"), PARKING_FEE) == [march]
    assert fees(half_year.of("BC05-6-2-102", "2022-04"), PARKING_FEE) == [(date(2022, 4, 1), date(2022, 4, 3), 4_00)]
    assert not [month for month in MONTHS if fees(half_year.of("BC05-5-4-501", str(month)), PARKING_FEE)]


# --- works paid by residents (rule 5) --------------------------------------------------------------------------------


def work(half_year: HalfYear, number: str) -> dict[str, int]:
    """Fen by unit code of a work order, from whichever month it was charged in."""
    lines = [line for month in MONTHS for line in half_year.lines[month] if number in line.source]
    assert {line.item for line in lines} <= {WORKS_SHARE}
    return {line.unit_code: line.amount_fen for line in lines}


def test_the_fen_left_over_go_to_the_largest_remainders(half_year: HalfYear) -> None:
    """GD20220021, inner walls of 北城新村 4号楼, accepted on 2022年3月22日, all that was done.

    3122.16 + 4907.01 + 600.00 = 8629.17 over the 24 units of the building, 2414.74 m² (the subtotal in the workbook).
    In fen, 862917 × area ÷ 2414.74, cut off:

        2单元102    77.85 m²   27820.0089…   remainder 0.0089, the smallest
        2单元301    98.17 m²   35081.4422…   remainder 0.4422, the 10th largest
        1单元402   115.64 m²   41324.4166…   remainder 0.4166, the 11th largest
        1单元601   111.97 m²   40012.9274…   remainder 0.9274, the largest

    The 24 shares cut off add up to 862907: 10 fen are left over, for the 10 largest remainders.
    """
    shared = work(half_year, "GD20220021")
    assert len(shared) == 24
    assert shared["BC02-4-1-601"] == 400_13
    assert shared["BC02-4-2-301"] == 350_82
    assert shared["BC02-4-1-402"] == 413_24
    assert shared["BC02-4-2-102"] == 278_20
    assert sum(shared.values()) == 8_629_17


def test_only_the_accepted_part_of_a_work_is_charged(half_year: HalfYear) -> None:
    """GD20220005, road of 牡丹花园: 313.4 m² done, 307.3 accepted, for the whole estate.

    10607.62 + 27359.21 = 37966.83; × 307.3 ÷ 313.4 = 37227.845…: 37227.85, over 568 units and 51245.27 m².
    1号楼1单元201: 37227.85 × 43.91 ÷ 51245.27 = 31.8990…; its remainder of 0.90 fen takes a fen: 31.90.
    """
    shared = work(half_year, "GD20220005")
    assert len(shared) == 568
    assert sum(shared.values()) == 37_227_85
    assert shared["BC01-1-1-201"] == 31_90


def test_a_work_accepted_before_the_take_over_is_charged_in_the_month_of_acceptance(half_year: HalfYear) -> None:
    """GD20220009, outer walls of 丹阳苑 4号楼, accepted on 2022-01-08: 21286.71 + 31353.41 = 52640.12 over 40 units."""
    january = [line for line in half_year.lines[Month(2022, 1)] if "GD20220009" in line.source]
    assert len(january) == 40
    assert sum(line.amount_fen for line in january) == 52_640_12
    assert len(work(half_year, "GD20220009")) == 40


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("GD20220001", "paid by subsidy"),
        ("GD20220011", "paid by the maintenance fund"),
        ("GD20220002", "paid by common income"),
        ("GD20220059", "not accepted yet"),
        ("GD20220060", "sent back"),
    ],
)
def test_a_work_that_residents_need_not_pay_is_never_charged(half_year: HalfYear, number: str, why: str) -> None:
    assert work(half_year, number) == {}, why


# --- everything ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_every_line_of_a_month_agrees_to_the_fen(charged: HalfYear, calculated: HalfYear, month: Month) -> None:
    assert differences(calculated.lines[month], charged.lines[month]) == []


def test_the_half_year_adds_up_to_these_sums(half_year: HalfYear) -> None:
    """Not worked out by hand: kept here so that a change of both sides at once is seen."""
    sums = totals(line for month in MONTHS for line in half_year.lines[month])
    found = {
        estate: tuple(sums.get((estate, item), 0) for item in (SERVICE_FEE, PARKING_FEE, WORKS_SHARE))
        for estate in ("BC01", "BC02", "BC03", "BC04", "BC05")
    }
    assert found == SUMS


# Service fees, parking, works.
SUMS = {
    "BC01": (105_761_07, 5_135_41, 56_552_70),
    "BC02": (69_043_50, 4_552_51, 8_629_17),
    "BC03": (91_396_15, 6_572_50, 160_537_17),
    "BC04": (32_307_15, 7_290_27, 90_445_97),
    "BC05": (48_875_27, 5_396_10, 188_317_75),
}
