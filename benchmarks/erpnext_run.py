"""Sets ERPNext up, pushes to it, or posts what was pushed once more as a plain client would; prints what it took.

`python -m benchmarks.erpnext_run setup|push|loop`, with the connection in the environment.
"""

import json
import sys
import time
from typing import Any

import django
from django.utils import timezone

from benchmarks.processor import spent


def main(what: str) -> None:
    django.setup()
    began, spent_before = time.perf_counter(), spent()
    {"setup": set_up, "push": push, "loop": loop}[what]()
    taken = {"seconds": time.perf_counter() - began, "processor": spent() - spent_before}
    print(json.dumps(taken | counted()))


def set_up() -> None:
    from invoices.modules.erpnext import public as erpnext

    connect()
    where = erpnext.access()
    erpnext.set_up(access=where, gateway=where.gateway(), by=manager(), now=timezone.now())


def push() -> None:
    from invoices.modules.erpnext import public as erpnext

    where = erpnext.access()
    results = erpnext.push(access=where, gateway=where.gateway(), by=manager())
    if left := [one for one in results if one.failed or one.waiting]:
        raise SystemExit(f"Not all arrived: {left}")


def loop() -> None:
    """One request a document, as a script of an afternoon does it; names and contents are ready."""
    from frappe_connector.connector import FrappeConnector

    from invoices.modules.erpnext import public as erpnext
    from invoices.modules.erpnext.domain.documents import CUSTOMER, INVOICE, named

    where = erpnext.access()
    key, _, secret = where.token.partition(":")
    client, names = FrappeConnector(where.url, api_key=key, api_secret=secret), dict[str, str]()
    for doctype in (CUSTOMER, INVOICE):
        for record in documents(doctype):
            document = {"doctype": doctype, "custom_source_id": record.key, "docstatus": int(doctype == INVOICE)}
            names[record.key] = client.create_doc(document | named(record.content, names))["name"]


def documents(doctype: str) -> Any:
    from invoices.modules.erpnext.models import SyncRecord

    return SyncRecord.objects.filter(doctype=doctype).order_by("pk")


def counted() -> dict[str, int]:
    from invoices.modules.erpnext.domain.documents import CUSTOMER, INVOICE

    return {"invoices": documents(INVOICE).count(), "customers": documents(CUSTOMER).count()}


def connect() -> None:
    """As quickly as it answers: nobody else works on this server."""
    from invoices.modules.erpnext.models import Connection

    Connection.objects.update_or_create(defaults={"requests_per_minute": 60_000})


def manager() -> Any:
    from property_ops.framework.models import User
    from property_ops.framework.testing import UserFactory

    return User.objects.filter(username="connects").first() or UserFactory(username="connects", role="manager")


if __name__ == "__main__":
    main(sys.argv[1])
