{
    "name": "erpnext",
    "summary": "ERPNext as the back office",
    "version": "0.1.0",
    "depends": [
        "billing",
        "charges",
        "credit_notes",
        "estates",
        "ledger",
        "payments",
        "receivables",
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
        "task_kinds": ["invoices.modules.erpnext.tasks:PUSH"],
        "timed_tasks": ["invoices.modules.erpnext.tasks:NIGHTLY"],
        "approvals": ["invoices.modules.erpnext.approvals:PAYMENT_CORRECTIONS"],
        "audit_actions": ["invoices.modules.erpnext.domain.audit_words:WORDS"],
        "things_to_do": ["invoices.modules.erpnext.views.todo:REFUSED"],
    },
}
