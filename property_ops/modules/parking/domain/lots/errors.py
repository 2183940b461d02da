"""What cannot be planned."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NotALot(BusinessError):
    code = "not_a_lot"
    message = gettext_noop("The drawing cannot be used.")


class NotCoordinates(NotALot):
    code = "not_coordinates"
    message = gettext_noop("“%(text)s” are no coordinates. Write metres as x,y, such as 12.5,30; one point a line.")


class OutlineTooShort(NotALot):
    code = "outline_too_short"
    message = gettext_noop("An outline has three corners at least.")


class TooManyPoints(NotALot):
    code = "too_many_points"
    message = gettext_noop("The drawing has %(count)s points; %(most)s are the most that can be planned.")


class OutlineCrosses(NotALot):
    code = "outline_crosses"
    message = gettext_noop("The outline crosses or touches itself near %(place)s.")


class OutlineSize(NotALot):
    code = "outline_size"
    message = gettext_noop("The lot has %(area)s m². Between %(least)s and %(most)s m² can be planned.")


class NoEntrance(NotALot):
    code = "lot_without_entrance"
    message = gettext_noop("The lot has no entrance: no space could be reached.")


class EntranceElsewhere(NotALot):
    code = "entrance_elsewhere"
    message = gettext_noop("The entrance at %(place)s does not lie on the outline.")


class NotAWidth(NotALot):
    code = "not_a_width"
    message = gettext_noop("%(what)s of %(width)s m: between %(least)s and %(most)s m are possible.")


class OutsideTheLot(NotALot):
    code = "outside_the_lot"
    message = gettext_noop("%(what)s at %(place)s lies outside the outline.")


class NoSpaceFits(NotALot):
    code = "no_space_fits"
    message = gettext_noop("No space fits into this lot with an aisle, the fire lane and the entrances kept free.")
