"""The server as a process of its own: `python -m tests.services.erpnext [FILE]`.

Prints its address. When its input ends, it prints as JSON what it was asked, what that took of the processor, and how
many documents it has. With FILE, the site is read from it at the start, and written to it at the end.
"""

import json
import pickle
import sys
import time
from pathlib import Path

from tests.services.erpnext.server import FakeErpnext, running
from tests.services.erpnext.store import Store


def main(file: str = "") -> None:
    kept = Path(file) if file else None
    with running() as server:
        if kept and kept.exists():
            server.store = Store(**pickle.loads(kept.read_bytes()))
        print(server.url, flush=True)
        sys.stdin.read()
        if kept:
            kept.write_bytes(pickle.dumps({"documents": server.store.documents, "_numbers": server.store._numbers}))
        print(json.dumps(account_of(server)))


def account_of(server: FakeErpnext) -> dict[str, object]:
    documents = {doctype: len(rows) for doctype, rows in server.store.documents.items() if rows}
    return {"requests": len(server.requests), "processor": time.process_time(), "documents": documents}


if __name__ == "__main__":
    main(*sys.argv[1:])
