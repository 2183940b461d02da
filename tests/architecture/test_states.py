"""Where each state may lead, written down a second time: no way out of what is final, and no other way in."""

import ast
from importlib import import_module

from property_ops.kernel.transitions import Transitions
from tests.architecture.source import code_files, shown, tree

LEADS_TO = {
    "invoices/modules/billing/domain/states.py MOVES": {"draft": "approved", "approved": "draft issued"},
    "invoices/modules/collections/domain/states.py DISPUTE_MOVES": {"open": "upheld rejected withdrawn"},
    "invoices/modules/erpnext/domain/states.py MOVES": {
        "waiting": "sending waiting netted",
        "failed": "sending waiting netted",
        "sending": "sending sent failed waiting netted",
        "sent": "waiting netted",
    },
    "invoices/modules/online_payments/domain/states.py ORDER_MOVES": {"open": "paid closed", "closed": "paid"},
    "invoices/modules/payments/domain/states.py CHANNEL_REFUND_MOVES": {
        "under_way": "paid failed",
        "failed": "under_way paid",
        "paid": "paid",
    },
    "property_ops/framework/approval/domain.py MOVES": {"waiting": "approved rejected withdrawn"},
    "property_ops/modules/dispatch/domain/states.py MOVES": {
        "planned": "planned started cancelled",
        "cancelled": "planned",
        "started": "done cancelled",
    },
    "property_ops/modules/notices/domain/states.py MOVES": {
        "waiting": "sending failed",
        "sending": "sent logged waiting failed unknown",
    },
    "property_ops/modules/parking/domain/violations.py MOVES": {
        "open": "notified settled",
        "notified": "notified settled",
    },
    "property_ops/modules/providers/domain/states.py ORDER_MOVES": {
        "received": "offered cancelled",
        "offered": "offered taken cancelled",
        "taken": "appointed received cancelled",
        "appointed": "appointed done received cancelled",
        "done": "accepted taken cancelled",
    },
    "property_ops/modules/providers/domain/states.py OFFER_MOVES": {
        "open": "taken declined withdrawn",
        "taken": "given_up withdrawn",
    },
    "property_ops/modules/providers/domain/states.py STANDING_MOVES": {
        "candidate": "listed left",
        "listed": "warned suspended left",
        "warned": "listed suspended left",
        "suspended": "listed left",
        "left": "listed",
    },
    "property_ops/modules/requests/domain/states.py MOVES": {
        "received": "in_hand answered withdrawn",
        "in_hand": "in_hand answered withdrawn",
        "answered": "closed in_hand",
        "closed": "closed in_hand",
    },
    "property_ops/modules/webhooks/domain/states.py MOVES": {
        "waiting": "delivered waiting dead",
        "dead": "waiting",
        "delivered": "waiting",
    },
    "property_ops/modules/works/domain/states.py MOVES": {
        "draft": "estimated cancelled",
        "estimated": "approved in_progress draft cancelled",
        "approved": "draft scheduled in_progress cancelled",
        "scheduled": "approved in_progress cancelled",
        "in_progress": "done cancelled",
        "done": "accepted sent_back",
        "sent_back": "scheduled in_progress cancelled",
        "accepted": "closed",
    },
}
"""What is done is accepted or sent back and never given up; what is accepted, issued, decided or netted stays so."""


def tables() -> dict[str, Transitions]:
    """Every table of states in the product, by file and name."""
    found = {}
    for path in code_files():
        for node in tree(path).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _is_table(node.value.func):
                name = ast.unparse(node.targets[0])
                module = shown(path).removesuffix(".py").replace("/", ".")
                found[f"{shown(path)} {name}"] = getattr(import_module(module), name)
    return found


def _is_table(called: ast.expr) -> bool:
    return isinstance(called, ast.Name) and called.id == Transitions.__name__


def test_states_lead_where_the_business_lets_them_and_nowhere_else() -> None:
    found = {name: _leads_to(table) for name, table in tables().items()}
    assert found == {name: {state: {*to.split()} for state, to in rows.items()} for name, rows in LEADS_TO.items()}


def _leads_to(table: Transitions) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for (state, _move), to in table._moves.items():
        found.setdefault(state.value, set()).add(to.value)
    return found
