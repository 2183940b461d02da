{
    "name": "payments",
    "summary": "Payments: received, matched, refunded",
    "version": "0.1.0",
    "depends": ["billing", "estates", "ledger", "receivables"],
    "data": ["data/accounts.toml"],
    "slots": {
        "audit_actions": ["invoices.modules.payments.domain.audit_words:WORDS"],
        "demo_steps": ["invoices.modules.payments.services.demonstrating:import_receipts"],
        "importers": ["invoices.modules.payments.services.file_import:payment_files"],
        "ledger_sources": ["invoices.modules.payments.domain.ledger_words:WORDS"],
        "payment_formats": [
            "invoices.modules.payments.importers.bank:BankStatement",
            "invoices.modules.payments.importers.wechat:WeChatBill",
            "invoices.modules.payments.importers.alipay:AlipayBill",
        ],
        "verifiers": ["invoices.modules.payments.verifiers:verify"],
    },
}
