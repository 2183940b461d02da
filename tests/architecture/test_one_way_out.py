"""Other machines are spoken to in one way, which judges the address (ADR 0061), and from the room for it."""

import ast

from tests.architecture.source import code_files, shown, tree

OUTGOING = "property_ops/framework/outgoing.py"
SPOKEN = {"get", "post", "put", "patch", "delete", "head", "options", "request", "Session", "session", "api"}
NETWORKS = {"urllib.request", "urllib3", "http.client", "httpx", "aiohttp", "ftplib", "telnetlib"}
ROOMS = {"connector", "framework"}
SPEAKING = {"smtplib", "django.core.mail", "careful_session", "be_careful", "CarefulRequests", "import requests"}


def test_http_is_spoken_by_the_one_way_out_alone():
    past_it = [
        f"{shown(path)}: {said}"
        for path in code_files()
        if not str(path).endswith(OUTGOING)
        for said in sorted(_said_of_the_network(tree(path)))
    ]
    assert past_it == []


def test_a_module_speaks_to_other_machines_in_its_connector():
    elsewhere = [
        f"{shown(path)}: {name}"
        for path in code_files()
        if not ROOMS & set(path.parts) and "migrations" not in path.parts
        for name in sorted(SPEAKING & _imported(tree(path)))
    ]
    assert elsewhere == []


def _said_of_the_network(code: ast.AST) -> set[str]:
    imported = _imported(code)
    said = imported & NETWORKS | {f"requests.{name}" for name in SPOKEN if f"requests.{name}" in imported}
    if "import requests" in imported:
        of_requests = (
            node.attr
            for node in ast.walk(code)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "requests"
        )
        said |= {f"requests.{name}" for name in of_requests if name in SPOKEN}
    return said


def _imported(code: ast.AST) -> set[str]:
    """Modules, names out of modules, both together; `import requests` is told apart from a neighbour's file."""
    found = set()
    for node in ast.walk(code):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names} | {f"import {one.name}" for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {
                node.module,
                *(one.name for one in node.names),
                *(f"{node.module}.{one.name}" for one in node.names),
            }
    return found


def test_a_plain_request_would_be_found():
    for code in (
        "import requests\nrequests.get('x')",
        "from requests import Session",
        "from urllib.request import urlopen",
    ):
        assert _said_of_the_network(ast.parse(code)), code
    assert not _said_of_the_network(ast.parse("import requests\ntry: ...\nexcept requests.RequestException: ..."))
