{
    "name": "ownership",
    "summary": "Change of owner: what the seller owes and holds, and certificates of a settled account",
    "version": "0.1.0",
    "depends": ["billing", "deposits", "estates", "ledger", "parking", "payments", "receivables"],
    "menus": [
        {
            "label": "Changes of owner",
            "section": "Registers",
            "url": "owner_changes",
            "icon": "home-move",
            "permission": "ownership.view",
            "order": 312,
        },
    ],
    "slots": {
        "approvals": ["invoices.modules.ownership.approvals:OWNER_CHANGES"],
        "audit_actions": ["invoices.modules.ownership.domain.audit_words:WORDS"],
        "demo_steps": ["invoices.modules.ownership.services.demonstrating:sell_a_home"],
        "ledger_sources": ["invoices.modules.ownership.domain.ledger_words:WORDS"],
        "unit_panels": ["invoices.modules.ownership.views.panels:OwnershipOfUnit"],
        "verifiers": ["invoices.modules.ownership.verifiers:verify"],
    },
}
