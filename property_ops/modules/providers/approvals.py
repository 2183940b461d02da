"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.modules.providers.models import (
    CooperationAgreement,
    PriceList,
    ProviderSettlement,
    ScoreStandard,
    ServiceComplaint,
    SlipTranscription,
    StandingChange,
)
from property_ops.modules.providers.selectors import orders, prices, register, settlements
from property_ops.modules.providers.services.accepting import approve_slip
from property_ops.modules.providers.services.agreements import approve_agreement, approve_prices
from property_ops.modules.providers.services.settling import approve_settlement
from property_ops.modules.providers.services.standing import approve_standard, approve_standing, uphold_complaint


class Agreements(ApprovalKind[CooperationAgreement]):
    name, title, model = "cooperation_agreement", _("Cooperation agreements"), CooperationAgreement
    blocks_closing = False  # services of providers stand in no account of the books
    page = "cooperation_agreement"

    def visible(self, user: User) -> QuerySet[CooperationAgreement]:
        return prices.visible_agreements(user)

    def approve(self, thing: CooperationAgreement, *, by: User, now: datetime, today: date) -> str:
        approve_agreement(agreement_id=thing.pk, by=by, now=now)
        return gettext("The agreement holds for its term.")


class Prices(ApprovalKind[PriceList]):
    name, title, model = "price_list", _("Price lists"), PriceList
    blocks_closing = False  # services of providers stand in no account of the books
    page = "price_list"

    def visible(self, user: User) -> QuerySet[PriceList]:
        return prices.visible_price_lists(user)

    def approve(self, thing: PriceList, *, by: User, now: datetime, today: date) -> str:
        approve_prices(list_id=thing.pk, by=by, now=now)
        return gettext("The prices are published from their first day on.")


class Standings(ApprovalKind[StandingChange]):
    name, title, model = "provider_standing", _("Standings of providers"), StandingChange
    blocks_closing = False  # services of providers stand in no account of the books
    page = "provider_standing"

    def visible(self, user: User) -> QuerySet[StandingChange]:
        return register.visible_standings(user)

    def approve(self, thing: StandingChange, *, by: User, now: datetime, today: date) -> str:
        change = approve_standing(change_id=thing.pk, by=by, now=now, today=today)
        change.provider.refresh_from_db()
        words = {"provider": change.provider.name, "standing": change.provider.get_standing_display()}
        return gettext("%(provider)s is “%(standing)s” from now on.") % words


class Standards(ApprovalKind[ScoreStandard]):
    name, title, model = "score_standard", _("Standards of scores"), ScoreStandard
    blocks_closing = False  # services of providers stand in no account of the books
    page = "score_standard"

    def approve(self, thing: ScoreStandard, *, by: User, now: datetime, today: date) -> str:
        approve_standard(standard_id=thing.pk, by=by, now=now)
        return gettext("All providers are scored by it from its first day on.")


class Slips(ApprovalKind[SlipTranscription]):
    name, title, model = "service_slip", _("Signed slips of services"), SlipTranscription
    blocks_closing = False  # services of providers stand in no account of the books
    page = "service_slip"

    def visible(self, user: User) -> QuerySet[SlipTranscription]:
        return orders.visible_slips(user)

    def approve(self, thing: SlipTranscription, *, by: User, now: datetime, today: date) -> str:
        approve_slip(slip_id=thing.pk, by=by, now=now)
        return gettext("The service is accepted.")


class Complaints(ApprovalKind[ServiceComplaint]):
    name, title, model = "service_complaint", _("Complaints about providers"), ServiceComplaint
    blocks_closing = False  # services of providers stand in no account of the books
    page = "service_complaint"

    def visible(self, user: User) -> QuerySet[ServiceComplaint]:
        return orders.visible_complaints(user)

    def approve(self, thing: ServiceComplaint, *, by: User, now: datetime, today: date) -> str:
        uphold_complaint(complaint_id=thing.pk, by=by, now=now)
        return gettext("The complaint is upheld and lowers the score.")


class Settlements(ApprovalKind[ProviderSettlement]):
    name, title, model = "provider_settlement", _("Settlements with providers"), ProviderSettlement
    blocks_closing = False  # it is the provider's money, and stands in no account of the books
    page = "provider_settlement"

    def visible(self, user: User) -> QuerySet[ProviderSettlement]:
        return settlements.visible_settlements(user)

    def approve(self, thing: ProviderSettlement, *, by: User, now: datetime, today: date) -> str:
        made = approve_settlement(settlement_id=thing.pk, by=by, now=now)
        return gettext("Settlement %(number)s is approved and frozen.") % {"number": made.number}


AGREEMENTS, PRICES, STANDINGS, STANDARDS = Agreements(), Prices(), Standings(), Standards()
SLIPS, COMPLAINTS, SETTLEMENTS = Slips(), Complaints(), Settlements()
