{
    "name": "receivables",
    "summary": "Open items: what is open on each line of a bill, and what settled it",
    "version": "0.1.0",
    "depends": ["billing", "charges", "estates", "ledger"],
    "offers": {
        "lines_to_hold": {
            "takes": "`(*, estate, on)`: hold what of an estate's bills is not due from its first day on; "
            "asked when they are issued, before advances pay them",
            "call": "(*, estate, on)",
        },
    },
    "slots": {
        "api_routers": ["invoices.modules.receivables.api:ROUTER"],
        "bills_issued": ["invoices.modules.receivables.services.allocating:use_credit_of_estate"],
        "verifiers": ["invoices.modules.receivables.verifiers:verify"],
    },
}
