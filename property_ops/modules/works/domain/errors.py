"""What is refused about a work, and why."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NotAHundredPercent(BusinessError):
    code = "funding_not_a_hundred_percent"
    message = gettext_noop("The parts of those who pay add up to %(sum)s %%: they must be exactly 100 %%.")


class NothingPlanned(BusinessError):
    code = "nothing_planned"
    message = gettext_noop("Nothing is planned: give at least one line with a quantity above zero.")


class NotPriced(BusinessError):
    code = "line_not_priced"
    message = gettext_noop("Every quantity line needs a price per unit above zero.")


class ScopeMissing(BusinessError):
    code = "scope_missing"
    message = gettext_noop("Residents pay a part: say who shares it, such as 全小区, 4号楼 or 3号楼2单元.")


class ScopeNotThere(BusinessError):
    code = "scope_not_there"
    message = gettext_noop("%(estate)s has no %(missing)s: correct the scope of apportionment.")


class ThirdPartyMissing(BusinessError):
    code = "third_party_missing"
    message = gettext_noop("A third party pays a part: give its name.")


class WarrantyIsFree(BusinessError):
    code = "warranty_is_free"
    message = gettext_noop("%(number)s mends a defect under warranty: nobody pays for it.")


class NothingCorrected(BusinessError):
    code = "nothing_corrected"
    message = gettext_noop("Nothing would change: the place is the same, and there is no remark.")


class WorkIsOnPaper(BusinessError):
    code = "work_is_on_paper"
    message = gettext_noop(
        "%(number)s is charged in %(paper)s: its place stands in what residents are shown. Correct the bill by a "
        "credit note."
    )


class CeilingMissing(BusinessError):
    code = "ceiling_not_positive"
    message = gettext_noop("The ceiling must be above zero.")


class UnknownKind(BusinessError):
    code = "unknown_work_kind"
    message = gettext_noop("No kind of work is called “%(kind)s”.")


class QuantityMissing(BusinessError):
    code = "quantity_missing"
    message = gettext_noop("Line %(line)s (%(name)s) has no quantity. Enter what was measured; 0 if nothing was.")


class NotALine(BusinessError):
    code = "not_a_quantity_line"
    message = gettext_noop("%(number)s has no quantity line %(line)s.")


class NothingDone(BusinessError):
    code = "nothing_done"
    message = gettext_noop("Nothing was done: the first line must be above zero.")


class LessThanBefore(BusinessError):
    code = "less_done_than_before_rework"
    message = gettext_noop(
        "Line %(line)s: %(before)s were reported as done before the rework. Rework mends it and takes nothing away."
    )


class MoreThanDone(BusinessError):
    code = "more_confirmed_than_done"
    message = gettext_noop("Line %(line)s: %(measured)s were measured, only %(done)s are reported as done.")


class NegativeQuantity(BusinessError):
    code = "negative_quantity"
    message = gettext_noop("Line %(line)s: a quantity cannot be below zero.")


class NothingAccepted(BusinessError):
    code = "nothing_accepted"
    message = gettext_noop("By what the parties measured, nothing is accepted of %(number)s: send it back instead.")


class NotAParty(BusinessError):
    code = "not_a_party_of_acceptance"
    message = gettext_noop("This party does not accept works of %(estate)s: its terms say so.")


class AlreadyMeasured(BusinessError):
    code = "acceptance_began"
    message = gettext_noop("%(number)s is being accepted already: the done quantities stay as they are.")


class BeforeItWasDone(BusinessError):
    code = "day_before_it_was_done"
    message = gettext_noop("%(on)s is before the work was done (%(done_on)s).")


class NoDeemedAcceptance(BusinessError):
    code = "no_deemed_acceptance"
    message = gettext_noop("The agreement of %(estate)s knows no deemed acceptance: every party must confirm.")


class TooEarlyToDeem(BusinessError):
    code = "too_early_to_deem"
    message = gettext_noop("The parties still have time: silence counts as acceptance from %(from_day)s on.")


class CompanyMustConfirm(BusinessError):
    code = "company_must_confirm"
    message = gettext_noop("The property company must confirm every line itself: only others may be silent.")


class NotAccepted(BusinessError):
    code = "defect_of_work_not_accepted"
    message = gettext_noop("%(number)s is not accepted yet: send it back instead of reporting a defect.")


class NotYourWork(BusinessError):
    code = "not_your_work"
    message = gettext_noop("Work order %(number)s is not one of yours.")


class PhotoIsElsewhere(BusinessError):
    code = "photo_is_elsewhere"
    message = gettext_noop("This photo already stands with %(number)s as “%(stage)s”. Take another one.")


class PhotoStays(BusinessError):
    code = "photo_stays"
    message = gettext_noop("Work order %(number)s is accepted: its photos stay as they are.")


class TooManyPhotos(BusinessError):
    code = "too_many_photos"
    message = gettext_noop("Work order %(number)s has %(limit)s photos already. Take one away before adding another.")


class NotEnoughStock(BusinessError):
    code = "not_enough_stock"
    message = gettext_noop("The store has %(there)s, %(asked)s were asked for. Record the receipt first.")


class NegativeReceipt(BusinessError):
    code = "quantity_not_positive"
    message = gettext_noop("The quantity must be above zero, and its value not below.")


class NothingToAverage(BusinessError):
    code = "nothing_to_average"
    message = gettext_noop("The store had none of it: record a receipt with its price instead.")


class CountWaits(BusinessError):
    code = "stock_count_waits"
    message = gettext_noop("A stocktaking of %(material)s waits for another person already.")


class StockMovedMeanwhile(BusinessError):
    code = "stock_moved_meanwhile"
    message = gettext_noop("The store recorded %(recorded)s when it was counted, and %(now)s now: count it again.")


class NoRate(BusinessError):
    code = "no_rate_of_trade"
    message = gettext_noop("No hourly rate is set for “%(trade)s” on %(on)s.")


class CostNotPositive(BusinessError):
    code = "cost_not_positive"
    message = gettext_noop("A cost must be above zero.")


class CostsNotOpen(BusinessError):
    code = "costs_not_open"
    message = gettext_noop("%(number)s is not released, or closed: no costs are recorded now.")


class MoreThanTheCost(BusinessError):
    code = "correction_above_cost"
    message = gettext_noop("Only %(left)s are left of this cost: a correction cannot take more away.")


class NotThisWay(BusinessError):
    code = "material_is_returned"
    message = gettext_noop("A material issue is not corrected but returned to the store.")


class NotYourParty(BusinessError):
    code = "not_your_party"
    message = gettext_noop(
        "Only this party itself can say so, by its link or its log-in. "
        "What it signed on paper is transcribed, with a scan."
    )


class OnePartyOnly(BusinessError):
    code = "one_party_only"
    message = gettext_noop("%(person)s has spoken for another party of %(number)s already: nobody speaks for two.")


class OwnWork(BusinessError):
    code = "own_work"
    message = gettext_noop("Who planned, costed or reported %(number)s can speak for the property company only.")


class ComparedByDoer(BusinessError):
    code = "compared_by_doer"
    message = gettext_noop("Who planned, costed or reported %(number)s cannot compare what the parties signed.")


class RoundIsOver(BusinessError):
    code = "round_is_over"
    message = gettext_noop("%(number)s does not wait for this acceptance any more: reject the transcription.")


class SpokeAlready(BusinessError):
    code = "spoke_already"
    message = gettext_noop("%(user)s has accepted works for another party. Make another account.")


class TermsWait(BusinessError):
    code = "terms_wait"
    message = gettext_noop("A change of the terms of %(estate)s waits for approval already: it must be decided first.")


class SameTerms(BusinessError):
    code = "same_terms"
    message = gettext_noop("These are the terms of %(estate)s already.")


class NoEmergencyAgreed(BusinessError):
    code = "no_emergency_agreed"
    message = gettext_noop("The agreement of %(estate)s has no limit for emergencies: the work must be released first.")


class AboveEmergencyLimit(BusinessError):
    code = "above_emergency_limit"
    message = gettext_noop(
        "%(amount)s is above the limit of %(limit)s for one emergency work: it must be released first."
    )


class AboveMonthsEmergencies(BusinessError):
    code = "above_months_emergencies"
    message = gettext_noop(
        "With this work the emergencies of the month come to %(sum)s, above the limit of %(limit)s: "
        "it must be released first."
    )


class ApprovedTooLate(BusinessError):
    code = "call_out_approved_too_late"
    message = gettext_noop("%(number)s had to be approved by %(until)s. It is never charged now.")


class StoreDayClosed(BusinessError):
    code = "store_day_closed"
    message = gettext_noop(
        "The books of %(month)s are closed. Enter it with a day of an open month, and say in the remark when it came."
    )


class NothingCounted(BusinessError):
    code = "nothing_counted"
    message = gettext_noop("Enter what was found of at least one material.")
