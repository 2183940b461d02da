"""What a town has besides its bills, and a visit to every page of it: `python -m benchmarks.pages_run furnish UNITS`,
then `… visit`, which prints what each page took as JSON."""

import json
import logging
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django

from benchmarks.processor import server_of_django, spent
from benchmarks.receipts_run import imported, write_bill

FIRST_DAY = date(2022, 6, 1)
NOW = datetime(2022, 7, 10, 1, tzinfo=UTC)
TWO_OF_A_KIND = 2


def furnish(units: int) -> None:
    """A receipt for every other unit, a work and a request for every twentieth."""
    from property_ops.modules.estates.public import Estate

    with TemporaryDirectory() as folder:
        imported(write_bill(Path(folder) / "微信支付账单.csv", units // 2))
    for number, estate in enumerate(Estate.objects.order_by("code")):
        each = units // 20 // Estate.objects.count()
        _works(estate, each, number)
        _requests(estate, each, number)


def _works(estate: Any, count: int, number: int) -> None:
    from property_ops.kernel.money import Yuan
    from property_ops.modules.dispatch.models import Visit
    from property_ops.modules.works.models import WorkOrder
    from property_ops.modules.works.testing import WorkOrderFactory

    made = []
    for place in range(count):
        accepted = {"result": "accepted", "accepted_on": FIRST_DAY + timedelta(days=10 + place % 20)}
        waiting = {"result": "pending", "accepted": None, "accepted_on": None, "accepted_by": ""}
        made.append(
            WorkOrderFactory.build(
                number=f"GD{number}-{place:05d}",
                estate=estate,
                place=f"{place % 40 + 1}号楼前",
                funding="subsidy",
                labour=Yuan(60_000 + place),
                **(accepted if place % 10 else waiting),
            )
        )
    works = WorkOrder.objects.bulk_create(made)
    Visit.objects.bulk_create(Visit(work=work, number=1, minutes=120) for work in works)


def _requests(estate: Any, count: int, number: int) -> None:
    from property_ops.modules.requests.models import Request

    units = list(estate.units.order_by("pk")[:count])
    Request.objects.bulk_create(
        Request(
            number=f"SQ{number}-{place:05d}",
            estate=estate,
            unit=unit,
            channel="phone",
            topic="repair",
            content="楼道灯不亮",
            person=f"来访{place}",
            phone="",
            received_on=FIRST_DAY + timedelta(days=place % 30),
            due_on=FIRST_DAY + timedelta(days=place % 30 + 3),
        )
        for place, unit in enumerate(units)
    )


class Questions:
    """Counts what is asked of the database."""

    count = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


def visit() -> dict[str, dict[str, Any]]:
    """By the name of the address: the worst of it, of any role."""
    from django.conf import settings
    from django.db import connection

    from tests.visitors import ADMINISTRATOR, ROLES, visitor
    from tests.web import crawling

    settings.ALLOWED_HOSTS.append("testserver")
    logging.disable(logging.CRITICAL)
    crawling.ENOUGH = TWO_OF_A_KIND
    server, found, asked = server_of_django(), dict[str, dict[str, Any]](), Questions()
    boss = visitor(ADMINISTRATOR, language="zh-hans")
    places = crawling.crawl(boss, "/", "/phone/", "/dispatch/board/data/", add_all=False).answers
    pages = [place for place, answer in places.items() if _is_page(answer)]
    for role in (ADMINISTRATOR, *ROLES):
        client = visitor(role, language="zh-hans")
        for place in pages:
            asked.count, before = 0, spent(server)
            with connection.execute_wrapper(asked):
                answer = client.get(place.url)
            taken = 1000 * (spent(server) - before)
            if _is_page(answer) and taken > found.get(place.name, {"ms": -1})["ms"]:
                found[place.name] = {"ms": taken, "url": place.url, "role": role, "queries": asked.count}
    return found


def _is_page(answer: Any) -> bool:
    return answer.status_code == 200 and "text/html" in answer.headers.get("Content-Type", "")


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "furnish":
        furnish(int(sys.argv[2]))
    else:
        print(json.dumps(visit()))
