{
    "name": "statements",
    "summary": "Statements as PDF and online",
    "version": "0.1.0",
    "depends": ["billing", "charges", "estates", "ledger", "notices", "proofs", "receivables"],
    "menus": [
        {
            "label": "Account statements",
            "section": "Billing",
            "url": "account_statements",
            "icon": "file-description",
            "permission": "account_statements.view",
            "order": 140,
        },
    ],
    "offers": {
        "statement_ways": {
            "takes": "`(token) -> (words, address)`: where a resident goes on from the page of a statement",
            "call": "(token)",
        },
    },
    "slots": {
        "audit_actions": ["invoices.modules.statements.domain.audit_words:WORDS"],
        "bill_panels": ["invoices.modules.statements.views.panels:StatementPanel"],
        "notice_templates": ["invoices.modules.statements.services.telling:BILL_ISSUED"],
        "reports": ["invoices.modules.statements.cli.reports:ACCOUNT_STATEMENTS"],
        "unit_panels": ["invoices.modules.statements.views.accounts:AccountPanel"],
    },
}
