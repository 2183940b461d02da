"""Why a picture is not taken, in sentences that say what to do instead."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class PictureRefused(BusinessError):
    code = "picture_refused"
    message = gettext_noop("This picture cannot be used.")


class PictureEmpty(PictureRefused):
    code = "picture_empty"
    message = gettext_noop("The file is empty. Choose the photo again.")


class PictureTooLarge(PictureRefused):
    code = "picture_too_large"
    message = gettext_noop("The photo has %(size)s MB, more than the %(limit)s MB that are allowed.")


class PictureTooManyPixels(PictureRefused):
    code = "picture_too_many_pixels"
    message = gettext_noop(
        "The photo has %(pixels)s million pixels, more than the %(limit)s million that are allowed. "
        "Take it again at a lower resolution."
    )


class NotAPicture(PictureRefused):
    code = "not_a_picture"
    message = gettext_noop("This file is no photo (%(found)s). Photos are JPEG, PNG or WebP.")


class PictureUnreadableKind(PictureRefused):
    code = "picture_heic"
    message = gettext_noop(
        "This photo is in the format HEIC, which cannot be read here. On the iPhone choose Settings, Camera, Formats, "
        "“Most Compatible”, and take it again."
    )


class PictureDamaged(PictureRefused):
    code = "picture_damaged"
    message = gettext_noop("The photo is damaged or did not arrive whole. Send it again.")


class PictureGone(BusinessError):
    code = "picture_gone"
    message = gettext_noop(
        "The file of picture %(sha256)s is missing from the data folder. Restore it from the backup."
    )


class ScanRefused(BusinessError):
    code = "scan_refused"
    message = gettext_noop("The scan must be a photo (JPEG, PNG, WebP) or a PDF without scripts, at most %(limit)s MB.")
