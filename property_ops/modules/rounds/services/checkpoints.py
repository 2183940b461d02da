"""The register of checkpoints: entered, corrected, taken out of use, given a new plate."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import clean, squeezed
from property_ops.modules.estates.public import Company, Estate
from property_ops.modules.rounds.domain.errors import CheckpointTaken
from property_ops.modules.rounds.models import Checkpoint, CheckpointKind
from property_ops.modules.rounds.reports.plates import draw_plates
from property_ops.modules.rounds.selectors.register import in_use

CHANGE = "rounds.change"


@transaction.atomic
def enter_checkpoint(*, estate: Estate, code: str, name: str, kind: CheckpointKind, by: User) -> Checkpoint:
    """Raises NotAllowed, CheckpointTaken."""
    require(by, CHANGE, estate)
    code = squeezed(code).upper()
    if Checkpoint.objects.filter(estate=estate, code=code).exists():
        raise CheckpointTaken(estate=estate.name, code=code)
    made = Checkpoint.objects.create(estate=estate, code=code, name=clean(name), kind=kind)
    _record(made, "entered", by, name=made.name, kind=str(kind))
    return made


@transaction.atomic
def correct_checkpoint(*, checkpoint: Checkpoint, name: str, kind: CheckpointKind, by: User) -> Checkpoint:
    """Raises NotAllowed."""
    checkpoint = _locked(checkpoint, by)
    checkpoint.name, checkpoint.kind = clean(name), kind
    checkpoint.save()
    _record(checkpoint, "corrected", by, name=checkpoint.name, kind=str(kind))
    return checkpoint


@transaction.atomic
def retire_checkpoint(*, checkpoint: Checkpoint, on: date, by: User) -> Checkpoint:
    """Its plate is void from now on; what was promised there stays promised until a new plan. Raises NotAllowed."""
    checkpoint = _locked(checkpoint, by)
    checkpoint.retired_on = checkpoint.retired_on or on
    checkpoint.save()
    _record(checkpoint, "retired", by)
    return checkpoint


@transaction.atomic
def renew_plate(*, checkpoint: Checkpoint, by: User) -> Checkpoint:
    """The plate that hangs there is void, a new one must be printed: it was copied, or is gone. Raises NotAllowed."""
    checkpoint = _locked(checkpoint, by)
    checkpoint.plate_version += 1
    checkpoint.save()
    _record(checkpoint, "plate_renewed", by, version=checkpoint.plate_version)
    return checkpoint


def plates_of(*, estate: Estate, by: User) -> bytes:
    """点位牌 of all checkpoints in use. Who has a plate's code can scan it anywhere: so only who keeps the register
    prints them. Raises NotAllowed, GlyphMissing."""
    require(by, CHANGE, estate)
    company = Company.load()
    plates = [
        (point.code, point.name, settings.PUBLIC_URL + reverse("phone_plate", args=[point.plate]))
        for point in in_use(estate)
    ]
    data = draw_plates(plates, estate=estate.name, issuer=company.name, phone=company.phone)
    audit.record(by=by, action="rounds.plates_printed", subject=estate.code, count=len(plates))
    return data


def _locked(checkpoint: Checkpoint, by: User) -> Checkpoint:
    found = Checkpoint.objects.select_for_update(of=("self",)).select_related("estate").get(pk=checkpoint.pk)
    require(by, CHANGE, found)
    return found


def _record(checkpoint: Checkpoint, what: str, by: User, **more: object) -> None:
    subject = f"{checkpoint.estate.code} {checkpoint.code}"
    audit.record(by=by, action=f"rounds.checkpoint_{what}", subject=subject, **more)
