"""Each form in which the office writes a fact is read as that fact, and what is not certain is refused."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_ops.framework.importing import cells
from property_ops.framework.importing.cells.dates import EXCEL_DAY_ZERO
from property_ops.framework.importing.problems import CellError
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month

FULL_WIDTH = str.maketrans("0123456789./-,%", "０１２３４５６７８９．／－，％")
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


def refused(parse, raw) -> CellError:
    with pytest.raises(CellError) as caught:
        parse(raw)
    assert caught.value.advice
    return caught.value


@pytest.mark.parametrize(
    "raw",
    [
        44636, 44636.0, 44636.75, "44636", date(2022, 3, 16), datetime(2022, 3, 16, 8, 30), "2022-03-16", "2022/3/16",
        "2022.3.16", "20220316", 20220316, 20220316.0, "2022年3月16日", "2022年03月16号", "２０２２．３．１６",
        " 2022 - 3 - 16 ",
        "2022—3—16", "2022-03-16 00:00:00", "2022-03-16T08:30:00", "2022年 3月 16日", "二〇二二年三月十六日",
        "2022-03-16 星期三", "2022年3月16日（周三）", "2022-03-16 周三 08:30", "２０２２－３－１６，08:30",
    ],
)  # fmt: skip
def test_all_forms_of_a_day_are_that_day(raw):
    assert cells.day(raw) == date(2022, 3, 16)


@pytest.mark.parametrize(
    "raw",
    [
        "2022-02-30", "2022-13-01", "20220230", 20220230.0, "1949-12-31", "2101-01-01", 18263, 2022.1, 2022,
        202203, True,
        "3月16日", "22-3-16", "3/16/2022", "16.3.2022", "2022-3", "长期", "2022-03-16起", "", float("nan"),
        float("inf"), -1,
    ],
)  # fmt: skip
def test_what_is_no_certain_day_is_refused(raw):
    refused(cells.day, raw)


@given(DAYS)
def test_a_day_survives_every_form(day):
    forms = [
        day, datetime(day.year, day.month, day.day), f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", float(f"{day:%Y%m%d}"),
        f"{day.year}/{day.month}/{day.day}", f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        float((day - EXCEL_DAY_ZERO).days), str((day - EXCEL_DAY_ZERO).days), f"{day:%Y-%m-%d}".translate(FULL_WIDTH),
    ]  # fmt: skip
    assert {cells.day(form) for form in forms} == {day}


@pytest.mark.parametrize("raw", ["长期", "永久", " 长 期 ", "至今", "无固定期限", "/"])
def test_an_open_end_is_none(raw):
    assert cells.last_day(raw) is None


@pytest.mark.parametrize(
    "raw",
    ["2022年1月", "2022年01月份", "2022-01", "2022/1", "2022.1", "202201", 202201.0, "２０２２年１月", date(2022,
     1, 31), 44562.0,
     "2022-01-01", "二〇二二年一月", 20220101.0],
)  # fmt: skip
def test_all_forms_of_a_month_are_that_month(raw):
    assert cells.month(raw) == Month(2022, 1)


def test_the_number_2022_point_1_may_be_january_or_october_and_is_refused():
    assert "January or October" in str(refused(cells.month, 2022.1))
    assert cells.month(2022.11) == Month(2022, 11)
    assert cells.month(2022.2) == Month(2022, 2)
    assert cells.month("2022.10") == Month(2022, 10)


@pytest.mark.parametrize("raw", ["1月", "2022-13", "2022-0", 202213.0, "2022", "一季度", "", 0.5])
def test_what_is_no_certain_month_is_refused(raw):
    refused(cells.month, raw)


@pytest.mark.parametrize(
    ("raw", "area"),
    [
        (93.02, "93.02"), ("108.99平", "108.99"), ("98.56㎡", "98.56"), ("81.84 平方米", "81.84"), ("６４．３３",
         "64.33"),
        ("100m²", "100"), ("100 M2", "100"), ("1,234.5", "1234.5"), (0.1 + 0.2, "0.3"), ("54.019999999999996㎡",
         "54.02"),
        (100000, "100000"), ("77.1234", "77.1234"),
    ],
)  # fmt: skip
def test_areas(raw, area):
    assert cells.area(raw) == Decimal(area)


@pytest.mark.parametrize(
    "raw",
    [
        0,
        -5,
        1e9,
        100000.01,
        "0",
        "约93",
        "93,02",
        "1,23",
        "93.02.1",
        "九十",
        "=A1*2",
        93.12345,
        True,
        "",
        "㎡",
        "1e3",
        "9-3",
    ],
)
def test_what_is_no_area_is_refused(raw):
    refused(cells.area, raw)


@given(st.integers(1, 999_999_999))
def test_an_area_survives_every_form(ten_thousandths):
    area = Decimal(ten_thousandths).scaleb(-4)
    text = f"{area:f}"
    for form in (text, f"{text}㎡", f" {text} 平方米", text.translate(FULL_WIDTH), float(area)):
        assert cells.area(form) == area


@pytest.mark.parametrize(
    ("raw", "fen"),
    [(60, 6000), (15686.05, 1568605), ("1,234.50", 123450), ("￥60", 6000), ("60元", 6000), ("60.5元/月", 6050),
     ("人民币60元整", 6000), ("１２．５", 1250), (13148.800000000001, 1314880), (0, 0)],
)  # fmt: skip
def test_amounts_of_money(raw, fen):
    assert cells.money(raw) == Yuan(fen)


@pytest.mark.parametrize("raw", [1.005, "1.005", -1, "(60)", "-60", "六十", "1,2345", "60+20", 1e15, "1.2万", "60块"])
def test_what_is_no_amount_is_refused(raw):
    refused(cells.money, raw)


@given(st.integers(0, 10**13))
def test_money_survives_every_form(fen):
    text = f"{Decimal(fen).scaleb(-2):.2f}"
    grouped = f"{Decimal(fen).scaleb(-2):,.2f}"
    for form in (text, grouped, f"￥{grouped}", f"{text}元", text.translate(FULL_WIDTH), fen / 100):
        assert cells.money(form) == Yuan(fen)


@pytest.mark.parametrize(
    ("raw", "ratio"),
    [(0.7, "0.7"), ("70%", "0.7"), ("７０％", "0.7"), ("七折", "0.7"), ("7折", "0.7"), ("85折", "0.85"), ("八五折",
     "0.85"),
     (1, "1"), (0, "0"), ("100%", "1"), ("33.3333%", "0.333333")],
)  # fmt: skip
def test_ratios(raw, ratio):
    assert cells.ratio(raw) == Decimal(ratio)


@pytest.mark.parametrize("raw", [70, 1.01, -0.1, "七成", "0.7.1", "减免30", "150%", "1/3", ""])
def test_what_is_no_ratio_is_refused(raw):
    refused(cells.ratio, raw)


def test_sizes():
    for raw in ("2.5×5.3", "2.5x5.3", "2.5X5.3", "2.5*5.3", "2.5＊5.3", "２．５×５．３", "2.5 × 5.3", "2.5m×5.3m"):
        assert cells.size(raw) == (Decimal("2.5"), Decimal("5.3"))
    for raw in ("2.5", "2.5×", 2.5, "250×530", "0×5", "2.5-5.3"):
        refused(cells.size, raw)


@pytest.mark.parametrize(
    "raw",
    [
        13812345678.0,
        13812345678,
        "138-1234-5678",
        "138 1234 5678",
        "１３８１２３４５６７８",
        "+86 13812345678",
        "8613812345678",
    ],
)
def test_phones_are_their_digits(raw):
    assert cells.phone(raw) == "13812345678"


def test_what_is_no_single_phone_is_refused():
    for raw in ("13812345678/13900000000", "未留", "1381234", "无号", 1.5):
        if raw == "1381234":
            assert cells.phone(raw) == raw
        else:
            refused(cells.phone, raw)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("秦  志", "秦志"), ("谭　娟", "谭娟"), (" 张 小 丽 ", "张小丽"), ("曹州鑫源超市", "曹州鑫源超市"),
         ("张　䶮", "张䶮"),
        ("李喆", "李喆"), ("欧阳 娜娜", "欧阳 娜娜"), ("张三  李四", "张三 李四"), ("John  Smith", "John Smith"),
        ("阿依古丽·买买提", "阿依古丽·买买提"), ("\u200b王五\ufeff", "王五"), ("𠮷 野", "𠮷野"),
    ],
)  # fmt: skip
def test_padding_inside_short_chinese_names_goes_and_nothing_else_does(raw, name):
    assert cells.person(60)(raw) == name


def test_stored_text_is_nfc_and_never_nfkc():
    assert cells.text(10)("㎡ ①") == "㎡ ①"
    assert cells.text(10)("e\u0301") == "é"
    refused(cells.text(3), "太长的字")
    refused(cells.text(10), "#REF!")


def test_codes_are_plain_capitals_without_spaces():
    assert cells.code(20)(" ｂc ０1 ") == "BC01"
    assert cells.code(20)(7.0) == "7"
    refused(cells.code(3), "BC01")


def test_a_code_that_excel_has_rounded_is_another_things_too():
    for rounded in (1.2345678901234567e19, 10**15, "4.2E+27", "4,2e27", "123456789012345" + "0" * 9, "####"):
        assert refused(cells.code(40), rounded).message == cells.ROUNDED
    assert cells.code(40)(10**15 - 1) == "999999999999999"
    assert cells.code(40)("GD-1E5") == "GD-1E5"


def test_words_from_a_list_are_known_or_refused_with_the_list():
    parse = cells.choice({"R": "住宅 居住", "C": "商业 商铺"}, note_allowed=True)
    assert parse(" 住 宅 ") == "R"
    assert parse("商铺（临街）") == "C"
    assert refused(parse, "别墅").data == {"known": "住宅、商业"}


@pytest.mark.parametrize("raw", [None, "", " ", "　", "-", "—", "——", "/", "无", "暂无"])
def test_signs_of_nothing_are_blank(raw):
    assert cells.is_blank(raw)


def test_zero_is_not_blank():
    assert not cells.is_blank(0)
    assert not cells.is_blank("0")


@given(
    st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.booleans(), st.none(), st.dates(), st.datetimes())
)
def test_no_cell_whatever_breaks_a_parser(raw):
    for parse in (cells.day, cells.last_day, cells.month, cells.area, cells.money, cells.ratio, cells.size, cells.phone,
                  cells.whole, cells.quantity, cells.person(20), cells.text(20),
                  cells.choice({"R": "住宅"})):  # fmt: skip
        refusal = None
        try:
            parse(raw)
        except CellError as error:
            refusal = error
        assert refusal is None or (refusal.message % refusal.data and refusal.advice % refusal.data)
