from django.db import migrations

from property_ops.framework.triggers import Lifted, NoOverlap

TABLE, TIMES = "po_dispatch_visit", ("starts_at", "ends_at")


def one_at_a_time(where: str) -> NoOverlap:
    return NoOverlap(TABLE, ["crew_id"], *TIMES, range_type="tstzrange", where=where)


class Migration(migrations.Migration):
    """A crew that is done earlier is free: what was begun no longer holds the time that was planned for it."""

    dependencies = [("po_dispatch", "0004_wanted_visits")]
    operations = [
        Lifted(one_at_a_time("{row}state <> 'cancelled' AND {row}crew_id IS NOT NULL")),
        one_at_a_time("{row}state = 'planned' AND {row}crew_id IS NOT NULL"),
    ]
