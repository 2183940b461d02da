"""A month, a quarter, a half and a whole year have their days, their neighbours and their names."""

from datetime import date

import pytest

from property_ops.kernel.spans import NotASpan, SpanKind, YearSpan


@pytest.mark.parametrize(
    ("text", "first", "last", "before", "after", "words"),
    [
        ("2022-06", date(2022, 6, 1), date(2022, 6, 30), "2022-05", "2022-07", "2022年6月"),
        ("2022-12", date(2022, 12, 1), date(2022, 12, 31), "2022-11", "2023-01", "2022年12月"),
        ("2022-Q1", date(2022, 1, 1), date(2022, 3, 31), "2021-Q4", "2022-Q2", "2022年第一季度"),
        ("2022-H2", date(2022, 7, 1), date(2022, 12, 31), "2022-H1", "2023-H1", "2022年下半年"),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "2021", "2023", "2022年度"),
    ],
)
def test_a_span_has_its_days_its_neighbours_and_its_name(text, first, last, before, after, words):
    span = YearSpan.parse(text)
    assert (span.period.start, span.period.last_day) == (first, last)
    assert (str(span), str(span.previous), str(span.next), span.in_words) == (text, before, after, words)
    assert all(YearSpan.of(day, span.kind) == span for day in (first, last))
    assert YearSpan.of(last, SpanKind.MONTH).period.last_day == last


@pytest.mark.parametrize("text", ["", "22", "2022-", "2022-00", "2022-13", "2022-6", "2022-Q5", "2022-H3", "3000", "x"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(NotASpan):
        YearSpan.parse(text)


def test_what_lies_in_a_span_is_all_that_is_wholly_in_it():
    assert [str(one) for one in YearSpan.parse("2022-Q2").spans] == ["2022-04", "2022-05", "2022-06", "2022-Q2"]
    assert [len(YearSpan.parse(text).spans) for text in ("2022-06", "2022-H1", "2022")] == [1, 9, 19]
