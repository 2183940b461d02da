{
    "name": "receivables",
    "summary": "Open items: what is open on each line of a bill, and what settled it",
    "version": "0.1.0",
    "depends": ["billing", "charges", "estates", "ledger"],
    "slots": {
        "api_routers": ["invoices.modules.receivables.api:ROUTER"],
        "bills_issued": ["invoices.modules.receivables.services.allocating:use_credit_of_estate"],
        "verifiers": ["invoices.modules.receivables.verifiers:verify"],
    },
}
