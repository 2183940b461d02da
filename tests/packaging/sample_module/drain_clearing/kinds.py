"""Drain clearing: its fields, what it needs, and what is odd about a drain."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, Decimal

from drain_clearing.domain.drains import silt, wells_wanted
from property_ops.modules.works.public import Field, MaterialNeed, WeatherLimits, WorkEstimate, WorkFinding, WorkKind

METRES_PER_SHIFT = 300


def estimate(values: Mapping[str, Decimal]) -> WorkEstimate:
    length = values["length"]
    cubic_metres = silt(length, values["diameter"], values["filled"]).quantize(Decimal("0.1"), ROUND_CEILING)
    shifts = (length / METRES_PER_SHIFT).to_integral_value(ROUND_CEILING)
    return WorkEstimate(
        length, "m", needs=(MaterialNeed("高压冲洗车", shifts, "台班"), MaterialNeed("淤泥外运", cubic_metres, "m³"))
    )


def few_wells(values: Mapping[str, Decimal]) -> Iterator[WorkFinding]:
    wanted = wells_wanted(values["length"])
    if values.get("wells", wanted) < wanted:
        facts = {"length": values["length"], "wells": values["wells"], "wanted": wanted}
        yield WorkFinding("%(length)s m 管道只有 %(wells)s 座检查井，一般应有 %(wanted)s 座，请核对。", facts)


DRAIN_CLEARING = WorkKind(
    "drain_clearing",
    "管道疏通",
    ("m", "米"),
    aliases=("下水道疏通", "清掏化粪池管道"),
    weather=WeatherLimits(no_rain=True),
    fields=(
        Field("length", "管道长度", "m", most=Decimal(5000), least=Decimal(1)),
        Field("diameter", "管径", "mm", most=Decimal(2000), least=Decimal(50), places=0),
        Field("filled", "淤积程度", "%", most=Decimal(100), least=Decimal(1), places=0),
        Field("wells", "检查井", "座", most=Decimal(500), places=0, required=False),
    ),
    estimate=estimate,
    checks=(few_wells,),
)
