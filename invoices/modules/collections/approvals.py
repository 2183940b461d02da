"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections import selectors
from invoices.modules.collections.models import InstalmentPlan, LateChargeTerms, ReminderRun, WriteOff
from invoices.modules.collections.services import approve_plan, approve_run, approve_terms, approve_write_off
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.kernel.period import Month


class WriteOffs(ApprovalKind[WriteOff]):
    name, title, model = "write_off", _("Write-offs"), WriteOff
    blocks_closing = True
    page = "write_off"

    def visible(self, user: User) -> QuerySet[WriteOff]:
        return selectors.visible_write_offs(user)

    def words(self, thing: WriteOff) -> str:
        return f"{thing.unit_code} ¥{thing.total.grouped()}"

    def approve(self, thing: WriteOff, *, by: User, now: datetime, today: date) -> str:
        done = approve_write_off(write_off_id=thing.pk, by=by, now=now, today=today)
        return gettext("Write-off %(number)s is posted.") % {"number": done.number}


class Plans(ApprovalKind[InstalmentPlan]):
    name, title, model = "plan", _("Instalment plans"), InstalmentPlan
    blocks_closing = True
    page = "plan"

    def visible(self, user: User) -> QuerySet[InstalmentPlan]:
        return selectors.visible_plans(user)

    def words(self, thing: InstalmentPlan) -> str:
        return f"{thing.unit_code} ¥{thing.total.grouped()}"

    def approve(self, thing: InstalmentPlan, *, by: User, now: datetime, today: date) -> str:
        approve_plan(plan_id=thing.pk, by=by, now=now)
        return gettext("The plan is agreed.")


class TermsOfLateCharges(ApprovalKind[LateChargeTerms]):
    name, title, model = "late_charge_terms", _("Terms of late charges"), LateChargeTerms
    blocks_closing = True

    def before(self, month: Month) -> Q:
        return Q(start__lt=month.end)

    def visible(self, user: User) -> QuerySet[LateChargeTerms]:
        return selectors.visible_terms(user)

    def url(self, thing: LateChargeTerms) -> str:
        return reverse("late_charge_terms")

    def words(self, thing: LateChargeTerms) -> str:
        return f"{thing.estate.name} {thing.start}"

    def approve(self, thing: LateChargeTerms, *, by: User, now: datetime, today: date) -> str:
        terms = approve_terms(terms_id=thing.pk, by=by, now=now)
        return gettext("The terms are in force from %(day)s.") % {"day": terms.start}


class Reminders(ApprovalKind[ReminderRun]):
    name, title, model = "reminder_run", _("Reminder letters"), ReminderRun
    blocks_closing = False  # letters state facts and post nothing
    page = "reminder_run"

    def visible(self, user: User) -> QuerySet[ReminderRun]:
        return selectors.visible_runs(user)

    def words(self, thing: ReminderRun) -> str:
        return f"{thing.estate.name} {thing.as_of}"

    def approve(self, thing: ReminderRun, *, by: User, now: datetime, today: date) -> str:
        run = approve_run(run_id=thing.pk, by=by, now=now, today=today)
        count = sum(1 for letter in selectors.letters_of(run) if letter.number)
        return ngettext("%(count)s letter is approved.", "%(count)s letters are approved.", count) % {"count": count}


WRITE_OFFS, PLANS, LATE_CHARGE_TERMS, REMINDERS = WriteOffs(), Plans(), TermsOfLateCharges(), Reminders()
