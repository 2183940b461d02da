{
    "name": "statements",
    "summary": "Statements as PDF and online",
    "version": "0.1.0",
    "depends": ["billing", "charges", "estates"],
    "slots": {
        "audit_actions": ["invoices.modules.statements.domain.audit_words:WORDS"],
        "bill_panels": ["invoices.modules.statements.views.panels:StatementPanel"],
        "month_end_panels": ["invoices.modules.statements.views.panels:PrintPanel"],
        "month_end_shown_steps": ["invoices.modules.statements.views.panels:shown_print_step"],
        "month_end_steps": ["invoices.modules.statements.services:PRINT"],
    },
}
