"""The house's rules on how the code reads, as far as a test can see them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import CHECKOUT, PACKAGES, code_files, nodes, shown, tree

MAX_LINES = 300
LONGER_FOR_A_REASON = {
    "invoices/modules/ledger/static/ledger/verify_ledger.py": "a stranger runs it as one file, with nothing beside it",
}
SIGNALS = ("django.dispatch", "django.db.models.signals")
VAGUE = {"utils.py", "util.py", "helpers.py", "helper.py", "common.py", "misc.py", "tools.py"}
CLOCK = {"now", "localdate", "localtime", "today"}
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def called(node: ast.AST) -> str:
    """`models.CharField(…)` → "CharField"."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_no_file_is_longer_than_some_300_lines():
    long = {
        shown(path): lines
        for path in code_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }
    assert long.keys() <= LONGER_FOR_A_REASON.keys(), long


def test_nothing_is_called_utils():
    assert [shown(path) for path in code_files() if path.name in VAGUE] == []


def test_no_signals():
    """docs/house.md 9: what happens is written where it happens. That migrations begin and end, nothing else tells."""
    assert [
        shown(path)
        for path in code_files()
        if shown(path) != "property_ops/framework/apps.py"
        if any(
            isinstance(node, ast.ImportFrom)
            and (node.module or "").startswith(("django.dispatch", "django.db.models.signals"))
            for node in nodes(path)
        )
    ] == []


def test_every_message_of_a_business_error_is_marked_for_translation():
    assert [
        f"{shown(path)}:{statement.lineno}"
        for path in code_files()
        if "models" not in path.parts  # there it is a column
        for node in nodes(path)
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.Assign)
        and [target.id for target in statement.targets if isinstance(target, ast.Name)] == ["message"]
        and called(statement.value) not in MARKS
    ] == []


def test_every_name_of_a_column_is_marked_for_translation():
    assert [
        f"{shown(path)}:{node.lineno}"
        for path in code_files()
        if "models" in path.parts
        for node in nodes(path)
        if called(node).endswith("Field") and isinstance(node, ast.Call)
        for name in [*node.args[:1], *(word.value for word in node.keywords if word.arg == "verbose_name")]
        if isinstance(name, ast.Constant) and isinstance(name.value, str)
    ] == []


def test_every_choice_is_marked_for_translation():
    """The second part of a TextChoices value is what people read."""
    assert [
        f"{shown(path)}:{statement.lineno}"
        for path in code_files()
        for node in nodes(path)
        if isinstance(node, ast.ClassDef) and any(getattr(base, "attr", "") == "TextChoices" for base in node.bases)
        for statement in node.body
        if isinstance(statement, ast.Assign)
        and not (isinstance(statement.value, ast.Tuple) and called(statement.value.elts[-1]) in MARKS)
    ] == []


def test_money_is_never_a_float():
    """No float(…) in the rooms that reckon: domain, kernel and the vectorised rules."""
    assert [
        f"{shown(path)}:{node.lineno}"
        for path in code_files()
        if {"domain", "kernel"} & set(path.relative_to(CHECKOUT).parts) or path.name == "bulk.py"
        for node in nodes(path)
        if called(node) == "float" or (isinstance(node, ast.Constant) and type(node.value) is float)
    ] == []


def test_files_are_answered_in_one_place():
    """`framework.web.files` gives them their name, and keeps them out of what stands between here and the reader."""
    writing = {
        shown(path)
        for path in code_files()
        for node in nodes(path)
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
        if isinstance(node.slice, ast.Constant) and node.slice.value == "Content-Disposition"
    }
    assert writing == {"property_ops/framework/web/files.py", "property_ops/framework/web/pictures.py"}


TIDIES = {"clean", "strip", "split"}
"""And `" ".join(text.split())`."""
WRITTEN_BY_PEOPLE = {"reason", "because", "remark", "words", "note"}
CUT_FOR_ANOTHER = {
    "invoices/modules/tax/services/requests.py": "the tax platform's column is that wide",
    "property_ops/modules/notices/services/sending.py": "what another machine answered",
}


