"""Number plates as the office writes them: 鲁R 4H7WY, 鲁r·17c45, 鲁RD6T1H3(白色轿车)."""

import re
from dataclasses import dataclass

from property_ops.kernel.writing import clean, folded, squeezed

_NOTE = re.compile(r"\((.*?)\)")
_SEPARATORS = re.compile(r"[\s·•・.\-_*/]+")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_LETTER = "A-HJ-NP-Z0-9"
_USUAL = re.compile(rf"[{_PROVINCES}][A-Z](?:[{_LETTER}]{{5,6}}|[{_LETTER}]{{4}}[挂学警港澳])\Z")


@dataclass(frozen=True, slots=True)
class Plate:
    """`number` without separators, in capitals; `vehicle` is the note that stood in brackets behind it."""

    number: str
    vehicle: str

    @property
    def is_usual(self) -> bool:
        """A mainland plate: province, letter, five characters, or six of a new-energy vehicle."""
        return bool(_USUAL.match(self.number))


def parse_plate(text: str) -> Plate:
    written = folded(text)
    notes = [clean(note) for note in _NOTE.findall(written)]
    number = _SEPARATORS.sub("", squeezed(_NOTE.sub("", written))).upper()
    return Plate(number, " ".join(note for note in notes if note))
