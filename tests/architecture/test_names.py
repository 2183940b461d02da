"""What things are called: an error has a code of its own, a generic class says what of (docs/house.md 7 and 20)."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module

from property_ops.kernel.errors import BusinessError
from tests.architecture.source import CHECKOUT, PACKAGES, code_files, shown, tree

SAYS_NOT_WHAT_OF = {
    "Account", "Batch", "Case", "Close", "Data", "Decision", "Draft", "Estimate", "Family", "Figures",
    "Found", "Head", "Hours", "Info", "Item", "Kind", "Known", "Layout", "Left", "Line", "Made", "Move",
    "Movement", "Names", "Need", "Object", "Order", "Outcome", "Paid", "Part", "Person", "Place", "Preview", "Problem",
    "Progress", "Reason", "Record", "Reopen", "Result", "Row", "Said", "Scope", "Side", "State", "Step", "Sum",
    "Table", "Taken", "Terms", "TermsForm", "Total", "Way", "Weather", "Words",
}  # fmt: skip


def errors(of: type[BusinessError] = BusinessError) -> Iterator[type[BusinessError]]:
    """All errors of the product that can be raised: one without a code of its own is the base of others."""
    for error in of.__subclasses__():
        if error.__module__.split(".")[0] in PACKAGES and ("code" in vars(error) or not error.__subclasses__()):
            yield error
        yield from errors(error)


def test_every_error_has_a_code_of_its_own():
    for path in code_files():
        if "Error)" in path.read_text(encoding="utf-8"):
            import_module(".".join(path.relative_to(CHECKOUT).with_suffix("").parts))
    classes: dict[str, set[str]] = defaultdict(set)
    for error in errors():
        classes[error.code].add(f"{error.__module__}.{error.__qualname__}")
    assert {code: names for code, names in classes.items() if len(names) > 1} == {}
    assert BusinessError.code not in classes


def test_generic_classes_say_what_of():
    bare = [
        f"{shown(path)}: {node.name}"
        for path in code_files()
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and node.name.strip("_") in SAYS_NOT_WHAT_OF
    ]
    assert bare == []
