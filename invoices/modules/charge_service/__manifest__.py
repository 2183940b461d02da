{
    "name": "charge_service",
    "summary": "Charges of the confirmed recurring service",
    "version": "0.1.0",
    "depends": ["charges", "confirmations", "estates", "tariffs"],
    "slots": {
        "charge_sources": ["invoices.modules.charge_service.services:ServiceSource"],
        "verifiers": ["invoices.modules.charge_service.verifiers:verify"],
    },
}