def test_no_service_cuts_what_somebody_wrote():
    """`kernel.writing.within` refuses what is too long, with a sentence."""

    def is_theirs(value: ast.expr) -> bool:
        is_tidied = False
        if called(value) == "join" and isinstance(value, ast.Call) and called(value.args[0]) == "split":
            value = value.args[0]
        while isinstance(value, ast.Call) and called(value) in TIDIES:
            is_tidied = True
            value = value.args[0] if value.args else getattr(value.func, "value", value.func)
        name = getattr(value, "attr", None) or getattr(value, "id", None)
        return isinstance(value, (ast.Name, ast.Attribute)) and (name in WRITTEN_BY_PEOPLE or is_tidied)

    cut = {
        f"{shown(path)}:{node.lineno}"
        for path in code_files()
        if ("services" in path.parts or path.name == "services.py") and shown(path) not in CUT_FOR_ANOTHER
        for node in nodes(path)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and node.slice.upper is not None
        if is_theirs(node.value)
    }
    assert cut == set()


def test_no_update_is_done_behind_a_service():
    """Only services (and what they call in the framework) open transactions."""
    assert [
        shown(path)
        for path in code_files()
        if path.name in ("selectors.py", "public.py", "api.py")
        or {"domain", "views", "api", "reports"} & set(path.relative_to(CHECKOUT).parts)
        if "transaction.atomic" in path.read_text(encoding="utf-8")
    ] == []


def test_tests_mirror_the_code():
    """tests/invoices/x and tests/property_ops/x belong to a module or package x."""
    tests = Path(__file__).resolve().parents[1]
    known = {path.parent.name for path in code_files()} | {"modules"}
    folders = [folder for name in PACKAGES for folder in (tests / name).glob("*") if folder.is_dir()]
    assert [str(folder) for folder in folders if folder.name not in known and folder.name != "__pycache__"] == []


def test_numbers_of_documents_are_taken_from_the_series_of_their_model():
    """`verify` looks at what a model declares (docs/product.md rule 8); who counts by hand is not looked at."""
    by_hand = [
        shown(path)
        for path in code_files()
        if path.name != "numbering.py"
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom)
        and node.module == "property_ops.framework.numbering"
        and {name.name for name in node.names} - {"Series"}
    ]
    assert by_hand == []


def test_months_and_years_of_days_are_reckoned_by_the_database_itself():
    """Django's own functions call Python from SQLite for each row: the months of a long list come from `first_days`."""
    assert [
        f"{shown(path)}:{node.lineno}"
        for path in code_files()
        if shown(path) != "property_ops/framework/first_days.py"
        for node in nodes(path)
        if called(node) in {"TruncMonth", "TruncYear", "TruncQuarter", "dates", "datetimes"}
    ] == []


def run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What is run when the file is imported: the decorators and defaults of a function are, its body is not."""
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and child not in (node.args, *node.decorator_list):
            continue
        if isinstance(node, ast.Lambda) and child is not node.args:
            continue
        yield child
        yield from run_at_import(child)


def test_nobody_asks_for_the_day_at_import():
    """A server runs for months, and a test run crosses midnight."""
    files = [*code_files(), *sorted((CHECKOUT / "tests").rglob("*.py"))]
    asked = [
        f"{shown(path)}:{node.lineno}" for path in files for node in run_at_import(tree(path)) if called(node) in CLOCK
    ]
    assert asked == []


def test_no_paper_writes_chinese_days_out_for_itself():
    """kernel/chinese_days.py does."""
    own = re.compile(r"\.year\}年\{[\w.]+\.(?:month|number)\}月")
    assert [shown(path) for path in code_files() if own.search(path.read_text(encoding="utf-8"))] == []
