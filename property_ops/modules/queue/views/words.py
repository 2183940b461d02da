"""Why a work stands where it stands: sentences for staff and residents alike, without a name of anybody."""

from django.utils.translation import gettext

from property_ops.framework.web.display import shown
from property_ops.kernel.money import Yuan
from property_ops.modules.queue.public import EstateQueue, QueuedWork, points_missing

VIEW, CHANGE, LIST = "queue.view", "queue.change", "queue"


def standing_words(queue: EstateQueue, one: QueuedWork) -> str:
    """In a few words: taken, without an estimate, or what is missing."""
    if one.place.is_taken:
        return gettext("the money reaches it")
    if one.cost is None:
        return gettext("waits for an estimate")
    return gettext("%(amount)s yuan are missing") % {"amount": shown(queue.short(one))}


def why(queue: EstateQueue, one: QueuedWork) -> list[str]:
    """The whole answer to “why not mine?”."""
    place = one.place
    facts = {"rank": place.rank, "count": len(queue.works), "points": place.score}
    found = [gettext("Place %(rank)s of %(count)s works that wait, with %(points)s points.") % facts]
    if one.cost is None:
        found.append(gettext("It has no estimate yet. Once it has one, money can be set aside for it."))
    else:
        money = {"upto": shown(Yuan(place.upto)), "money": shown(queue.money)}
        found.append(
            gettext("It and all that stand before it cost %(upto)s yuan; the estate has %(money)s yuan.") % money
        )
        if not place.is_taken:
            found.append(gettext("%(amount)s yuan are missing.") % {"amount": shown(queue.short(one))})
    if place.rank > 1:
        before = queue.works[place.rank - 2]
        ahead = {
            "number": before.work.number,
            "kind": before.work.kind,
            "points": before.place.score,
            "more": points_missing(queue.places, place.rank),
        }
        found.append(
            gettext("Before it stands %(number)s %(kind)s with %(points)s points: %(more)s points more would pass it.")
            % ahead
        )
    return found
