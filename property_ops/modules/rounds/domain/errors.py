"""What rounds refuse."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NoSuchCheckpoint(BusinessError):
    code = "no_such_checkpoint"
    message = gettext_noop("There is no checkpoint “%(checkpoint)s” in this estate. Write codes as on the plates.")


class CheckpointTaken(BusinessError):
    code = "checkpoint_taken"
    message = gettext_noop("%(estate)s has a checkpoint %(code)s already. Choose another code.")


class CheckpointRetired(BusinessError):
    code = "checkpoint_retired"
    message = gettext_noop("Checkpoint %(code)s is out of use. Tell the office, if the plate still hangs there.")


class PlateUnknown(BusinessError):
    code = "plate_unknown"
    message = gettext_noop("This plate is not, or no longer, one of ours. Ask the office for the present plate.")


class ScanKeyTaken(BusinessError):
    code = "scan_key_taken"
    message = gettext_noop("Another scan has this key.")


class SkippedWithoutReason(BusinessError):
    code = "skipped_without_reason"
    message = gettext_noop("Say why the round was skipped.")


class ScanTooOld(BusinessError):
    code = "scan_too_old"
    message = gettext_noop("The scan is more than %(days)s days old. Tell the office what was done.")


class NothingPromised(BusinessError):
    code = "nothing_promised"
    message = gettext_noop("The plan promises nothing: fill in a row, with its checkpoints.")


class PlanBeginsTooEarly(BusinessError):
    code = "plan_begins_too_early"
    message = gettext_noop(
        "%(service)s of %(month)s is confirmed already: a plan may begin after that month at the earliest."
    )


class PlanStandsAlready(BusinessError):
    code = "plan_stands_already"
    message = gettext_noop("A plan for %(service)s from %(day)s is there already. Withdraw it, or choose another day.")


class WeatherToCome(BusinessError):
    code = "weather_to_come"
    message = gettext_noop("%(day)s is not over: bad weather is recorded afterwards.")


class WeatherRecorded(BusinessError):
    code = "weather_recorded"
    message = gettext_noop("Bad weather of %(day)s is recorded for %(estate)s already.")
