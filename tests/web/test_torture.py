"""Every address with every odd value, then every parameter and field by itself: only in `make torture`."""

import os
import random
import time
from typing import Any

import pytest

from tests.visitors import visitor
from tests.web.odd import VALUES, broken, in_addresses, in_forms, in_parameters

SECONDS = float(os.environ.get("TORTURE_SECONDS", "0"))
LEAST = int(os.environ.get("TORTURE_LEAST", "0"))
"""So many requests, however long they take."""
pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not SECONDS, reason="a sample of it is in test_every_address")]


def test_every_address_parameter_and_field_with_every_odd_value(site):
    client = visitor("administrator", language="zh-hans")
    draw = random.Random(int(os.environ.get("TORTURE_SEED", "1")))
    addresses: list[Any] = list(in_addresses(site, VALUES))
    rest = [
        *((url, None) for url in in_parameters(site, VALUES, together=False)),
        *in_forms(site, VALUES, together=False),
    ]
    draw.shuffle(addresses)
    draw.shuffle(rest)
    asked = [*addresses, *rest]
    ended, done, wrong, slowest = time.monotonic() + SECONDS / 3, 0, list[str](), 0.0
    for url, data in asked:
        began = time.process_time()
        if said := broken(client, url, data):
            wrong.append(said)
        done, slowest = done + 1, max(slowest, time.process_time() - began)
        if time.monotonic() > ended and done >= LEAST:
            break
    print({"addresses": len(addresses), "requests": done, "of": len(asked), "slowest": round(slowest, 1)})
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong)
    assert slowest < 60
