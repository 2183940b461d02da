{
    "name": "statements",
    "summary": "Statements as PDF and online",
    "version": "0.1.0",
    "depends": ["billing", "charges", "estates"],
}
