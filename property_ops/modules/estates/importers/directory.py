"""Finding the estate and the unit that a row of a register means."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from property_ops.framework.importing.cells.texts import as_text
from property_ops.framework.importing.columns import Column
from property_ops.framework.importing.problems import CellError, Level
from property_ops.framework.importing.tables import RegisterRow, RegisterTable
from property_ops.framework.models import User
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed
from property_ops.modules.estates.domain.addresses import Address, NotAPlace, parse_address
from property_ops.modules.estates.models import Estate, Unit

_TITLE_TAIL = re.compile(
    r"(房屋|住户|业主|房产|车位|停车位|车库|工程|收费|服务|物业)?(信息|基本|登记)*(台账|登记表|明细表?|花名册|名册|清册|一览表|汇总表|标准|确认单|表).*\Z"
)
_ESTATE = "小区"
_UNKNOWN = gettext_noop("There is no estate of this name or code.")
_IMPORT_ESTATES_FIRST = gettext_noop("Correct it, or import the register of estates first. Known: %(known)s.")


def estate_column(**options: Any) -> Column:
    """The column that names a row's estate, for a register of several estates."""
    return Column(
        "estate",
        ("小区", "小区名称", "所属小区", "项目", "项目名称", "小区编号"),
        as_text,
        common=True,
        **{"required": False, "needed": False, "default": "", **options},
    )


class EstateDirectory:
    """Estates by name and by code, however they are spaced."""

    def __init__(self, estates: Iterable[Estate]) -> None:
        self._by_key: dict[str, Estate] = {}
        for estate in estates:
            self._by_key[squeezed(estate.code).upper()] = estate
            self._by_key[squeezed(estate.name).upper()] = estate

    @classmethod
    def read(cls, by: User) -> "EstateDirectory":
        """Those that this person sees: what others have is not known to the import of his files."""
        return cls(Estate.objects.visible_to(by))

    def find(self, text: str) -> Estate | None:
        """The estate of this name or code; 康庄 is 康庄小区, if no other estate is called so."""
        key = squeezed(text).upper()
        other = key.removesuffix(_ESTATE) if key.endswith(_ESTATE) else key + _ESTATE
        return self._by_key.get(key) or self._by_key.get(other)

    def known(self) -> str:
        names = dict.fromkeys(estate.name for estate in self._by_key.values())
        return "、".join(list(names)[:30])

    def of_sheet(self, table: RegisterTable) -> Estate | None:
        """The estate that the sheet's name means, or its title row (牡丹花园房屋台账)."""
        named = self._meant_by(table.sheet)
        titled = next((found for title in table.titles if (found := self._meant_by(title))), None)
        if named and titled and named != titled:
            table.report(
                Level.WARNING,
                gettext_noop("The sheet is named after %(named)s, but its title says %(titled)s."),
                gettext_noop("It was read as %(named)s. Correct the name or the title."),
                named=named.name,
                titled=titled.name,
            )
        return named or titled

    def _meant_by(self, title: str) -> Estate | None:
        return self.find(title) or self.find(_TITLE_TAIL.sub("", squeezed(title)))

    def of_rows(self, tables: Iterable[RegisterTable]) -> dict[RegisterRow, Estate]:
        """The estate of each good row; a row whose estate is not known is reported and left out."""
        found: dict[RegisterRow, Estate] = {}
        for table in tables:
            sheets_estate = None if table.has("estate") else self.of_sheet(table)
            if sheets_estate is None and not table.has("estate"):
                table.report(
                    Level.ERROR,
                    gettext_noop("There is no column “小区”, and the sheet's name is no estate."),
                    gettext_noop("Add a column that names each row's estate."),
                )
                continue
            for row in table.rows:
                estate = self.of_row(row, sheets_estate) if row.is_good else None
                if estate is not None:
                    found[row] = estate
        return found

    def of_row(self, row: RegisterRow, sheets_estate: Estate | None) -> Estate | None:
        """The estate of a row: of its cell, or of its sheet if the sheet has no such column. None: reported."""
        text = row["estate"]
        if not row.table.has("estate"):
            found, text = sheets_estate, row.table.sheet
        elif text:
            found = self.find(text)
        else:
            row.error("estate", gettext_noop("The cell is empty."), gettext_noop("Fill it in."))
            return None
        if found is None:
            row.error("estate", _UNKNOWN, _IMPORT_ESTATES_FIRST, known=self.known())
        return found


class UnitDirectory:
    """The units of some estates, found by address; a room may lack its leading zeros."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._exact: dict[tuple[int, int, int, str], Unit] = {}
        self._loose: dict[tuple[int, int, int | None, str], list[Unit]] = defaultdict(list)
        for unit in units:
            self._exact[unit.estate_id, unit.building, unit.entrance, unit.room] = unit
            bare = unit.room.lstrip("0")
            self._loose[unit.estate_id, unit.building, unit.entrance, bare].append(unit)
            self._loose[unit.estate_id, unit.building, None, bare].append(unit)

    @classmethod
    def read(cls, estates: Iterable[Estate]) -> "UnitDirectory":
        return cls(Unit.objects.filter(estate__in=list(estates)))

    def places(self) -> Mapping[int, set[tuple[int, int]]]:
        """Estate id → the buildings and entrances that the register has."""
        found: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for estate, building, entrance, _room in self._exact:
            found[estate].add((building, entrance))
        return found

    def find(self, estate: Estate, text: str, estates: EstateDirectory) -> Unit:
        """The one unit that `text` means in `estate`. Raises CellError."""
        try:
            address = parse_address(text)
        except NotAPlace:
            raise CellError(
                gettext_noop("This names no unit."),
                gettext_noop("Write building-entrance-room, such as 9-4-601, or 9号楼4单元601."),
            ) from None
        if address.estate and estates.find(address.estate) != estate:
            raise CellError(
                gettext_noop("The unit named lies in another estate than the row says (%(estate)s)."),
                gettext_noop("Correct the estate or the unit."),
                estate=estate.name,
            )
        return self._one(estate, address)

    def _one(self, estate: Estate, address: Address) -> Unit:
        if address.entrance is not None:
            exact = self._exact.get((estate.pk, address.building, address.entrance, address.room))
            if exact:
                return exact
        found = self._loose[estate.pk, address.building, address.entrance, address.room.lstrip("0")]
        if len(found) == 1:
            return found[0]
        if found:
            raise CellError(
                gettext_noop("Several units can be meant: %(units)s."),
                gettext_noop("Write building, entrance and room in full."),
                units="、".join(unit.code for unit in found[:5]),
            )
        raise CellError(
            gettext_noop("The register of %(estate)s has no such unit."),
            gettext_noop("Correct it, or import the register of units first."),
            estate=estate.name,
        )
