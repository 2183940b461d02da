from datetime import UTC, date, datetime

from property_ops.kernel.chinese_days import chinese_day, chinese_month
from property_ops.kernel.period import Month


def test_days_and_months_are_written_without_noughts_in_front():
    assert chinese_day(date(2022, 6, 3)) == "2022年6月3日"
    assert chinese_day(datetime(2022, 11, 30, 9, tzinfo=UTC)) == "2022年11月30日"
    assert chinese_month(date(2022, 6, 30)) == chinese_month(Month(2022, 6)) == "2022年6月"
