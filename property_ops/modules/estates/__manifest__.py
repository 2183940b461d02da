{
    "name": "estates",
    "summary": "Estates, buildings, units, owners and tenants",
    "version": "0.1.0",
    "depends": [],
}
