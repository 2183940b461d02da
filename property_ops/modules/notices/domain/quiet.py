"""Quiet hours: nobody's phone rings at night. Clock times are those of Asia/Shanghai."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` to `end`, over midnight where `end` is the earlier; none where they are the same."""

    start: time = time(20, 30)
    end: time = time(8, 30)

    def hold(self, now: datetime) -> bool:
        clock = now.astimezone(SHANGHAI).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def until(self, now: datetime) -> datetime:
        """`now`, or the moment at which they end."""
        if not self.hold(now):
            return now
        local = now.astimezone(SHANGHAI)
        ends = datetime.combine(local.date(), self.end, SHANGHAI)
        return ends if ends > local else ends + timedelta(days=1)

    @classmethod
    def parse(cls, text: str) -> "QuietHours":
        """Of `20:30-08:30`. Raises ValueError."""
        start, _, end = text.partition("-")
        return cls(time.fromisoformat(start.strip()), time.fromisoformat(end.strip()))
