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
    "offers": {
        "audit_pack_papers": {
            "takes": "`(numbers) -> Iterator[(file name, bytes)]`: papers of the disclosures of an auditor's folder",
            "call": "(numbers)",
        },
    },
    "slots": {
        "audit_actions": ["invoices.modules.proofs.domain.audit_words:WORDS"],
        "dashboard_panels": ["invoices.modules.proofs.views.panels:SealPanel"],
        "health_notes": ["invoices.modules.proofs.selectors:health_note"],
        "timed_tasks": ["invoices.modules.proofs.tasks:DAILY_SEAL", "invoices.modules.proofs.tasks:SENDING"],
        "verifiers": ["invoices.modules.proofs.verifiers:verify"],
        "verify_questions": [
            "invoices.modules.proofs.verifiers:SEALS",
            "invoices.modules.proofs.verifiers:SINCE",
            "invoices.modules.proofs.verifiers:HEAD",
        ],
    },
}
