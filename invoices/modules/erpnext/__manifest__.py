{
    "name": "erpnext",
    "summary": "ERPNext as the back office",
    "version": "0.1.0",
    "depends": [
        "billing",
        "breakeven",
        "charges",
        "credit_notes",
        "dispatch",
        "estates",
        "ledger",
        "payments",
        "receivables",
        "requests",
        "tariffs",
        "works",
    ],
    "menus": [
        {
            "label": "ERPNext",
            "section": "Administration",
            "url": "erpnext",
            "icon": "building-warehouse",
            "permission": "erpnext.view",
            "order": 850,
        },
    ],
    "slots": {
        "task_kinds": ["invoices.modules.erpnext.tasks:PUSH", "invoices.modules.erpnext.tasks:COMPARE"],
        "timed_tasks": ["invoices.modules.erpnext.tasks:NIGHTLY"],
        "approvals": [
            "invoices.modules.erpnext.approvals:PAYMENT_CORRECTIONS",
            "invoices.modules.erpnext.approvals:REMOTE_CHANGES",
            "invoices.modules.erpnext.approvals:KNOWN_DOCUMENTS",
        ],
        "audit_actions": ["invoices.modules.erpnext.domain.audit_words:WORDS"],
    },
}
