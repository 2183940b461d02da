"""The slots that the framework itself offers; a module names its own in its manifest's `offers` (framework/slots.py).

Standard library only: the loader reads it before Django's app registry exists.
"""

from typing import Any

PLUGS: dict[str, tuple[str, ...]] = {
    "approvals": ("property_ops.framework.importing.approvals:BATCHES",),
    "dashboard_panels": (
        "property_ops.framework.web.first_steps:FirstStepsPanel",
        "property_ops.framework.web.todo:ToDoPanel",
        "property_ops.framework.backups.panel:BackupPanel",
    ),
    "first_steps": ("property_ops.framework.web.first_steps:PEOPLE",),
    "finders": ("property_ops.framework.web.finding:PAGES",),
    "health_notes": (
        "property_ops.framework.background.state:note_of_tasks",
        "property_ops.framework.background.state:note_of_workers",
        "property_ops.framework.background.state:note_of_redis",
        "property_ops.framework.backups.daily:note",
        "property_ops.framework.paper_stores.health:note",
        *(
            f"property_ops.framework.doctor.examinations:{name}"
            for name in (
                "versions",
                "migrations",
                "fonts",
                "clock",
                "serving",
                "address",
                "proxy",
                "debug",
                "secret_key",
            )
        ),
    ),
    "task_kinds": ("property_ops.framework.web.large_exports:WRITING_A_LIST",),
    "timed_tasks": (
        "property_ops.framework.backups.tasks:DAILY_BACKUP",
        "property_ops.framework.background.cleaning:FORGETTING",
    ),
    "verifiers": (
        "property_ops.framework.guards:verify",
        "property_ops.framework.approval.verifiers:verify",
        "property_ops.framework.importing.verifiers:verify",
        "property_ops.framework.journal.verifiers:verify",
        "property_ops.framework.numbering:verify",
    ),
    "sealed_chains": (
        "property_ops.framework.journal.gathering:JOURNAL_CHAIN",
        "property_ops.framework.journal.gathering:AUDIT_CHAIN",
    ),
}
"""What the framework itself plugs in, before the modules."""

OFFERS: dict[str, dict[str, Any]] = {
    "approvals": {
        "takes": "`approval.kinds.ApprovalKind` objects: what waits for another person",
        "object": "property_ops.framework.approval.kinds:ApprovalKind",
    },
    "dashboard_panels": {
        "takes": "`tabs.Panel` classes",
        "subject": "the month shown",
        "class": "property_ops.framework.web.tabs:Panel",
    },
    "latest_months": {
        "takes": "`(day) -> Month | None`: the latest month, begun by that day, that anything is recorded for",
        "call": "(day)",
    },
    "home_pages": {
        "takes": "`(user) -> address`: where somebody begins instead of the overview",
        "call": "(user)",
    },
    "company_names": {
        "takes": "`() -> str`: whose figures they are, at the head of an Excel sheet",
        "many": False,
        "call": "()",
    },
    "estates_of_user": {
        "takes": "`(user) -> QuerySet`: the estates assigned to somebody who sees only these",
        "many": False,
        "call": "(user)",
    },
    "staff_fields": {
        "takes": "objects with `name`, `field()`, `read(user)`, `write(user, value, by=…)`",
        "subject": "the account",
        "has": ["name", "field", "read", "write"],
    },
    "api_routers": {
        "takes": "`rest.kit.ApiRouter` objects: operations of the REST API",
        "object": "property_ops.framework.rest.kit:ApiRouter",
    },
    "household_sections": {
        "takes": "`web.household.HouseholdSection` objects: what a household sees and says on its page",
        "object": "property_ops.framework.web.household:HouseholdSection",
    },
    "audit_actions": {
        "takes": "a dict: action → its words",
        "object": "builtins:dict",
    },
    "event_kinds": {
        "takes": "`events.EventKind` objects, or tuples of them: what the module tells of when it happens",
        "object": "property_ops.framework.events:EventKind",
    },
    "event_listeners": {
        "takes": "objects with `wants(kind)` and `hear(kind, events)`: who is told, in the same transaction",
        "has": ["wants", "hear"],
    },
    "importers": {
        "takes": "`importing.importer.Importer` classes, or functions that give several; each names its `right`, "
        "and tells what is `stored` for `property-ops export` or why it is `not_exported`",
        "call": "()",
        "check": "property_ops.framework.importing.importer:fault_of",
    },
    "claim_readings": {
        "takes": "`importing.readings.ClaimReading` objects: what rows that wait for approval would make whom pay",
        "object": "property_ops.framework.importing.readings:ClaimReading",
    },
    "demo_deliveries": {
        "takes": "`(call)`, before the months are charged: what was done and accepted in them",
        "call": "(call)",
    },
    "demo_steps": {
        "takes": '`(call)`, once the months are billed; `call("import", path)` runs a command',
        "call": "(call)",
    },
    "reports": {
        "takes": "`reporting.Report` (of a month) or `reporting.DaysReport` (of any days, with formats of its own)",
        "object": ["property_ops.framework.reporting:Report", "property_ops.framework.reporting:DaysReport"],
    },
    "sealed_chains": {
        "takes": "`sealing.SealedChain`: records that are only added to, and put under the seals",
        "object": "property_ops.framework.sealing:SealedChain",
    },
    "timed_tasks": {
        "takes": "`timed.TimedTask`: background work that is asked for when it is due",
        "object": "property_ops.framework.timed:TimedTask",
    },
    "task_kinds": {
        "takes": "`background.TaskKind`: what a task is called, and the page that starts it anew",
        "object": "property_ops.framework.background:TaskKind",
    },
    "health_notes": {
        "takes": "`() -> health.HealthNote`: what is for somebody to look at, for `/healthz` and `property-ops doctor`",
        "call": "()",
    },
    "published_figures": {
        "takes": "`published.PublishedFigure`: what the half-year table and a quarter's notice tell, counted from rows",
        "object": "property_ops.framework.published:PublishedFigure",
    },
    "first_steps": {
        "takes": "`first_steps.FirstStep`: what has to be there before the first month can be billed",
        "object": "property_ops.framework.first_steps:FirstStep",
    },
    "things_to_do": {
        "takes": "`todo.ThingsToDo`: what waits for whoever has its right, and the list that shows it",
        "object": "property_ops.framework.todo:ThingsToDo",
    },
    "finders": {
        "takes": "`finding.Finder`: what Ctrl-K finds, a few rows of a kind by an index",
        "object": "property_ops.framework.finding:Finder",
    },
    "verifiers": {
        "takes": "`() -> Iterator[checks.Check]`",
        "call": "()",
    },
    "verify_questions": {
        "takes": "`checks.Question`: an option of `property-ops verify` that is answered by itself",
        "object": "property_ops.framework.checks:Question",
    },
}
