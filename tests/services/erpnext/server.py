"""A server that answers like ERPNext v15 over real HTTP, and breaks in the ways a real one does.

`server.break_next(fault, …)` decides what becomes of the next requests that write: see FAULTS.
"""

import json
import socket
import threading
import time
from base64 import b64decode
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.services.erpnext import reconciling, rights
from tests.services.erpnext.listing import listed, parsed, refuse_long
from tests.services.erpnext.refusal import Refusal
from tests.services.erpnext.site import fresh_site
from tests.services.erpnext.store import FIELDS, Store

TOKEN = "key:secret"
UNRECONCILE = "erpnext.accounts.doctype.unreconcile_payment.unreconcile_payment.create_unreconcile_doc_for_selection"

BUSY, HTML, SILENT_AFTER, CUT_AFTER, CUT_BEFORE, SLOW_BODY = "busy", "html", "silent", "cut_after", "cut", "slow"
DEADLOCK = "deadlock"
FAULTS = {
    BUSY: "429, nothing done",
    HTML: "502 with an HTML page, nothing done",
    SILENT_AFTER: "done, but the answer does not come in time",
    CUT_AFTER: "done, but the connection is cut",
    CUT_BEFORE: "the connection is cut, nothing done",
    DEADLOCK: "500, two wrote at once, nothing done",
    SLOW_BODY: "done, and the answer comes byte by byte",
}


