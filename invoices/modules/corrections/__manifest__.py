{
    "name": "corrections",
    "summary": "Credit notes, disputes, write-offs, late charges, instalments: each with four eyes and a reason",
    "version": "0.1.0",
    "depends": ["billing", "charges", "estates", "ledger", "receivables", "tariffs"],
    "data": ["data/fee_items.toml"],
    "menus": [
        {
            "label": "Credit notes",
            "section": "Billing",
            "url": "credit_notes",
            "icon": "receipt-refund",
            "permission": "corrections.view",
            "order": 130,
        },
        {
            "label": "Disputes",
            "section": "Billing",
            "url": "disputes",
            "icon": "message-question",
            "permission": "corrections.disputes",
            "order": 132,
        },
    ],
    "slots": {
        "audit_actions": ["invoices.modules.corrections.domain.audit_words:WORDS"],
        "bill_panels": ["invoices.modules.corrections.views.panels:StandingPanel"],
        "ledger_sources": ["invoices.modules.corrections.domain.ledger_words:WORDS"],
        "verifiers": ["invoices.modules.corrections.verifiers:verify"],
    },
}
