"""A state or a kind that rules know bears its word itself: `kernel.worded.Worded`, and no list of words beside it."""

import ast
from collections.abc import Iterator

from tests.architecture.source import code_files, nodes, shown

OTHER_WORDS = {"invoices/modules/charge_sources/services/works_evidence.py _MANNERS"}
"""Sentences of a paper, not the words of the state."""
GETTEXT = ("_", "gettext_noop", "gettext_lazy")


def members() -> dict[str, set[str]]:
    """Of each enum, by its name; of enums of one name, of the largest."""
    found: dict[str, set[str]] = {}
    for path in code_files():
        for node in nodes(path):
            if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & {"StrEnum", "Worded"}:
                names = {target.id for one in node.body if isinstance(one, ast.Assign) for target in one.targets}
                found[node.name] = max(found.get(node.name, set()), names, key=len)
    return found


def second_words() -> Iterator[str]:
    enums = members()
    for path in code_files():
        for node in nodes(path):
            if isinstance(node, ast.ClassDef):
                own = [one.name for one in node.body if isinstance(one, ast.FunctionDef)]
                yield from (
                    f"{shown(path)} {node.name}.choices" for name in own if name == "choices" and node.name in enums
                )
            elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
                keys = [ast.unparse(key) for key in node.value.keys if key is not None]
                kinds = {key.partition(".")[0] for key in keys}
                words = [
                    one for one in node.value.values if isinstance(one, ast.Call) and ast.unparse(one.func) in GETTEXT
                ]
                whole = len(kinds) == 1 and {key.partition(".")[2] for key in keys} == enums.get(kinds.pop())
                if whole and len(words) == len(keys):
                    target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
                    yield f"{shown(path)} {ast.unparse(target)}"


def test_a_state_bears_its_word():
    assert set(second_words()) == OTHER_WORDS
