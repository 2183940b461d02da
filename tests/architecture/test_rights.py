"""Who may do what is said once, in the modules' access.csv; the code asks for all of it."""

import ast
import re

from property_ops.framework.permissions import rights
from tests.architecture.source import CHECKOUT, PACKAGES, code_files, nodes

ONLY_SHOWS = {"__manifest__.py", "navigation.py"}
"""Menus leave out where somebody may not go: they keep nobody from going there."""


def rights_asked() -> set[str]:
    asked = {
        node.value
        for path in code_files()
        if path.name not in ONLY_SHOWS
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    templates = [path for package in PACKAGES for path in (CHECKOUT / package).rglob("templates/**/*.html")]
    return asked | {
        name for path in templates for name in re.findall(r"perms\.([a-z_]+\.[a-z_]+)", path.read_text("utf-8"))
    }


def test_every_declared_right_is_asked_somewhere():
    assert sorted(rights().keys() - rights_asked()) == []
