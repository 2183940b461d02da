"""Why a backup is not made, not restored, and an installation not moved."""

from property_ops.framework.environment import HALF_RESTORED
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class BackupIsThere(BusinessError):
    code = "backup_is_there"
    message = gettext_noop("%(file)s is there already. Nothing was written; give another name, or a folder.")


class DatabaseDamaged(BusinessError):
    code = "database_damaged"
    message = gettext_noop("The database is damaged: %(reason)s. No backup was made of it; keep those that you have.")


class NotABackup(BusinessError):
    code = "not_a_backup"
    message = gettext_noop("%(file)s is no backup of an installation: %(reason)s. Nothing was restored.")


class BackupDamaged(BusinessError):
    code = "backup_damaged"
    message = gettext_noop("The backup %(file)s is damaged at %(member)s. Nothing was restored; take another one.")


class BackupIsNewer(BusinessError):
    code = "backup_is_newer"
    message = gettext_noop(
        "The backup was made by a newer program, or with modules that are not installed here: %(unknown)s. "
        "Nothing was restored."
    )


class KeyIsMissing(BusinessError):
    code = "backup_key_is_missing"
    message = gettext_noop("The key of this backup was kept apart. Say where it is: --keys FILE")


class WrongKey(BusinessError):
    code = "backup_wrong_key"
    message = gettext_noop("%(file)s is not the key that belongs to this backup. Nothing was restored.")


class NotEmpty(BusinessError):
    code = "target_not_empty"
    message = gettext_noop("%(place)s is not empty: %(holds)s. Nothing was changed there.")


class HalfRestored(BusinessError):
    code = "half_restored"
    message = gettext_noop(HALF_RESTORED)  # said by the environment, too


class InUse(BusinessError):
    code = "database_in_use"
    message = gettext_noop(
        "The database is in use by another program: stop the site and its background work first, so that nothing is "
        "written which does not move along."
    )


class SamePlace(BusinessError):
    code = "moved_onto_itself"
    message = gettext_noop("That is the database the installation has already.")


class UnknownTables(BusinessError):
    code = "unknown_tables"
    message = gettext_noop(
        "These tables belong to no module that is installed: %(tables)s. Install the module again, or drop them."
    )


class NotCarried(BusinessError):
    code = "rows_not_carried"
    message = gettext_noop("The table %(table)s did not arrive as it was: %(reason)s. The target was left empty.")


class StepFailed(BusinessError):
    """A command of the product, run for the other installation, ended with an error."""

    code = "backup_step_failed"
    message = gettext_noop("“%(command)s” failed there: %(reason)s")


class VerifiedOtherwise(BusinessError):
    code = "moved_but_verified_otherwise"
    message = gettext_noop(
        "All rows arrived in %(place)s, but “verify” says something else of it: %(difference)s. "
        "Go on with the old database."
    )
