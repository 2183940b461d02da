"""Days and months as papers in Chinese write them."""

from datetime import date

from property_ops.kernel.period import Month


def chinese_day(day: date) -> str:
    """`2022年6月30日`."""
    return f"{chinese_month(day)}{day.day}日"


def chinese_month(month: Month | date) -> str:
    """`2022年6月`; of a day, its month."""
    number = month.number if isinstance(month, Month) else month.month
    return f"{month.year}年{number}月"
