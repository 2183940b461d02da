{
    "name": "charge_sources",
    "summary": "Charges of the confirmed service, of leased parking spaces and of accepted works",
    "version": "0.1.0",
    "depends": ["charges", "confirmations", "estates", "parking", "portal", "tariffs", "works"],
    "slots": {
        "charge_sources": [
            "invoices.modules.charge_sources.services:ServiceSource",
            "invoices.modules.charge_sources.services:ParkingSource",
            "invoices.modules.charge_sources.services:WorksSource",
        ],
        "work_papers": ["invoices.modules.charge_sources.selectors.works:charged_in"],
        "claim_readings": ["invoices.modules.charge_sources.services.claims:READINGS"],
        "verifiers": ["invoices.modules.charge_sources.verifiers:verify"],
    },
}
