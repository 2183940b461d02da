"""Numbers whose cells show more than the number: 301 in the format 0000 is seen as 0301, 17 in "A"000 as A017, 32501
in 0-0-000 as 3-2-501. They are read as they are seen."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

_STYLES = "xl/styles.xml"
Shapes = Mapping[str, Sequence[str]]
"""By the style of a cell: "0" for each digit that is shown, and what stands between them."""
_PIECE = re.compile(r'0|-|"([^"]*)"|\\(.)')
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def padded_styles(path: Path) -> Shapes:
    """The styles that show more than the number. Raises zipfile.BadZipFile, ElementTree.ParseError."""
    with zipfile.ZipFile(path) as archive:
        if _STYLES not in archive.namelist():
            return {}
        styles = ElementTree.fromstring(archive.read(_STYLES))
    shapes = {
        one.get("numFmtId", ""): shape
        for one in styles.iter()
        if _tag(one) == "numFmt" and (shape := _shape(one.get("formatCode", "").strip()))
    }
    cells = next((one for one in styles if _tag(one) == "cellXfs"), None)
    found = enumerate(cells if shapes and cells is not None else ())
    return {str(index): shapes[one.get("numFmtId", "")] for index, one in found if one.get("numFmtId") in shapes}


def _shape(code: str) -> Sequence[str]:
    """The pieces of a format of digits and letters; none of one that shows the number itself, or money."""
    pieces, place = list[str](), 0
    while place < len(code) and code[place] != ";":
        match = _PIECE.match(code, place)
        if match is None:
            return ()
        pieces.append("".join(filter(None, match.groups())) if match[0][0] in '"\\' else match[0])
        place = match.end()
    before_last = "".join(pieces).rstrip().rpartition("0")[0].lstrip("-")
    return pieces if before_last.strip("¥￥$ ") else ()


def _seen(shape: Sequence[str], digits: str) -> str:
    """The digits from the right; what is over stands at the first place."""
    count = shape.count("0")
    given = digits.zfill(count)
    singly = iter([given[: len(given) - count + 1], *given[len(given) - count + 1 :]])
    return "".join(next(singly) if piece == "0" else piece for piece in shape)


def padded_numbers(path: Path, part: str, styles: Shapes) -> Iterator[tuple[int, int, str]]:
    """Row and column from 0, and the text that is seen, of each whole number with such a style."""
    with zipfile.ZipFile(path) as archive, archive.open(part) as sheet:
        for _event, cell in ElementTree.iterparse(sheet):
            if _tag(cell) == "row":
                cell.clear()
            shape = styles.get(cell.get("s", "")) if _tag(cell) == "c" and cell.get("t", "n") == "n" else None
            place = _PLACE.fullmatch(cell.get("r", "")) if shape else None
            value = next((one.text or "" for one in cell if _tag(one) == "v"), "") if place else ""
            if shape and place and value.isdecimal() and (seen := _seen(shape, value)) != value:
                yield int(place[2]) - 1, _column(place[1]), seen


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
