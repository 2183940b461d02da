"""What the supervisor tells of itself, for every web process and `/healthz`: a small file in the data folder."""

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

SILENT_SECONDS = 15
_FILE = "serving.json"


@dataclass(frozen=True, slots=True)
class ServingState:
    """`worker` names the background worker that runs; it is empty while there is none."""

    worker: str
    restarts: int = 0


class _Expectation:
    """Whether this process is served by a supervisor of ours, which then must be heard of."""

    expected = False
    has_worker = False


told_by_supervisor = _Expectation()


def tell(state: ServingState) -> None:
    draft = _path().with_suffix(".part")
    draft.write_text(json.dumps(asdict(state)), encoding="ascii")
    draft.replace(_path())


def told() -> ServingState | None:
    """What was told last; None if that is too long ago."""
    try:
        if time.time() - _path().stat().st_mtime > SILENT_SECONDS:
            return None
        return ServingState(**json.loads(_path().read_text(encoding="ascii")))
    except (OSError, ValueError, TypeError):
        return None


def _path() -> Path:
    return Path(settings.DATA) / _FILE
