{
    "name": "month_end",
    "summary": "The month's end: charging, bills, statements and closing step by step",
    "version": "0.1.0",
    "depends": ["billing", "charges", "closing", "estates", "ledger", "statements"],
    "menus": [
        {
            "label": "Month end",
            "section": "Billing",
            "url": "month_end",
            "icon": "calendar-check",
            "permission": "charges.view",
            "order": 100,
        },
    ],
    "slots": {
        "first_steps": ["invoices.modules.month_end.views.first_steps:FIRST_MONTH"],
        "audit_actions": ["invoices.modules.month_end.domain.audit_words:WORDS"],
        "task_kinds": ["invoices.modules.month_end.tasks:STEP"],
        "approvals": ["invoices.modules.month_end.approvals:BILLS"],
        "dashboard_panels": ["invoices.modules.month_end.views.panels:MonthPanel"],
        "things_to_do": [
            "invoices.modules.month_end.views.todo:HELD",
            "invoices.modules.month_end.views.todo:TO_ISSUE",
        ],
        "latest_months": ["invoices.modules.month_end.selectors:latest_month"],
    },
}
