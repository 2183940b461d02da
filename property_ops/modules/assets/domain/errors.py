"""What equipment and upkeep refuse."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class AssetCodeTaken(BusinessError):
    code = "asset_code_taken"
    message = gettext_noop("%(estate)s has equipment %(code)s already. Choose another code.")


class AssetRetired(BusinessError):
    code = "asset_retired"
    message = gettext_noop("%(asset)s is out of use.")


class PlateOfAnotherEstate(BusinessError):
    code = "asset_plate_elsewhere"
    message = gettext_noop("The checkpoint is of another estate.")


class NothingDue(BusinessError):
    code = "nothing_due"
    message = gettext_noop("Nothing of it is due, or its work is open already.")


class UpkeepEnded(BusinessError):
    code = "upkeep_ended"
    message = gettext_noop("This upkeep was ended.")


class SkippedWithoutWhy(BusinessError):
    code = "upkeep_skipped_without_why"
    message = gettext_noop("Say why it is not needed this time.")
