"""Numbers whose cells show zeros in front (301 in the format 0000 is seen as 0301): read as they are seen."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

_STYLES = "xl/styles.xml"
_PADDED = re.compile(r'"?(0{2,20})"?(?:;.*)?')
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def padded_styles(path: Path) -> Mapping[str, int]:
    """Style of a cell → how many digits it shows at least. Raises zipfile.BadZipFile, ElementTree.ParseError."""
    with zipfile.ZipFile(path) as archive:
        if _STYLES not in archive.namelist():
            return {}
        styles = ElementTree.fromstring(archive.read(_STYLES))
    widths = {
        one.get("numFmtId", ""): len(match[1])
        for one in styles.iter()
        if _tag(one) == "numFmt" and (match := _PADDED.fullmatch(one.get("formatCode", "").strip()))
    }
    cells = next((one for one in styles if _tag(one) == "cellXfs"), None)
    found = enumerate(cells if widths and cells is not None else ())
    return {str(index): widths[one.get("numFmtId", "")] for index, one in found if one.get("numFmtId") in widths}


def padded_numbers(path: Path, part: str, styles: Mapping[str, int]) -> Iterator[tuple[int, int, str]]:
    """Row and column from 0, and the text that is seen, of each whole number with such a style."""
    with zipfile.ZipFile(path) as archive, archive.open(part) as sheet:
        for _event, cell in ElementTree.iterparse(sheet):
            if _tag(cell) == "row":
                cell.clear()
            width = styles.get(cell.get("s", "")) if _tag(cell) == "c" and cell.get("t", "n") == "n" else None
            place = _PLACE.fullmatch(cell.get("r", "")) if width else None
            value = next((one.text or "" for one in cell if _tag(one) == "v"), "") if place else ""
            if width and place and value.isdecimal() and len(value) < width:
                yield int(place[2]) - 1, _column(place[1]), value.zfill(width)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
