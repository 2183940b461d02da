"""What the volunteers' hours refuse."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class HoursEntered(BusinessError):
    code = "volunteer_hours_entered"
    message = gettext_noop("The hours of %(activity)s are entered already, or wait for approval.")


class ActivityToCome(BusinessError):
    code = "volunteer_activity_to_come"
    message = gettext_noop("%(activity)s has not begun yet.")


class NobodyThere(BusinessError):
    code = "volunteers_nobody_there"
    message = gettext_noop("Nobody has hours: enter at least one.")


class HoursWrong(BusinessError):
    code = "volunteer_hours_wrong"
    message = gettext_noop("%(name)s: hours are halves, up to %(most)s.")


class ItemElsewhere(BusinessError):
    code = "volunteer_item_elsewhere"
    message = gettext_noop("The service is of another estate's agreement.")
