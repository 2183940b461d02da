"""What `property-ops verify` says, as tests ask for it."""

from property_ops.framework.checks import verify_all


def differences() -> list[str]:
    """Every difference as a sentence, in the language that is on: in English as the ids stand in the code."""
    return [one.says % one.facts for check in verify_all() for one in check.differences]
