"""What a neighbour may use of the rounds, and what the pages of rounds use."""

from property_ops.modules.rounds.domain.counting import Per
from property_ops.modules.rounds.models import Checkpoint, CheckpointKind, RoundScan, ScanWay, WeatherKind
from property_ops.modules.rounds.models.plan import MOST_TIMES, PER
from property_ops.modules.rounds.selectors.counting import counts_of_month
from property_ops.modules.rounds.selectors.register import in_use, visible_checkpoints, walked_estates
from property_ops.modules.rounds.services.scans import (
    SentScan,
    checkpoint_of_code,
    checkpoint_of_plate,
    skip_round,
    take_scan,
)

__all__ = [
    "MOST_TIMES",
    "PER",
    "Checkpoint",
    "CheckpointKind",
    "Per",
    "RoundScan",
    "ScanWay",
    "SentScan",
    "WeatherKind",
    "checkpoint_of_code",
    "checkpoint_of_plate",
    "counts_of_month",
    "in_use",
    "skip_round",
    "take_scan",
    "visible_checkpoints",
    "walked_estates",
]
