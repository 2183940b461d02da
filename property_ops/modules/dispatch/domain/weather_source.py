"""Where a forecast may come from besides being pasted: an adapter for an online service, off unless one is installed.

A module declares an object of this shape in the slot `weather_sources`; it is asked only when somebody presses the
button on the weather page. The product itself brings none: the office may have no internet.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from property_ops.modules.dispatch.domain.forecast_table import HourRead


class WeatherSource(Protocol):
    """`name` as screens show it."""

    name: str

    def hours(self, *, estate_name: str, community: str, first: date, last: date) -> Sequence[HourRead]:
        """The forecast by hour of these days at an estate (empty names: the town). Raises BusinessError."""
