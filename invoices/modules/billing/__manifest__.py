{
    "name": "billing",
    "summary": "Bills: drafted, approved, issued, frozen, posted",
    "version": "0.1.0",
    "depends": ["charges", "estates", "ledger", "tariffs"],
    "data": ["data/terms.toml"],
    "menus": [
        {
            "label": "Month end", "section": "Billing", "url": "month_end", "icon": "calendar-check",
            "permission": "charges.view", "order": 100,
        },
        {
            "label": "Bills", "section": "Billing", "url": "bills", "icon": "file-invoice",
            "permission": "billing.view", "order": 110,
        },
        {
            "label": "Billing terms", "section": "Administration", "url": "billing_terms", "icon": "adjustments",
            "permission": "billing.change_terms", "order": 830,
        },
    ],
    "slots": {
        "audit_actions": ["invoices.modules.billing.domain.audit_words:WORDS"],
        "dashboard_panels": ["invoices.modules.billing.views.panels:MonthPanel"],
        "latest_months": ["invoices.modules.billing.selectors:latest_month"],
        "month_end_steps": [
            "invoices.modules.billing.services.steps_of_month_end:CHARGE",
            "invoices.modules.billing.services.steps_of_month_end:DRAFT",
            "invoices.modules.billing.services.steps_of_month_end:APPROVE",
            "invoices.modules.billing.services.steps_of_month_end:SEND_BACK",
            "invoices.modules.billing.services.steps_of_month_end:ISSUE",
        ],
        "unit_panels": ["invoices.modules.billing.views.panels:UnitBills"],
        "verifiers": ["invoices.modules.billing.verifiers:verify"],
    },
}
