"""From a raw sheet to a table: finding the heads, then reading row after row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from property_ops.framework.importing.cells import NO_RESULT, PASTE_VALUE, is_blank
from property_ops.framework.importing.columns import Column, ColumnMatch, head_keys, known_by_words, match_columns
from property_ops.framework.importing.problems import CellError, Level
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RegisterTotal
from property_ops.framework.importing.workbooks import RawSheet
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed

HEAD_WITHIN_ROWS = 15
LONGEST_CELL = 2_000  # characters; a number of thousands of digits is refused before anybody reads it as one
HEAD_WITHIN_COLUMNS = 500  # registers have some twenty; a sheet may have 16,384
_DITTO = {"同上", "〃", "″", '"', "〞"}
_TOTAL = re.compile(r".{0,12}?(小计|合计|总计|共计|累计)([:(].*)?\Z")
_SERIAL = {"序号", "编号", "No.", "NO.", "#"}
_GRAND = re.compile(r"(合计|总计|共计|累计)")
_NOTE = re.compile(
    r"(制表|填表|编制|审核|复核|审批|经办|制单|负责人|主管|填报|打印|盖章|签字|签名|说明|以上|注[:.\d]|注意|备注[:.\d]|"
    r"单位[:(]|日期[:]|时间[:]|联系人[:]|附[:注]|第\d+页|共\d+页|-第?\d+页?-)"
)


@dataclass(frozen=True, slots=True)
class Heads:
    """Where a sheet's heads stand: `first_row` is the index of the first row below them."""

    match: ColumnMatch
    first_row: int
    score: int
    titles: tuple[str, ...]
    extra: tuple[str, ...]
    written: tuple[str, ...]


def find_heads(sheet: RawSheet, columns: Sequence[Column]) -> Heads | None:
    """The row, or two rows, among the first ones that look most like the heads of such a register."""
    best: Heads | None = None
    for depth in (1, 2):
        for index in range(min(HEAD_WITHIN_ROWS, len(sheet.rows))):
            heads = _heads_at(sheet, columns, index, depth)
            if heads is not None and (best is None or heads.score > best.score):
                best = heads
    return best


