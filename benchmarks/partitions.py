"""Whether the ledger's legs are found quicker in partitions: the product's indexes on one table, by month, by estate.

`python -m benchmarks.partitions [--units N] [--months N]`: five years of a bill and a receipt a month and home, made by
PostgreSQL itself, and asked what pages and the month ask. Told are pages of 8 kB that were touched, which depend on no
machine, and the least milliseconds (planning and execution) of five runs. docs/adr/0086 says what follows from it.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from typing import Any

import psycopg

from tests.services.postgresql import private_cluster

RUNS = 5
ESTATES, RECEIVABLE = 20, 3
COLUMNS = (
    "id bigint NOT NULL, entry_id bigint NOT NULL, position smallint NOT NULL, account_id bigint NOT NULL, "
    "estate varchar(20) NOT NULL, subledger varchar(80) NOT NULL, party varchar(40) NOT NULL, amount bigint NOT NULL, "
    "posted_on date NOT NULL"
)
"""As the product's, and `posted_on`, which partitions by month need in every row."""
ENTRIES = """
CREATE TABLE entry AS
SELECT home + {units} * (half + 2 * month) AS id,
       date '2020-01-03' + make_interval(months => month) + half * interval '17 days' AS posted_on,
       (date '2020-01-01' + make_interval(months => month))::date AS month, home, half
FROM generate_series(0, {months} - 1) month, generate_series(0, 1) half, generate_series(1, {units}) home;
ALTER TABLE entry ALTER posted_on TYPE date USING posted_on::date, ADD PRIMARY KEY (id);
CREATE INDEX ON entry (posted_on);
ANALYZE entry;
"""
FILL = """
INSERT INTO {table}
SELECT 2 * id + side, id, side, CASE WHEN side = half THEN {receivable} ELSE 5 + half END,
       'E' || lpad((home % {estates})::text, 3, '0'),
       CASE WHEN side = half THEN 'E' || (home % {estates}) || '-' || home ELSE '' END,
       CASE WHEN side = half THEN home::text ELSE '' END,
       (CASE WHEN side = 0 THEN 1 ELSE -1 END) * (8000 + home % 9000), posted_on
FROM entry, generate_series(0, 1) side WHERE {where} ORDER BY id, side
"""  # our own words
INDEXES = (
    "CREATE INDEX ON {table} (account_id, estate, subledger)",
    "CREATE INDEX ON {table} (account_id, subledger, party, amount)",
)
KEYS = {
    "one table": ("", ("id", "entry_id, position")),
    "by month": ("PARTITION BY RANGE (posted_on)", ("id, posted_on", "entry_id, position, posted_on")),
    "by estate": ("PARTITION BY LIST (estate)", ("id, estate", "entry_id, position, estate")),
}
QUESTIONS = {
    "an entry's legs": "SELECT * FROM {table} WHERE entry_id = {some} ORDER BY position",
    "what a payer owes": (
        "SELECT sum(amount) FROM {table} WHERE account_id = 3 AND subledger = 'E7-1007' AND party = '1007'"
    ),
    "a home's account, all years": (
        "SELECT e.posted_on, l.amount FROM {table} l JOIN entry e ON e.id = l.entry_id "
        "WHERE l.account_id = 3 AND l.estate = 'E007' AND l.subledger = 'E7-1007' ORDER BY e.id"
    ),
    "the first page of an account": (
        "SELECT l.* FROM {table} l JOIN entry e ON e.id = l.entry_id WHERE l.account_id = 3 ORDER BY e.id DESC LIMIT 50"
    ),
    "turnovers of a month": (
        "SELECT account_id, estate, sum(amount) FROM {table} l JOIN entry e ON e.id = l.entry_id "
        "WHERE e.posted_on >= '{day}' AND e.posted_on < '{day}'::date + interval '1 month' {pruned} GROUP BY 1, 2"
    ),
    "the same, between its first and last entry": (
        "SELECT account_id, estate, sum(amount) FROM {table} l JOIN entry e ON e.id = l.entry_id "
        "WHERE e.posted_on >= '{day}' AND e.posted_on < '{day}'::date + interval '1 month' {pruned} "
        "AND l.entry_id BETWEEN {first} AND {last} GROUP BY 1, 2"
    ),
    "balances of an estate, from legs": (
        "SELECT subledger, party, sum(amount) FROM {table} WHERE account_id = 3 AND estate = 'E007' GROUP BY 1, 2"
    ),
    "balances of all, from legs": "SELECT account_id, estate, sum(amount) FROM {table} GROUP BY 1, 2",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=20_000)
    parser.add_argument("--months", type=int, default=60)
    parser.add_argument("--only", choices=KEYS)
    asked = parser.parse_args()
    with private_cluster() as cluster, psycopg.connect(cluster.url("postgres"), autocommit=True) as database:
        database.execute("SET max_parallel_workers_per_gather = 0")
        database.execute(ENTRIES.format(units=asked.units, months=asked.months).encode())
        for place, kind in enumerate([asked.only] if asked.only else KEYS):
            found = dict(_measured(database, kind, f"leg_{place}", asked.units, asked.months))
            print(json.dumps({kind: found}, ensure_ascii=False), flush=True)


