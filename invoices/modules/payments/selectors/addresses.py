"""The units that memos name: found for certain, or only perhaps."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from invoices.modules.payments.domain.memos import EstateWords, MemoAddress, read_memo
from property_ops.modules.estates.public import Estate, Unit


class AddressedUnit(NamedTuple):
    """A unit as matching needs it."""

    unit_id: int
    code: str
    estate_id: int
    building: int
    entrance: int
    room: str


class UnitAddresses:
    """The units of some estates by address; a room may lack its leading zeros."""

    def __init__(self, estates: Iterable[tuple[int, str, str]], units: Iterable[AddressedUnit]) -> None:
        known = list(estates)
        self._words = EstateWords.of(known)
        self._codes = {code.upper(): pk for pk, code, _name in known}
        self._by_address: dict[tuple[int, str], list[AddressedUnit]] = defaultdict(list)
        self._of_estate: dict[tuple[int | None, int, str], list[AddressedUnit]] = defaultdict(list)
        for unit in units:
            room = unit.room.lstrip("0")
            self._by_address[unit.building, room].append(unit)
            self._of_estate[unit.estate_id, unit.building, room].append(unit)

    @classmethod
    def named_in(cls, memo: str) -> list[AddressedUnit]:
        """As `meant_by`, for one memo alone."""
        estates = list(Estate.objects.values_list("pk", "code", "name"))
        buildings = {place.building for place in read_memo(memo, EstateWords.of(estates)).places}
        return cls.read(buildings).meant_by(memo) if buildings else []

    @classmethod
    def read(cls, buildings: Collection[int] | None = None) -> "UnitAddresses":
        """All units, or those of buildings with these numbers."""
        units = Unit.objects.all() if buildings is None else Unit.objects.filter(building__in=buildings)
        rows = units.values_list("pk", "code", "estate_id", "building", "entrance", "room")
        estates = list(Estate.objects.values_list("pk", "code", "name"))
        return cls(estates, (AddressedUnit._make(row) for row in rows.iterator(chunk_size=10_000)))

    def meant_by(self, memo: str) -> list[AddressedUnit]:
        """Every unit that the memo can mean. One alone is certain: it is there, and nothing else is named."""
        reading = read_memo(memo, self._words)
        found: dict[AddressedUnit, None] = {}
        for place in reading.places:
            units = self._at(place, reading.estates | reading.perhaps)
            if not units and not reading.estates:
                units = self._at(place, ())
            found.update(dict.fromkeys(units))
        return list(found)

    def _at(self, place: MemoAddress, named: Collection[int]) -> list[AddressedUnit]:
        room = place.room.lstrip("0")
        if place.estate:
            candidates = self._of_estate.get((self._codes.get(place.estate), place.building, room), [])
        else:
            candidates = self._by_address.get((place.building, room), [])
            candidates = [unit for unit in candidates if not named or unit.estate_id in named]
        if place.entrance is not None:
            candidates = [unit for unit in candidates if unit.entrance == place.entrance]
        exact = [unit for unit in candidates if unit.room == place.room]
        return exact if place.estate and exact else candidates