def _heads_at(sheet: RawSheet, columns: Sequence[Column], index: int, depth: int) -> Heads | None:
    if index + depth > len(sheet.rows):
        return None
    written, options = _one_row(sheet, index) if depth == 1 else _two_rows(sheet, index)
    match = match_columns(columns, options, written)
    telling = [column for column in columns if not column.common]
    score = sum(column.name in match.places for column in telling)
    required = sum(column.required for column in telling)
    if score < max(2, (required + 1) // 2):
        return None
    places = set(match.places.values())
    extra = tuple(head for place, head in enumerate(written) if head and place not in places and head not in _SERIAL)
    titles = tuple(cell for row in sheet.rows[:index] for cell in row if isinstance(cell, str) and cell)
    return Heads(match, index + depth, score, titles, extra, tuple(written))


def _one_row(sheet: RawSheet, index: int) -> tuple[list[str], list[list[str]]]:
    written = [cell if isinstance(cell, str) else "" for cell in sheet.rows[index][:HEAD_WITHIN_COLUMNS]]
    return written, [head_keys(cell) for cell in written]


def _two_rows(sheet: RawSheet, index: int) -> tuple[list[str], list[list[str]]]:
    """Heads over two rows: 业主 over 姓名 and 电话 reads 业主姓名, 业主电话."""
    upper, lower = (list(row[:HEAD_WITHIN_COLUMNS]) for row in sheet.rows[index : index + 2])
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    for (top, left), (bottom, right) in sheet.merged:
        if top == index and bottom == index:
            end = min(right + 1, width)
            upper[left:end] = upper[left : left + 1] * (end - left)
    written, options = [], []
    for above, below in zip(upper, lower, strict=True):
        texts = [cell if isinstance(cell, str) else "" for cell in (above, below)]
        written.append("".join(texts))
        options.append(
            [*head_keys("".join(texts)), *head_keys(texts[1]), *(head_keys(texts[0]) if not texts[1] else [])]
        )
    return written, options


def read_table(file: str, sheet: RawSheet, kind: str, columns: Sequence[Column], heads: Heads) -> RegisterTable:
    """Read all rows below the heads. Every cell that cannot be read is a problem of the table."""
    heads = replace(heads, match=known_by_words(columns, heads.match, heads.written, sheet.rows[heads.first_row :]))
    table = RegisterTable(
        file, sheet.name, kind, {column.name: column for column in columns}, heads.match, heads.titles,
        sheet.dates_from_1904,
    )  # fmt: skip
    if not _check_columns(table, columns, heads):
        return table
    _refuse_merged_amounts(table, sheet, heads)
    rows = _with_merged_cells(sheet, heads)
    table.in_percent = _percent_columns(rows, heads, columns)
    previous: Mapping[str, Any] = {}
    for number, cells in rows:
        table.rows_read += 1
        named = {name: cells[place] if place < len(cells) else "" for name, place in heads.match.places.items()}
        if _is_no_row(table, number, cells, named):
            table.skipped += 1
            continue
        if any(map(_is_ditto, named.values())):
            named = {name: previous.get(name, cell) if _is_ditto(cell) else cell for name, cell in named.items()}
        previous = named
        table.rows.append(read_row(table, number, named))
    if not table.rows:
        table.report(
            Level.WARNING,
            gettext_noop("The register has no rows."),
            gettext_noop("Check that the right sheet was saved."),
        )
    return table


def _check_columns(table: RegisterTable, columns: Sequence[Column], heads: Heads) -> bool:
    for title, first, second in heads.match.doubles:
        table.report(
            Level.ERROR,
            gettext_noop("Two columns, “%(first)s” and “%(second)s”, can both be “%(title)s”."),
            gettext_noop("Rename or delete one of them."),
            title=title, first=first, second=second,
        )  # fmt: skip
    for column in columns:
        head = heads.match.heads.get(column.name, "")
        if column.required and column.name not in heads.match.places:
            table.report(
                Level.ERROR,
                gettext_noop("The column “%(title)s” is missing."),
                gettext_noop("Add it, with this head. Heads found: %(found)s."),
                title=column.title, found="、".join(heads.match.heads.values()),
            )  # fmt: skip
        elif column.is_money and "万" in head:
            table.report(
                Level.ERROR,
                gettext_noop("The column “%(head)s” is in units of ten thousand yuan."),
                gettext_noop("Enter the amounts in yuan, to the fen."),
                head=head,
            )  # fmt: skip
    extra = [head for head in heads.extra if head not in heads.match.heads.values()]
    if extra:
        table.report(
            Level.INFO,
            gettext_noop("Columns that are not needed were left out: %(extra)s."),
            extra="、".join(extra),
        )
    return not table.has_errors


def _refuse_merged_amounts(table: RegisterTable, sheet: RawSheet, heads: Heads) -> None:
    once = {heads.match.places[name] for name, one in table.columns.items() if one.counts_once and table.has(name)}
    for (top, left), (bottom, _right) in sheet.merged:
        filled = [row for row in sheet.rows[top : bottom + 1] if any(cell not in ("", None) for cell in row)]
        if left in once and top >= heads.first_row and len(filled) > 1:
            table.report(
                Level.ERROR,
                gettext_noop("One amount stands in a cell merged over several rows."),
                gettext_noop("Split the cell, and enter what belongs to each row."),
                at_row=top + 1,
            )


def _with_merged_cells(sheet: RawSheet, heads: Heads) -> list[tuple[int, list[Any]]]:
    """Row numbers and cells below the heads; a cell merged over several rows counts for each of them."""
    places = set(heads.match.places.values())
    for (top, left), (bottom, _right) in sheet.merged:
        if top < heads.first_row or bottom <= top or left not in places:
            continue
        for row in sheet.rows[top + 1 : bottom + 1]:
            row.extend([""] * (left + 1 - len(row)))
            row[left] = sheet.rows[top][left]
    return [(index + 1, row) for index, row in enumerate(sheet.rows) if index >= heads.first_row]


def _percent_columns(rows: Sequence[tuple[int, Sequence[Any]]], heads: Heads, columns: Sequence[Column]) -> set[str]:
    """Ratio columns with % in their head whose numbers run to a hundred."""
    found = set()
    for column in columns:
        place = heads.match.places.get(column.name)
        if column.is_ratio and place is not None and "%" in squeezed(heads.match.heads[column.name]):
            numbers = [row[place] for _number, row in rows if place < len(row) and isinstance(row[place], (int, float))]
            if any(number > 1 for number in numbers):
                found.add(column.name)
    return found


def _is_ditto(cell: Any) -> bool:
    return isinstance(cell, str) and cell in _DITTO


def _is_no_row(table: RegisterTable, number: int, cells: Sequence[Any], named: Mapping[str, Any]) -> bool:
    """Whether this is a blank row, a total, the heads again, or a note."""
    filled = [cell for cell in cells if cell not in ("", None)]
    if not filled:
        return True
    keyless = all(is_blank(named[name]) for name in table.keys if name in named)
    texts = [cell for cell in filled if isinstance(cell, str)]
    total = next((word for word in (squeezed(cell) for cell in texts if "计" in cell) if _TOTAL.match(word)), "")
    if total and (keyless or _TOTAL.match(_first_word(filled))):
        is_grand = bool(_GRAND.search(total))
        words = [squeezed(cell) for cell in texts]
        table.totals.append(RegisterTotal(number, total, is_grand, dict(named), tuple(words), len(table.rows)))
        return True
    if _heads_again(table, named):
        return True
    telling = [cell for name, cell in named.items() if not table.columns[name].common]
    is_note = (keyless or len(filled) <= 3) and bool(_NOTE.match(_first_word(filled)))
    is_note = is_note or all(is_blank(cell) for cell in telling) or (keyless and len(filled) == 1 and bool(texts))
    if is_note:
        table.notes += texts
    return is_note


def _first_word(filled: Sequence[Any]) -> str:
    return squeezed(filled[0]) if isinstance(filled[0], str) else ""


def _heads_again(table: RegisterTable, named: Mapping[str, Any]) -> bool:
    """A page's heads, repeated: the key's head stands where a key should, and others in their places."""
    if not any(_is_head(table, name, named[name]) for name in table.keys if name in named):
        return False
    return sum(_is_head(table, name, cell) for name, cell in named.items()) >= min(3, len(named))


def _is_head(table: RegisterTable, name: str, cell: Any) -> bool:
    if not isinstance(cell, str) or not cell:
        return False
    head = _fullest_key(table.match.heads[name])
    if cell.isascii() and not head.isascii():  # as most numbers, days and codes
        return False
    return head_keys(cell)[:1] == [head]


@cache
def _fullest_key(head: str) -> str:
    return next(iter(head_keys(head)), "")


def read_row(table: RegisterTable, number: int, named: Mapping[str, Any]) -> RegisterRow:
    """A row of the table from its cells by column; what cannot be read is a problem of the table."""
    row = RegisterRow(table, number, table.usual.copy(), named)
    for name, column in table.to_read:
        raw = named.get(name, "")
        if raw == "" and not column.needed:
            row.values[name] = column.default
            continue
        if isinstance(raw, str) and len(raw) > LONGEST_CELL:
            row.values[name] = column.default
            row.error(name, gettext_noop("The text is longer than %(limit)s characters."),
                      gettext_noop("Shorten it to %(limit)s characters."), limit=LONGEST_CELL)  # fmt: skip
            continue
        if name in table.in_percent and isinstance(raw, (int, float)):
            raw = f"{raw}%"
        try:
            row.values[name] = _value(column, raw, table.from_1904)
        except CellError as error:
            row.values[name] = column.default
            if column.lenient:
                row.warn(name, error.message, error.advice, **error.data)
            else:
                row.refuse(name, error)
    return row


def _value(column: Column, raw: Any, from_1904: bool) -> Any:
    if (raw is None or isinstance(raw, str)) and is_blank(raw) and not column.says(raw):
        if column.needed:
            raise CellError(gettext_noop("The cell is empty."), gettext_noop("Fill it in."))
        return column.default
    if from_1904 and column.is_date and isinstance(raw, (int, float)) and raw < 1_000_000:
        raise CellError(
            gettext_noop("The workbook counts days from 1904, so this number may be read as two different days."),
            gettext_noop("Write the date as 2022-01-31."),
        )
    if isinstance(raw, str) and raw.startswith("="):
        raise CellError(NO_RESULT, PASTE_VALUE)
    return column.parse(raw)


def sheets_with_words(sheet: RawSheet) -> Iterator[str]:
    """The texts of the first rows: what to show when a sheet is not recognised."""
    for row in sheet.rows[:HEAD_WITHIN_ROWS]:
        yield from (cell for cell in row if isinstance(cell, str) and cell)
