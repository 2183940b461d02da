"""What single cells of a sheet's part say: formulas and errors, of which a reader gives no more than the result."""

import re
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

from property_ops.framework.importing.safety import LONGEST_REFERENCE, column_number


def special_cells(path: Path, part: str) -> Mapping[tuple[int, int], str]:
    """Row and column (from 0) of the cells of a sheet's part that hold a formula or an error value, and which."""
    found: dict[tuple[int, int], str] = {}
    with zipfile.ZipFile(path) as archive, archive.open(part) as stream:
        for _event, element in ElementTree.iterparse(stream):
            if _tag(element) != "c":
                continue
            place = re.fullmatch(r"([A-Z]{1,3})(\d+)", element.get("r", ""))
            text = _special_text(element)
            if text and place:
                found[int(place[2]) - 1, column_number(place[1].encode()) - 1] = text
            element.clear()
    return found


def numbers_of_row(path: Path, part: str, row: int) -> Mapping[int, float]:
    """The numbers in one row (from 1) of a sheet's part, by column (from 1)."""
    found: dict[int, float] = {}
    with zipfile.ZipFile(path) as archive, archive.open(part) as stream:
        for _event, element in ElementTree.iterparse(stream):
            if _tag(element) != "c":
                continue
            place = re.fullmatch(r"([A-Z]{1,3})(\d+)", element.get("r", ""))
            if place and int(place[2][:LONGEST_REFERENCE]) == row and element.get("t", "n") == "n":
                written = next((child.text for child in element if _tag(child) == "v"), None)
                with suppress(ValueError, TypeError):
                    found[column_number(place[1].encode())] = float(written or "")
            element.clear()
    return found


def cell_name(row: int, column: int) -> str:
    """`(6, 6)` → F6, as Excel says it."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _special_text(cell: ElementTree.Element) -> str:
    """`=` and the formula, or the error value (#REF!); empty for a usual cell."""
    parts = {_tag(child): child.text or "" for child in cell}
    if cell.get("t") == "e":
        return parts.get("v", "#N/A")
    return f"={parts['f']}" if "f" in parts else ""


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
