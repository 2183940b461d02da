{
    "name": "charge_parking",
    "summary": "Charges of leased parking spaces",
    "version": "0.1.0",
    "depends": ["charges", "parking", "estates", "tariffs"],
    "slots": {
        "charge_sources": ["invoices.modules.charge_parking.services:ParkingSource"],
        "verifiers": ["invoices.modules.charge_parking.verifiers:verify"],
    },
}
