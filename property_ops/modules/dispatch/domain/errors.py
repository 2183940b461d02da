"""Why something about crews and visits is refused."""

from collections.abc import Sequence
from typing import Any

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop
from property_ops.modules.dispatch.domain.clashes import Clash


class VisitRefused(BusinessError):
    """The clashes that are hard; their sentences are the error's."""

    code = "visit_refused"
    message = gettext_noop("%(visit)s cannot stand there:")

    def __init__(self, visit: str, clashes: Sequence[Clash]) -> None:
        self.clashes = tuple(clashes)
        super().__init__(visit=visit)
        self.args = (self.sentence(),)

    def sentence(self, translate: Any = gettext_noop) -> str:
        return " ".join([super().sentence(translate), *(clash.sentence(translate) for clash in self.clashes)])


class BadVisits(BusinessError):
    code = "bad_visits"
    message = gettext_noop("A work has 1 to %(most)s visits, each of %(shortest)s to %(longest)s minutes.")


class WorkNotOpen(BusinessError):
    code = "work_not_open"
    message = gettext_noop("%(number)s is “%(state)s”: crews are sent to works that are released and not done.")


class NotYourVisit(BusinessError):
    code = "not_your_visit"
    message = gettext_noop("%(visit)s is a visit of another crew.")


class NotPlaced(BusinessError):
    code = "not_placed"
    message = gettext_noop("%(visit)s has no crew and no time yet.")


class CrewIsOut(BusinessError):
    code = "crew_is_out"
    message = gettext_noop("%(crew)s is out of use.")


class NothingToUndo(BusinessError):
    code = "nothing_to_undo"
    message = gettext_noop("There is nothing of yours to undo.")


class ChangedMeanwhile(BusinessError):
    code = "changed_meanwhile"
    message = gettext_noop("%(visit)s was changed by somebody else meanwhile: this can no longer be undone.")


class NotAShift(BusinessError):
    code = "not_a_shift"
    message = gettext_noop(
        "%(weekday)s: give both hours, and not twice the same. Hours that end before they begin are of a night shift."
    )


class MovedMeanwhile(BusinessError):
    code = "moved_meanwhile"
    message = gettext_noop("Somebody planned %(name)s anew meanwhile: look where it stands now.")


class LeftTheBoard(BusinessError):
    code = "left_the_board"
    message = gettext_noop("It is not there any more: somebody planned it meanwhile, or it is done.")


class TakenAccount(BusinessError):
    code = "taken_account"
    message = gettext_noop("The account of %(name)s belongs to a member of %(crew)s already.")


class NotAnEnd(BusinessError):
    code = "not_an_end"
    message = gettext_noop("It ends before it begins.")


class NotAClimate(BusinessError):
    code = "not_a_climate"
    message = gettext_noop("Twelve lines are needed, each with the month, the lowest and the highest: %(line)s")


class NothingToPlan(BusinessError):
    code = "nothing_to_plan"
    message = gettext_noop("There is nothing to plan: no visit waits in the tray or may be moved in these days.")


class PlanningInterrupted(BusinessError):
    code = "planning_interrupted"
    message = gettext_noop("Planning was interrupted. Start it again.")


class ProposalNotReady(BusinessError):
    code = "proposal_not_ready"
    message = gettext_noop("This plan was adopted or discarded already.")


class BoardChanged(BusinessError):
    code = "board_changed"
    message = gettext_noop("The board, crews, places or weather changed since the plan was made. Propose it anew.")


class ProposalTooOld(BusinessError):
    code = "proposal_too_old"
    message = gettext_noop("Some visits of the plan would have begun by now. Propose it anew.")


class ContractWaits(BusinessError):
    code = "crew_contract_waits"
    message = gettext_noop("Prices of %(crew)s wait for approval already.")


class NotInTheStore(BusinessError):
    code = "van_not_in_the_store"
    message = gettext_noop("%(material)s: the store has %(free)s %(unit)s that are on no van yet.")


class NotOnTheVan(BusinessError):
    code = "van_not_on_it"
    message = gettext_noop("%(material)s: only %(there)s %(unit)s are on the van.")
