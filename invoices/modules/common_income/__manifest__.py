{
    "name": "common_income",
    "summary": "Rents of common parts: the owners' money, what it earned and what it paid for",
    "version": "0.1.0",
    "depends": ["estates", "ledger", "news"],
    "data": ["data/accounts.toml"],
    "menus": [
        {
            "label": "Common income",
            "section": "Accounting",
            "url": "common_funds",
            "icon": "building-community",
            "permission": "common_income.view",
            "order": 246,
        },
    ],
    "slots": {
        "approvals": ["invoices.modules.common_income.approvals:COMMON_LEASES"],
        "audit_actions": ["invoices.modules.common_income.domain.audit_words:WORDS"],
        "demo_steps": ["invoices.modules.common_income.services.demonstrating:let_some"],
        "estate_affairs": ["invoices.modules.common_income.views.affairs:common_income_of_estate"],
        "ledger_sources": ["invoices.modules.common_income.domain.ledger_words:WORDS"],
        "verifiers": ["invoices.modules.common_income.verifiers:verify"],
    },
}
