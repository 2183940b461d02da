from property_ops.modules.rounds.models.checkpoint import Checkpoint, CheckpointKind
from property_ops.modules.rounds.models.plan import BadWeatherDay, RoundPlan, RoundPlanLine, RoundPlanPoint, WeatherKind
from property_ops.modules.rounds.models.scan import DoubtfulScan, RoundScan, ScanWay, SkippedRound

__all__ = [
    "BadWeatherDay",
    "Checkpoint",
    "CheckpointKind",
    "DoubtfulScan",
    "RoundPlan",
    "RoundPlanLine",
    "RoundPlanPoint",
    "RoundScan",
    "ScanWay",
    "SkippedRound",
    "WeatherKind",
]