def _measured(
    database: psycopg.Connection[Any], kind: str, table: str, units: int, months: int
) -> Iterator[tuple[str, object]]:
    how, keys = KEYS[kind]
    database.execute(f"CREATE TABLE {table} ({COLUMNS}) {how}".encode())
    for part in _parts(kind, table, months):
        database.execute(part.encode())
    known = {"table": table, "receivable": RECEIVABLE, "estates": ESTATES}
    month = f"date '2020-01-01' + interval '{months - 1} months'"
    database.execute(FILL.format(**known, where=f"posted_on < {month}").encode())
    for number, columns in enumerate(keys):
        database.execute(f"ALTER TABLE {table} ADD {'UNIQUE' if number else 'PRIMARY KEY'} ({columns})".encode())
    for index in INDEXES:
        database.execute(index.format(table=table).encode())
    database.execute(f"VACUUM ANALYZE {table}".encode())
    yield "a month more is posted", _explained(database, FILL.format(**known, where=f"posted_on >= {month}"))
    database.execute(f"VACUUM ANALYZE {table}".encode())
    day = f"{2020 + (months - 1) // 12}-{(months - 1) % 12 + 1:02d}-01"
    pruned = f"AND l.posted_on >= '{day}'" if kind == "by month" else ""
    for name, question in QUESTIONS.items():
        first, last = 2 * units * (months - 1), 2 * units * months
        sql = question.format(table=table, some=units * months, day=day, pruned=pruned, first=first, last=last)
        yield name, min((_explained(database, sql) for _ in range(RUNS)), key=lambda one: one["ms"])


def _parts(kind: str, table: str, months: int) -> Iterator[str]:
    if kind == "by month":
        for month in range(months):
            first, after = (f"date '2020-01-01' + interval '{one} months'" for one in (month, month + 1))
            yield (
                f"DO $$ BEGIN EXECUTE format('CREATE TABLE {table}_{month} PARTITION OF {table} "
                f"FOR VALUES FROM (%L) TO (%L)', ({first})::date, ({after})::date); END $$"
            )
    elif kind == "by estate":
        for estate in range(ESTATES):
            yield f"CREATE TABLE {table}_{estate} PARTITION OF {table} FOR VALUES IN ('E{estate:03d}')"


def _explained(database: psycopg.Connection[Any], sql: str) -> Mapping[str, float]:
    [[found]] = database.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}".encode()).fetchall()
    plan = found[0]
    touched = plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"]
    planning = plan.get("Planning", {})
    touched += planning.get("Shared Hit Blocks", 0) + planning.get("Shared Read Blocks", 0)
    return {"pages": touched, "ms": round(plan["Planning Time"] + plan["Execution Time"], 2)}


if __name__ == "__main__":
    main()
