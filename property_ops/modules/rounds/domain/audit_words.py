"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "rounds.checkpoint_entered": gettext_noop("entered a checkpoint"),
    "rounds.checkpoint_corrected": gettext_noop("corrected a checkpoint"),
    "rounds.checkpoint_retired": gettext_noop("took a checkpoint out of use"),
    "rounds.checkpoint_plate_renewed": gettext_noop("made a checkpoint's plate void"),
    "rounds.plates_printed": gettext_noop("printed plates of checkpoints"),
    "rounds.plan_prepared": gettext_noop("prepared a plan of rounds"),
    "rounds.skipped": gettext_noop("skipped a round"),
}
