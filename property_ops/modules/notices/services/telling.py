"""Writing down what people are to be told: in the transaction of what it tells, and once by its key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from property_ops.framework.models import User
from property_ops.modules.estates.public import Tenure
from property_ops.modules.notices.domain.templates import NoticeTemplate
from property_ops.modules.notices.models import Notice
from property_ops.modules.notices.selectors.outbox import BATCH, known_keys
from property_ops.modules.notices.selectors.templates import templates, told_in


@dataclass(frozen=True, slots=True)
class Telling:
    """Something that a household is told. `about` names the thing by its stable key: with the template and the
    household it is what is told once. `facts` are all that the template asks for."""

    about: str
    tenure_id: int
    estate_id: int
    facts: Mapping[str, str] = field(default_factory=dict)


def tell(*, template: str, tenure: Tenure, about: str, facts: Mapping[str, str], now: datetime) -> None:
    """Tell one household, where its estate tells of this at all. Told again under the same key, nothing happens."""
    one = Telling(about, tenure.pk, tenure.unit.estate_id, facts)
    tell_each(template=template, what=[one], now=now)


def tell_each(
    *, template: str, what: Iterable[Telling], now: datetime, until: datetime | None = None, anyway: bool = False
) -> int:
    """Tell each of them once: for how many it was written down now. `anyway`: a person decided it for these."""
    kind = templates()[template]
    told = told_in(kind)
    if not (anyway or told.anywhere):
        return 0
    wanted = [one for one in what if anyway or one.estate_id in told]
    rows = [_row(kind, one, now, until) for one in wanted]
    return _written(rows)


def tell_staff(*, template: str, user: User, about: str, facts: Mapping[str, str], now: datetime) -> None:
    """Tell somebody of the staff by e-mail."""
    kind = templates()[template]
    key = f"{template}/{about}/u{user.pk}"
    _written([Notice(key=key, template=template, facts=_facts(kind, facts), user=user, made_at=now)])


def _row(kind: NoticeTemplate, one: Telling, now: datetime, until: datetime | None) -> Notice:
    return Notice(
        key=f"{kind.name}/{one.about}/{one.tenure_id}",
        template=kind.name,
        facts=_facts(kind, one.facts),
        estate_id=one.estate_id,
        tenure_id=one.tenure_id,
        made_at=now,
        until=until,
    )


def _facts(kind: NoticeTemplate, facts: Mapping[str, str]) -> dict[str, str]:
    """Those that the template asks for, and those that begin with `_`, which are for its link alone."""
    missing = set(kind.facts) - facts.keys()
    if missing:
        raise ValueError(f"{kind.name} is told without {', '.join(sorted(missing))}")
    return {name: str(value) for name, value in facts.items()}


def _written(rows: list[Notice]) -> int:
    """What has its key already is left as it is."""
    if not rows:
        return 0
    with transaction.atomic():
        known = known_keys([row.key for row in rows])
        fresh = list({row.key: row for row in rows if row.key not in known}.values())
        Notice.objects.bulk_create(fresh, batch_size=BATCH, ignore_conflicts=True)
    return len(fresh)
