"""Every refusal is known to a test by its name: one that no test raises may be wrong, or can never happen."""

import re

from tests.architecture.source import CHECKOUT, code_files

_KIND = re.compile(r"^class (\w+)\((.*)\):", re.MULTILINE)
_REFUSAL = re.compile(
    r'^class (\w+)\(.*\):\n(?:    """(?:[^"]|"(?!""))*"""\n\n?)?    code = "(\w+)"\n    message = ', re.MULTILINE
)


def test_every_refusal_is_named_by_a_test():
    """By its class or its code. The ones below which there are others only say what these have in common."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in code_files())
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (CHECKOUT / "tests").rglob("*.py"))
    named = set(re.findall(r"\w+", tests))
    parents = {base.strip() for _, bases in _KIND.findall(code) for base in bases.split(",")}
    refusals = [(name, code) for name, code in _REFUSAL.findall(code) if name not in parents]
    assert len(refusals) > 700
    assert sorted(name for name, code in refusals if name not in named and code not in named) == []
