"""What residents of the demonstration read."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework.accounts import user_named
from property_ops.modules.estates.public import Estate
from property_ops.modules.news.models import NewsPost
from property_ops.modules.news.services import WrittenPost, count_read, keep_number, publish

FILE = Path(__file__).resolve().parents[1] / "demo" / "news.toml"
READ_EACH_DAY = 7


@transaction.atomic
def write_news(call: Any) -> None:
    """Of slot `demo_steps`. Once: where something is written already, nothing is done."""
    if NewsPost.objects.exists():
        return
    told, by, now = tomllib.loads(FILE.read_text(encoding="utf-8")), user_named("manager"), timezone.now()
    today = timezone.localdate(now)
    for row in told["posts"]:
        estate, ago = row.pop("estate", ""), timedelta(days=row.pop("days"))
        found = Estate.objects.filter(code=estate).first() if estate else None
        if estate and found is None:
            continue
        written = WrittenPost(estate=found, first_day=today - ago, **row)
        made = publish(written=written, by=by, now=now - ago)
        for _ in range(READ_EACH_DAY):
            count_read(made, on=today)
    for row in told["numbers"]:
        keep_number(kept=None, estate=None, by=by, **row)
