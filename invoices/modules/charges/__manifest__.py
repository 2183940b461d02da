{
    "name": "charges",
    "summary": "What was delivered and what it costs, once",
    "version": "0.1.0",
    "depends": ["estates", "tariffs"],
    "menus": [
        {
            "label": "Charges",
            "section": "Billing",
            "url": "charges",
            "icon": "receipt",
            "permission": "charges.view",
            "order": 120,
        },
    ],
    "slots": {
        "audit_actions": ["invoices.modules.charges.domain.audit_words:WORDS"],
        "reports": ["invoices.modules.charges.reports:CHARGE_LINES", "invoices.modules.charges.reports:HELD"],
        "verifiers": ["invoices.modules.charges.verifiers:verify"],
    },
}
