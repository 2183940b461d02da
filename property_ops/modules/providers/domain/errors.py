"""What the business with providers refuses."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class ProviderKnown(BusinessError):
    code = "provider_known"
    message = gettext_noop("There is a provider called %(name)s already.")


class WithoutTrade(BusinessError):
    code = "provider_without_trade"
    message = gettext_noop("Choose at least one trade.")


class NotATermOfAgreement(BusinessError):
    code = "not_a_term_of_agreement"
    message = gettext_noop("The agreement ends on %(last)s, before it begins on %(first)s.")


class AgreementOverlaps(BusinessError):
    code = "agreement_overlaps"
    message = gettext_noop("%(provider)s has an agreement for some of these days already: %(number)s.")


class NoAgreementInForce(BusinessError):
    code = "no_agreement_in_force"
    message = gettext_noop("%(provider)s has no agreement in force for %(estate)s on %(day)s.")


class NotEndable(BusinessError):
    code = "agreement_not_endable"
    message = gettext_noop("Only an approved agreement is ended, once, on a day of its term.")


class ReturnedTooMuch(BusinessError):
    code = "deposit_returned_too_much"
    message = gettext_noop("The deposit is %(deposit)s: no more can be returned.")


class NoPrices(BusinessError):
    code = "price_list_empty"
    message = gettext_noop("The price list is empty.")


class PricesTooEarly(BusinessError):
    code = "prices_too_early"
    message = gettext_noop("Services were charged up to %(day)s: new prices may begin after that day at the earliest.")


class PricesStandAlready(BusinessError):
    code = "prices_stand_already"
    message = gettext_noop("A price list from %(day)s is there already. Withdraw it, or choose another day.")


class StandingWaits(BusinessError):
    code = "standing_waits"
    message = gettext_noop("Another change of %(provider)s's standing waits for approval.")


class LicenceMissing(BusinessError):
    code = "provider_licence_missing"
    message = gettext_noop("%(provider)s has no licence that is valid on %(day)s.")


class GetsNoOffers(BusinessError):
    code = "provider_gets_no_offers"
    message = gettext_noop("%(provider)s is “%(standing)s” and gets no offers.")


class NotOfTheTrade(BusinessError):
    code = "provider_of_other_trade"
    message = gettext_noop("%(provider)s is not registered for this trade.")


class OfferedAlready(BusinessError):
    code = "offered_already"
    message = gettext_noop("%(provider)s has this offer already.")


class NobodyToOffer(BusinessError):
    code = "offer_to_nobody"
    message = gettext_noop("Choose at least one provider.")


class OfferOver(BusinessError):
    code = "offer_over"
    message = gettext_noop("This offer is over: it was to be answered by %(until)s.")


class OfferTakenByAnother(BusinessError):
    code = "offer_taken"
    message = gettext_noop("This offer is no longer open.")


class AppointedInThePast(BusinessError):
    code = "appointed_in_the_past"
    message = gettext_noop("The appointment lies in the past.")


class NothingDone(BusinessError):
    code = "service_nothing_done"
    message = gettext_noop("Enter at least one item with its quantity.")


class ServiceNeedsPhoto(BusinessError):
    code = "service_needs_photo"
    message = gettext_noop("Add at least one photo of what was done.")


class NotPublished(BusinessError):
    code = "price_not_published"
    message = gettext_noop("%(item)s is not on the price list that is in force on %(day)s.")


class AbovePublished(BusinessError):
    code = "price_above_published"
    message = gettext_noop("%(item)s: %(asked)s is above the published price of %(published)s.")


class ServiceElsewhere(BusinessError):
    code = "service_elsewhere"
    message = gettext_noop("%(unit)s is not in %(estate)s.")


class NotRated(BusinessError):
    code = "service_not_rated"
    message = gettext_noop("Give one to five stars.")


class SaidWithoutName(BusinessError):
    code = "service_without_name"
    message = gettext_noop("Write your name.")


class SentBackWithoutWords(BusinessError):
    code = "service_sent_back_without_words"
    message = gettext_noop("Say what is to be done again.")


class StaffSpeaksForNobody(BusinessError):
    code = "staff_speaks_for_nobody"
    message = gettext_noop("Somebody of the office is logged in here: residents and providers answer by themselves.")


class ChangedMeanwhile(BusinessError):
    code = "service_changed_meanwhile"
    message = gettext_noop("What was reported has changed meanwhile. Look at it again.")


class ResidentPays(BusinessError):
    code = "service_resident_accepts"
    message = gettext_noop("The resident pays for this service and accepts it: by link, or on the signed slip.")


class CompanyPays(BusinessError):
    code = "service_company_accepts"
    message = gettext_noop("The company pays for this service: a member of staff accepts it.")


class OwnOrder(BusinessError):
    code = "service_own_order"
    message = gettext_noop("%(user)s ordered this service: another person accepts it.")


class HasProvidersLink(BusinessError):
    code = "service_by_link_maker"
    message = gettext_noop("%(user)s made the link of this provider and could report by it: another person accepts.")


class SlipWaits(BusinessError):
    code = "service_slip_waits"
    message = gettext_noop("A slip of this service waits for comparison already.")


class NoProviderYet(BusinessError):
    code = "service_without_provider"
    message = gettext_noop("Nobody has taken this order yet.")


class MonthNotOver(BusinessError):
    code = "settlement_month_not_over"
    message = gettext_noop("%(month)s is not over yet.")


class NothingToSettle(BusinessError):
    code = "nothing_to_settle"
    message = gettext_noop("%(provider)s has no accepted service up to the end of %(month)s that is not settled.")


class SlipOfAnotherDay(BusinessError):
    code = "slip_of_another_day"
    message = gettext_noop("A slip is signed on a day from %(done)s, when the service was done, up to today.")


class SettledAlready(BusinessError):
    code = "settled_already"
    message = gettext_noop("%(provider)s's settlement of %(month)s is there already.")


class SettlementNotItsOrders(BusinessError):
    code = "settlement_not_its_orders"
    message = gettext_noop("The settlement is not the sum of its accepted orders. Reject it, and prepare it anew.")
