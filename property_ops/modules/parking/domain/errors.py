"""What parking refuses."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NoSpaces(BusinessError):
    code = "no_spaces"
    message = gettext_noop("No parking space is chosen.")


class NoDays(BusinessError):
    code = "closure_without_days"
    message = gettext_noop("The closure has no day: its last day lies before its first.")


class ClosedAlready(BusinessError):
    code = "closed_already"
    message = gettext_noop(
        "%(number)s closes space %(space)s on these days already. Change the days, or reopen it first."
    )


class NotMarkedYet(BusinessError):
    code = "space_not_marked_yet"
    message = gettext_noop("Space %(space)s is not on the ground yet: the work %(work)s that marks it is not accepted.")


class NotMarkedBefore(BusinessError):
    code = "space_not_marked_before"
    message = gettext_noop("Space %(space)s is on the ground since %(day)s: it cannot be let before.")


class ProlongedByNewLease(BusinessError):
    code = "prolonged_by_new_lease"
    message = gettext_noop(
        "The lease of space %(space)s ended with %(last)s. Whoever pays for longer has a new lease, which another "
        "person approves."
    )


class ClosesBeyondWork(BusinessError):
    """Nobody pays for a leased space while it is closed: so much longer than the work takes needs a reason."""

    code = "closes_beyond_work"
    message = gettext_noop(
        "%(spaces)s are leased, and %(days)s are %(count)s days, more than the work %(number)s takes: nothing is "
        "charged for them on these days. Say why, or correct the days."
    )


class LotIsChosen(BusinessError):
    code = "lot_is_chosen"
    message = gettext_noop("A layout of “%(lot)s” became spaces of the register; the lot is no longer changed.")


class LotNameTaken(BusinessError):
    code = "lot_name_taken"
    message = gettext_noop("%(estate)s has a parking lot “%(lot)s” already. Choose another name.")


class NotAPrefix(BusinessError):
    code = "not_a_prefix"
    message = gettext_noop(
        "“%(prefix)s” cannot begin the numbers of spaces: 1 to 12 characters without spaces or /?#%%&."
    )


class SpaceNumberTaken(BusinessError):
    code = "space_number_taken"
    message = gettext_noop("%(estate)s has a space %(space)s already. Choose another prefix or first number.")


class SpaceIsLet(BusinessError):
    code = "space_is_let"
    message = gettext_noop("Space %(space)s is let to %(unit)s on these days already.")


class LeaseNotInOrder(BusinessError):
    code = "lease_not_in_order"
    message = gettext_noop("The last day %(last)s lies before the first day %(first)s.")


class NotAPlate(BusinessError):
    code = "not_a_plate"
    message = gettext_noop("“%(plate)s” is no mainland number plate, such as 鲁R12345 or 鲁RD12345.")


class NotOfTheEstate(BusinessError):
    code = "not_of_the_estate"
    message = gettext_noop("Unit %(unit)s does not belong to the estate of the space.")


class NegativeRent(BusinessError):
    code = "negative_rent"
    message = gettext_noop("A rent is not negative.")


class NotManaged(BusinessError):
    code = "waiting_not_managed"
    message = gettext_noop("%(estate)s is not managed: no spaces are let there.")


class ListIsFrozen(BusinessError):
    code = "waiting_list_frozen"
    message = gettext_noop("The list “%(name)s” is frozen; its entries no longer change.")


class ListNotFrozen(BusinessError):
    code = "waiting_list_not_frozen"
    message = gettext_noop("The list “%(name)s” must be frozen and its fingerprint published before the draw.")


class ListIsDrawn(BusinessError):
    code = "waiting_list_drawn"
    message = gettext_noop("The list “%(name)s” is drawn already; a draw is not repeated.")


class ListIsEmpty(BusinessError):
    code = "waiting_list_empty"
    message = gettext_noop("Nobody is on the list “%(name)s”.")


class ListNameTaken(BusinessError):
    code = "waiting_list_name_taken"
    message = gettext_noop("%(estate)s has a list “%(name)s” already.")


class OnTheListAlready(BusinessError):
    code = "on_the_list_already"
    message = gettext_noop("Unit %(unit)s is on the list already: one entry for each unit.")


class SourceMissing(BusinessError):
    code = "seed_source_missing"
    message = gettext_noop("Name the public source of the seed, and later the seed itself.")


class NotAWinner(BusinessError):
    code = "not_a_winner"
    message = gettext_noop("Unit %(unit)s has no place in the draw, or has its lease already.")


class NotYet(BusinessError):
    code = "not_yet"
    message = gettext_noop("This time is still to come, or lies before the arrival. Check the time.")


class ParkedAlready(BusinessError):
    code = "parked_already"
    message = gettext_noop("%(plate)s is parked in %(estate)s already. Record first that it left.")


class LeftAlready(BusinessError):
    code = "left_already"
    message = gettext_noop("%(plate)s has left already.")


class NotForShortStays(BusinessError):
    code = "not_for_short_stays"
    message = gettext_noop("Space %(space)s is no space for short stays of %(estate)s.")


class SpaceIsTaken(BusinessError):
    code = "space_is_taken"
    message = gettext_noop("%(plate)s stands on space %(space)s. Choose another space, or record first that it left.")


class SpaceIsClosed(BusinessError):
    code = "space_is_closed"
    message = gettext_noop("Space %(space)s is closed by work order %(number)s. Choose another space.")


class PlaceMissing(BusinessError):
    code = "violation_place_missing"
    message = gettext_noop("Say where the car stands: a place or a space.")


class SpaceElsewhere(BusinessError):
    code = "space_elsewhere"
    message = gettext_noop("Space %(space)s does not belong to %(estate)s.")


class StandsOnItsOwn(BusinessError):
    code = "stands_on_its_own"
    message = gettext_noop("Space %(space)s is let for %(plate)s: the car stands on its own space.")


class TooManyMisparkingPhotos(BusinessError):
    code = "too_many_violation_photos"
    message = gettext_noop("A record takes %(limit)s photos.")


class OfferInThePast(BusinessError):
    code = "offer_in_the_past"
    message = gettext_noop("The last day of the offer, %(day)s, is over already.")


class OfferIsOpen(BusinessError):
    code = "offer_is_open"
    message = gettext_noop("Unit %(unit)s may still take its place: no offer to it has lapsed.")


class LeaseWaits(BusinessError):
    code = "lease_waits"
    message = gettext_noop("A lease of space %(space)s waits for approval already: it must be decided first.")
