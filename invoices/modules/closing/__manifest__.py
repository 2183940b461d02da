{
    "name": "closing",
    "summary": "Closing of months: a checklist that runs itself",
    "version": "0.1.0",
    "depends": [
        "estates",
        "works",
        "ledger",
        "proofs",
        "charges",
        "billing",
        "breakeven",
        "payments",
        "opening",
        "books",
        "tax",
        "common_income",
    ],
    "menus": [
        {
            "label": "Month closing",
            "section": "Accounting",
            "url": "closing",
            "icon": "lock",
            "permission": "closing.view",
            "order": 245,
        },
    ],
    "slots": {
        "approvals": ["invoices.modules.closing.approvals:REOPENINGS"],
        "closed_days": ["invoices.modules.closing.selectors.history:is_closed_day"],
        "audit_actions": ["invoices.modules.closing.domain.audit_words:WORDS"],
    },
}
