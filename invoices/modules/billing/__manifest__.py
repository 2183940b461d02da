{
    "name": "billing",
    "summary": "Bills: drafted, approved, issued, frozen, posted",
    "version": "0.1.0",
    "depends": ["charges", "estates", "ledger", "tariffs"],
    "data": ["data/terms.toml"],
    "slots": {
        "month_end_steps": [
            "invoices.modules.billing.services.steps_of_month_end:CHARGE",
            "invoices.modules.billing.services.steps_of_month_end:DRAFT",
            "invoices.modules.billing.services.steps_of_month_end:APPROVE",
            "invoices.modules.billing.services.steps_of_month_end:SEND_BACK",
            "invoices.modules.billing.services.steps_of_month_end:ISSUE",
        ],
        "verifiers": ["invoices.modules.billing.verifiers:verify"],
    },
}
