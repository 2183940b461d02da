"""The stand-alone program of an export, as a module."""

import importlib.util
from pathlib import Path

_SOURCE = Path(__file__).parents[3] / "invoices/modules/ledger/static/ledger/verify_ledger.py"
_spec = importlib.util.spec_from_file_location("verify_ledger", _SOURCE)
assert _spec
assert _spec.loader
alone = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(alone)
