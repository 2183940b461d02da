{
    "name": "charge_works",
    "summary": "Charges of accepted works, shared by area",
    "version": "0.1.0",
    "depends": ["charges", "works", "estates", "tariffs"],
    "slots": {
        "charge_sources": ["invoices.modules.charge_works.services:WorksSource"],
        "verifiers": ["invoices.modules.charge_works.verifiers:verify"],
    },
}
