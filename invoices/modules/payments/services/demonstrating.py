"""The office's receipts in the demonstration: imported once the bills are out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

PAPERS = Path(__file__).resolve().parents[1] / "demo"


def import_receipts(call: Callable[..., Any]) -> None:
    call("import", str(PAPERS), by="accountant")
