{
    "name": "disclosure",
    "summary": "Public disclosure of an estate's income and cost",
    "version": "0.1.0",
    "depends": ["estates", "works", "ledger", "news", "proofs", "breakeven"],
    "menus": [
        {
            "label": "Public disclosure",
            "section": "Income and expense",
            "url": "disclosures",
            "icon": "speakerphone",
            "permission": "disclosure.view",
            "order": 290,
        },
    ],
    "slots": {
        "estate_affairs": ["invoices.modules.disclosure.views.affairs:disclosures_of_estate"],
        "approvals": ["invoices.modules.disclosure.approvals:DISCLOSURES"],
        "audit_pack_papers": ["invoices.modules.disclosure.selectors:posters"],
        "audit_actions": ["invoices.modules.disclosure.domain.audit_words:WORDS"],
        "demo_steps": ["invoices.modules.disclosure.services.demonstration:disclose"],
        "verifiers": ["invoices.modules.disclosure.verifiers:verify"],
    },
}
