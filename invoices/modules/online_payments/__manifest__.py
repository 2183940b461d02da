{
    "name": "online_payments",
    "summary": "Payments by WeChat Pay and Alipay",
    "version": "0.1.0",
    "depends": ["billing", "estates", "ledger", "payments", "receivables"],
    "menus": [
        {
            "label": "Online payments",
            "section": "Receiving money",
            "url": "online_orders",
            "icon": "device-mobile-dollar",
            "permission": "payments.view",
            "order": 204,
        },
    ],
    "slots": {
        "approvals": [
            "invoices.modules.online_payments.approvals:ONLINE_REFUNDS",
            "invoices.modules.online_payments.approvals:PAYMENT_CODE_CHANGES",
        ],
        "audit_actions": ["invoices.modules.online_payments.domain.audit_words:WORDS"],
        "demo_steps": ["invoices.modules.online_payments.services.demonstrating:put_up_a_payment_code"],
        "things_to_do": [
            "invoices.modules.online_payments.views.todo:BILLS",
            "invoices.modules.online_payments.views.todo:REFUNDS",
        ],
        "timed_tasks": ["invoices.modules.online_payments.tasks:LOOK_AFTER"],
        "verifiers": ["invoices.modules.online_payments.verifiers:verify"],
    },
}
