"""How plates and numbers are looked for, and how long a car stayed."""

from datetime import timedelta

from django.utils.translation import gettext

from property_ops.kernel.writing import squeezed


def plain(text: str) -> str:
    """As plates and numbers are stored: without spaces and the dot of 辽A·12345."""
    return squeezed(text).replace("·", "").upper()


def lasted(time: timedelta) -> str:
    """`1 d 3 h 20 min`; the minute that has begun does not count."""
    minutes = max(0, int(time.total_seconds() // 60))
    values = {"days": minutes // 1440, "hours": minutes // 60 % 24, "minutes": minutes % 60}
    if values["days"]:
        return gettext("%(days)s d %(hours)s h %(minutes)s min") % values
    return gettext("%(hours)s h %(minutes)s min") % values if values["hours"] else gettext("%(minutes)s min") % values
