"""Households that open their bill after the notice: its page by the link, and every third the paper as well."""

import random
import threading
import time

import requests

from benchmarks.clicks import Clicks, spent_while
from benchmarks.installation import Installation

LINKS = """
from invoices.modules.billing.public import Bill
from invoices.modules.statements.public import documents_of
for doc in documents_of(list(Bill.objects.filter(state="issued").order_by("pk").values_list("pk", flat=True)[:%d])):
    print(doc.url.rpartition("/")[2])
"""
SOONER = 4
"""The mean is at a quarter of the hour: most look at once."""


def links(installation: Installation, count: int) -> list[str]:
    """Of so many issued bills, begun anew where there are more households than bills."""
    found = installation.run(
        "property_ops.framework.cli", "django", "shell", "--verbosity", "0", "--command", LINKS % count
    ).split()
    return [found[number % len(found)] for number in range(count)]


def opened(site: str, process: int, tokens: list[str], *, seconds: int) -> Clicks:
    """What households were answered within the hour, which takes so many seconds."""
    clicks = Clicks()
    crowd = [threading.Thread(target=_open, args=(site, token, seconds, clicks)) for token in tokens]

    def all_come() -> None:
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()

    clicks.processor = spent_while(process, all_come)
    return clicks


def _open(site: str, token: str, seconds: int, clicks: Clicks) -> None:
    time.sleep(min(random.expovariate(SOONER / seconds), seconds))
    person = requests.Session()
    clicks.click(person, f"{site}/s/{token}")
    if not random.randrange(3):
        time.sleep(random.uniform(0, 5))
        clicks.click(person, f"{site}/s/{token}/statement.pdf")
