{
    "name": "proofs",
    "summary": "Proofs that others check: seals and inclusion",
    "version": "0.1.0",
    "depends": ["estates", "ledger"],
    "menus": [
        {
            "label": "Seals",
            "section": "Accounting",
            "url": "seals",
            "icon": "certificate",
            "permission": "proofs.view",
            "order": 265,
        },
    ],
    "slots": {
        "audit_actions": ["invoices.modules.proofs.domain.audit_words:WORDS"],
        "verifiers": ["invoices.modules.proofs.verifiers:verify"],
        "verify_questions": [
            "invoices.modules.proofs.verifiers:SEALS",
            "invoices.modules.proofs.verifiers:SINCE",
        ],
    },
}
