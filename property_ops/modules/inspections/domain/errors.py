"""What inspections refuse."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NoSuchChecklist(BusinessError):
    code = "no_such_checklist"
    message = gettext_noop("This checklist is not, or no longer, in use.")


class ChecklistEmpty(BusinessError):
    code = "checklist_empty"
    message = gettext_noop("A checklist needs a row at least.")


class HazardWithoutWords(BusinessError):
    code = "hazard_without_words"
    message = gettext_noop("Say what is wrong.")


class HazardPhotoMissing(BusinessError):
    code = "hazard_photo_missing"
    message = gettext_noop("Take a photo of it: without one nobody can tell afterwards what was put right.")


class HazardKeyTaken(BusinessError):
    code = "hazard_key_taken"
    message = gettext_noop("Another entry has this key.")


class HazardTooOld(BusinessError):
    code = "hazard_too_old"
    message = gettext_noop("The entry is more than %(days)s days old. Tell the office what was found.")


class DueDayOutside(BusinessError):
    code = "hazard_due_outside"
    message = gettext_noop("A hazard is put right between the day it was found and %(last)s.")


class HazardClosed(BusinessError):
    code = "hazard_closed"
    message = gettext_noop("%(number)s is closed.")


class RecheckWaits(BusinessError):
    code = "recheck_waits"
    message = gettext_noop("%(number)s is reported as put right already; it waits for the re-check.")


class WorkOpenAlready(BusinessError):
    code = "hazard_has_work"
    message = gettext_noop("Work %(work)s is there already to put %(number)s right.")


class RecheckByFinder(BusinessError):
    code = "recheck_by_finder"
    message = gettext_noop("%(user)s found %(number)s, or worked on it: another person re-checks it.")
