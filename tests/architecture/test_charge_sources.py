"""Nothing outside a charge source knows it by its code (ADR 0027): what anybody wants of it, it says by the port."""

import ast
import re
from collections.abc import Iterator

from invoices.modules.charges.public import charge_sources
from tests.architecture.source import CHECKOUT, PACKAGES, code_files, module_of, module_of_file, shown, tree

ASKED = re.compile(r"(^|_)source(__\w+)?\Z")
IN_TEMPLATES = re.compile(r"\bsource\s*[!=]=\s*[\"'](\w+)[\"']")


def test_no_source_is_known_by_its_code_outside_its_own_module():
    owners = {code: module_of(type(source).__module__) for code, source in charge_sources().items()}
    known = [
        f"{shown(path)} knows “{code}”"
        for path in code_files()
        for code in sorted(_codes_asked_for(tree(path)))
        if code in owners and (owners[code] or ("",))[0] != module_of_file(path)
    ]
    for package in PACKAGES:
        for page in sorted((CHECKOUT / package).rglob("*.html")):
            known += [f"{shown(page)} knows “{code}”" for code in IN_TEMPLATES.findall(page.read_text("utf-8"))]
    assert known == []


def test_a_source_that_is_known_by_its_code_would_be_found():
    for code in (
        'WORKS = "works"\nshown = line.source == WORKS',
        'if line.source in ("works", "fees"): ...',
        'Charge.objects.filter(charge__source="works")',
    ):
        assert "works" in set(_codes_asked_for(ast.parse(code))), code
    assert not set(_codes_asked_for(ast.parse('menu = "works"\nif name == "works": ...')))


def _codes_asked_for(code: ast.Module) -> Iterator[str]:
    """What the `source` of something is compared with, or rows are looked for by."""
    texts = {
        target.id: node.value.value
        for node in code.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(code):
        said: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            said = sides if any(isinstance(one, ast.Attribute) and ASKED.search(one.attr) for one in sides) else []
        elif isinstance(node, ast.keyword) and node.arg and ASKED.search(node.arg):
            said = [node.value]
        for one in said:
            for part in ast.walk(one):
                found = part.value if isinstance(part, ast.Constant) else texts.get(getattr(part, "id", ""))
                if isinstance(found, str):
                    yield found
