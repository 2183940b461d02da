{
    "name": "deposits",
    "summary": "Deposits: taken, set off against debts, paid back",
    "version": "0.1.0",
    "depends": ["counter", "estates", "ledger", "payments", "providers", "receivables"],
    "data": ["data/kinds.toml"],
    "menus": [
        {
            "label": "Deposits",
            "section": "Receiving money",
            "url": "deposits",
            "icon": "lock-dollar",
            "permission": "deposits.view",
            "order": 193,
        },
    ],
    "slots": {
        "account_panels": ["invoices.modules.deposits.views.panels:DepositsOfAccount"],
        "approvals": ["invoices.modules.deposits.approvals:DEPOSIT_USES"],
        "audit_actions": ["invoices.modules.deposits.domain.audit_words:WORDS"],
        "coding_checks": ["invoices.modules.deposits.services.providers:refuse_undoing"],
        "demo_steps": [
            "invoices.modules.deposits.services.demonstrating:take_some",
            "invoices.modules.deposits.services.demonstrating:take_of_a_provider",
        ],
        "household_sections": ["invoices.modules.deposits.views.household:HELD_DEPOSITS"],
        "ledger_sources": ["invoices.modules.deposits.domain.ledger_words:WORDS"],
        "provider_panels": ["invoices.modules.deposits.views.panels:DepositsOfProvider"],
        "unit_panels": ["invoices.modules.deposits.views.panels:DepositsOfUnit"],
        "verifiers": ["invoices.modules.deposits.verifiers:verify"],
    },
}
