"""What other planners know, beside ours: a fortnight without curing and weather for PyVRP, and Solomon's questions.

PyVRP knows neither rests between the visits of a work nor places that rest, nor hours that weather splits: it is asked
where nothing of that occurs. It is in the development group only.
"""

import csv
import math
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.dispatch_week import DAYS, FIRST, NOW, fortnight
from property_ops.modules.dispatch.domain.planning.problem import Placement, PlanningProblem, Stand, Task
from property_ops.modules.dispatch.domain.planning.problem_builder import problem_of
from property_ops.modules.dispatch.domain.planning.proposing import propose
from property_ops.modules.dispatch.domain.planning.scoring import cell_cost, left_out_cost
from property_ops.modules.dispatch.domain.situation import Limits, Situation, Travel, VisitFacts

FOLDER = Path(__file__).parent / "solomon"
BEST_KNOWN = {
    "C101": 3624,
    "C103": 3614,
    "C106": 3624,
    "R101": 10440,
    "R103": 7729,
    "R109": 7867,
    "RC101": 9440,
    "RC103": 7109,
    "RC106": 7232,
}
"""Of fifty customers, in tenths, proven."""
DEPOT = 0
VEHICLES = 12
TRAVEL_TENTHS = 10


def reduced(seed: int) -> PlanningProblem:
    """A fortnight in which no visit depends on another, nor on the weather."""
    full = fortnight(visits=200, crews=12, seed=seed)
    visits = {
        number: replace(visit, rest_hours=0, work=number, number=1, limits=Limits())
        for number, visit in full.visits.items()
    }
    return problem_of(replace(full, visits=visits), first=FIRST, now=NOW, days=DAYS)


def cost_of_pyvrp(problem: PlanningProblem, seconds: float) -> int | None:
    """What PyVRP's plan costs by our weights after so many seconds of the processor; None where it is not installed.

    A crew's day is a vehicle of its own; its profile forbids the visits that the crew cannot do that day and makes each
    way to a visit as much dearer as the visit costs on that day. Ways from and to the depot are free.
    """
    try:
        from pyvrp import Model
    except ImportError:
        return None
    model = Model()
    start = model.add_location(0, 0)
    depot = model.add_depot(start)
    places, tasks = {}, list(problem.tasks.values())
    for task in tasks:
        places[task.id] = model.add_location(0, 0)
        model.add_client(
            places[task.id],
            service_duration=task.length,
            prize=left_out_cost(problem, task),
            required=False,
        )
    for cell in sorted({cell for task in tasks for cell in task.windows}):
        _crew_day(model, problem, cell, depot, start, places)
    ends = time.process_time() + seconds
    found: Any = model.solve(lambda _best: time.process_time() >= ends, seed=7, display=False).best
    if not found.is_feasible():
        return math.inf  # type: ignore[return-value]
    return int(found.distance() + found.uncollected_prizes())


def _crew_day(model: Any, problem: PlanningProblem, cell: tuple[int, int], depot: Any, start: Any, places: Any) -> None:
    profile = model.add_profile()
    begins, ends = problem.shifts[cell]
    model.add_vehicle_type(
        1, start_depot=depot, end_depot=depot, tw_early=begins, tw_late=ends, profile=profile, unit_distance_cost=1
    )
    able = [task for task in problem.tasks.values() if cell in task.windows]
    for task in able:
        own = cell_cost(problem, task, cell)
        model.add_edge(start, places[task.id], distance=own, duration=0, profile=profile)
        model.add_edge(places[task.id], start, distance=0, duration=0, profile=profile)
        for other in able:
            if other is not task:
                way = problem.travel(other.visit, task.visit)
                distance = own + way * TRAVEL_TENTHS
                model.add_edge(places[other.id], places[task.id], distance=distance, duration=way, profile=profile)


def solomon(name: str) -> PlanningProblem:
    """One long day; each crew begins and ends at the depot, where it is pinned. A tenth of a unit is a minute."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [{key: int(value) for key, value in row.items()} for row in csv.DictReader(file)]
    depot, *customers = rows
    minutes = {
        (one, other): int(10 * math.hypot(a["x"] - b["x"], a["y"] - b["y"]))
        for one, a in enumerate(rows)
        for other, b in enumerate(rows)
        if one < other
    }
    end = depot["due"] * 10
    crews = range(1, VEHICLES + 1)
    tasks = {number: _customer(number, row, minutes, end, crews) for number, row in enumerate(customers, start=1)}
    home = _visit(0, DEPOT)
    fixed = [Stand(home, crew, 0, at, at, 0) for crew in crews for at in (0, end)]
    shifts = {(crew, 0): (0, end) for crew in crews}
    asked = Situation({}, {}, travel=Travel(minutes))
    return PlanningProblem(asked, FIRST, 1, tasks, tuple(fixed), shifts, grid=1)


def _customer(number: int, row: dict[str, int], minutes: dict[Any, int], end: int, crews: range) -> Task:
    way, length = minutes[DEPOT, number], row["service"] * 10
    window = (max(row["ready"] * 10, way), min(row["due"] * 10, end - length - way))
    return Task(_visit(number, number), length, 0, {(crew, 0): (window,) for crew in crews})


def _visit(number: int, estate: int) -> VisitFacts:
    return VisitFacts(number, number, str(number), 1, "", estate, "", "", "", "", 0)


def compared(run: Callable[[], Any]) -> tuple[Any, float]:
    """The result, and the processor's seconds."""
    begun = time.process_time()
    found = run()
    return found, time.process_time() - begun


def distance_of(name: str, rounds: int) -> tuple[int, int]:
    """Customers left out, and the distance in tenths."""
    problem = solomon(name)
    found = propose(problem, rounds=rounds)
    assert all(isinstance(there, Placement) for there in found.plan.values())
    return found.score.left_out, found.score.travel
