"""The audit log is read by people: what our code records in it has words."""

import ast

from property_ops.framework.audit.words import WORDS
from property_ops.framework.web.audit_log import DETAILS
from tests.architecture.source import code_files, nodes

OWN = {"by", "action", "subject"}


def test_every_detail_that_is_recorded_has_words():
    recorded = {
        keyword.arg
        for path in code_files()
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "record"
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "audit"
        for keyword in node.keywords
        if keyword.arg
    }
    assert len(recorded) > 80
    missing = sorted(recorded - OWN - WORDS.keys() - DETAILS.keys())
    assert not missing, f"say what {missing} are in framework/audit/words.py, and in its Chinese"
