{
    "name": "charges",
    "summary": "What was delivered and what it costs, once",
    "version": "0.1.0",
    "depends": ["estates", "tariffs"],
    "slots": {
        "reports": ["invoices.modules.charges.reports:CHARGE_LINES", "invoices.modules.charges.reports:HELD"],
        "verifiers": ["invoices.modules.charges.verifiers:verify"],
    },
}