class FakeErpnext(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.store: Store = fresh_site()
        self.faults: deque[str] = deque()
        self.requests: list[tuple[str, str]] = []
        self.said: Callable[[str], str] = str  # what it tells, in the language of the token's user
        self.roles: dict[str, tuple[str, ...]] = {TOKEN: (*rights.PREPARING, *rights.NIGHTLY, *rights.FURTHER)}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def let_in(self, token: str, *roles: str) -> None:
        """A user with these roles, who shows this token."""
        self.roles[token] = roles

    def break_next(self, *faults: str) -> None:
        assert set(faults) <= FAULTS.keys()
        self.faults.extend(faults)


@contextmanager
def running() -> Iterator[FakeErpnext]:
    server = FakeErpnext()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: FakeErpnext

    def log_message(self, *_args: Any) -> None:
        """A test's output is not the place for it."""

    def do_GET(self) -> None:
        self._serve({})

    def do_POST(self) -> None:
        self._serve(self._body())

    do_PUT = do_POST

    def _serve(self, form: dict[str, Any]) -> None:
        address = urlsplit(self.path)
        self.server.requests.append((self.command, unquote(address.path)))
        values = {key: one[-1] for key, one in parse_qs(address.query, keep_blank_values=True).items()} | form
        fault = self.server.faults.popleft() if self._writes(address.path) and self.server.faults else ""
        if fault == CUT_BEFORE:
            self._cut()
            return
        if fault == HTML:
            self._send(502, b"<html><h1>502 Bad Gateway</h1></html>", "text/html")
            return
        if fault == BUSY:
            self._send(429, b'{"exc_type": "RateLimitExceededError"}', "application/json", {"Retry-After": "0"})
            return
        status, answer = self._answer(address.path, values, fault)
        if fault == CUT_AFTER:
            self._cut()
            return
        if fault == SILENT_AFTER:
            self._wait_until_the_client_has_gone()
        self._send(status, json.dumps(answer, default=float).encode(), "application/json", slowly=fault == SLOW_BODY)

    def _answer(self, path: str, values: dict[str, Any], fault: str) -> tuple[int, Any]:
        try:
            roles = self._roles()
            if fault == DEADLOCK:
                raise Refusal(500, "QueryDeadlockError", "Deadlock found when trying to get lock")
            refuse_long(self.path)
            with self.server.store.lock:
                return 200, self._do(unquote(path), values, roles)
        except Refusal as refusal:
            text = self.server.said(refusal.text)
            message = json.dumps({"message": f"<strong>{text}</strong>", "indicator": "red"})
            facts = {"exception": f"frappe.exceptions.{refusal.kind}: {text}", "exc": '["Traceback…"]'}
            return refusal.status, {"exc_type": refusal.kind, "_server_messages": json.dumps([message]), **facts}

    def _do(self, path: str, values: dict[str, Any], roles: tuple[str, ...]) -> Any:
        store = self.server.store
        if path.startswith("/api/method/"):
            return _call(store, path.removeprefix("/api/method/"), values, roles)
        doctype, _, name = path.removeprefix("/api/resource/").partition("/")
        if self.command == "POST":
            document = {**json.loads(values["data"]), "doctype": doctype}
            _require_insert(document, roles)
            made = store.insert(document)
            return {"data": made | {"status": "Draft", "outstanding_amount": 0}}  # stale
        rights.require(roles, doctype, "write" if self.command == "PUT" else "read")
        if not name:
            return {"data": listed(store, values | {"doctype": doctype})}
        if doctype == "Payment Reconciliation":
            return {"data": {"name": doctype, "doctype": doctype, "modified": None}}
        if name not in store.of(doctype):
            raise Refusal(404, "DoesNotExistError", f"{doctype} {name} not found")
        if self.command == "PUT":
            store.update(doctype, name, json.loads(values["data"]))
        return {"data": store.of(doctype)[name]}

    def _writes(self, path: str) -> bool:
        return path.endswith("insert_many") or (path.startswith("/api/resource/") and self.command == "POST")

    def _roles(self) -> tuple[str, ...]:
        kind, _, value = self.headers.get("Authorization", "").partition(" ")
        token = b64decode(value).decode() if kind == "Basic" else value
        if token not in self.server.roles:
            raise Refusal(401, "AuthenticationError", "Invalid API key or secret")
        return self.server.roles[token]

    def _body(self) -> dict[str, Any]:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if self.headers.get("Content-Type", "").startswith("application/json"):
            return {"data": body, **json.loads(body or "{}")}
        return {key: one[-1] for key, one in parse_qs(body, keep_blank_values=True).items()}

    def _send(
        self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None, *, slowly: bool = False
    ) -> None:
        try:
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            for piece in [body] if not slowly else [body[at : at + 1] for at in range(len(body))]:
                self.wfile.write(piece)
                if slowly:
                    time.sleep(0.2)
        except OSError:
            self.close_connection = True  # the client has gone

    def _wait_until_the_client_has_gone(self) -> None:
        with suppress(OSError):
            self.connection.recv(1, socket.MSG_PEEK)

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.shutdown(2)


def _call(store: Store, method: str, values: dict[str, Any], roles: tuple[str, ...]) -> Any:
    if method == "run_doc_method":
        rights.require(roles, "Payment Reconciliation", "read")
        return reconciling.run_doc_method(store, values)
    return {"message": METHODS[method](store, values, roles)}


def _require_insert(document: dict[str, Any], roles: tuple[str, ...]) -> None:
    if document["doctype"] in FIELDS:
        rights.require(roles, document["doctype"], "create")
        if int(document.get("docstatus") or 0):
            rights.require(roles, document["doctype"], "submit")


def _list(store: Store, values: dict[str, Any], roles: tuple[str, ...]) -> Any:
    if values["doctype"] in FIELDS:
        rights.require(roles, values["doctype"], "read")
    return listed(store, values)


def _insert_many(store: Store, values: dict[str, Any], roles: tuple[str, ...]) -> list[str]:
    documents = parsed(values["docs"])
    for document in documents:
        _require_insert(document, roles)
    return store.insert_many(documents)


def _has_permission(store: Store, values: dict[str, Any], roles: tuple[str, ...]) -> dict[str, bool]:
    return {"has_permission": rights.may(roles, values["doctype"], values.get("perm_type", "read"))}


def _unreconcile(store: Store, values: dict[str, Any], roles: tuple[str, ...]) -> None:
    rights.require(roles, "Unreconcile Payment", "submit")
    reconciling.unreconcile(store, values)


def _attach_file(store: Store, values: dict[str, Any], roles: tuple[str, ...]) -> Any:
    rights.require(roles, values["doctype"], "read")
    if values["docname"] not in store.of(values["doctype"]):
        raise Refusal(404, "DoesNotExistError", f"{values['doctype']} {values['docname']} not found")
    content = b64decode(values["filedata"]) if int(values.get("decode_base64") or 0) else values["filedata"]
    named = {"attached_to_doctype": values["doctype"], "attached_to_name": values["docname"]}
    kept = {"file_name": values["filename"], "content": len(content), "is_private": values.get("is_private")}
    return store.insert({"doctype": "File", **named, **kept})


def _cancel(store: Store, values: dict[str, Any], roles: tuple[str, ...]) -> None:
    rights.require(roles, values["doctype"], "cancel")
    if values["name"] not in store.of(values["doctype"]):
        raise Refusal(404, "DoesNotExistError", f"{values['doctype']} {values['name']} not found")
    store.cancel(values["doctype"], values["name"])


METHODS: dict[str, Any] = {
    "frappe.client.get_list": _list,
    "frappe.client.attach_file": _attach_file,
    "frappe.client.cancel": _cancel,
    "frappe.client.insert_many": _insert_many,
    "frappe.client.has_permission": _has_permission,
    UNRECONCILE: _unreconcile,
    "frappe.auth.get_logged_user": lambda store, values, roles: "integration@example.com",
    "version": lambda store, values, roles: "15.41.2",
    "frappe.utils.change_log.get_versions": lambda store, values, roles: {
        "frappe": {"version": "15.41.2"},
        "erpnext": {"version": "15.39.0"},
    },
}
