"""The audit log is read by people: what our code records in it has words."""

import ast

from property_ops.framework.audit.words import WORDS
from property_ops.framework.web.audit_log import DETAILS
from tests.architecture.source import code_files, tree

OWN = {"by", "action", "subject"}


def test_every_detail_that_is_recorded_has_words():
    recorded = {
        keyword.arg
        for path in code_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record"
        for keyword in node.keywords
        if keyword.arg
    }
    assert len(recorded) > 80
    missing = sorted(recorded - OWN - WORDS.keys() - DETAILS.keys())
    assert not missing, f"say what {missing} are in framework/audit/words.py, and in its Chinese"
