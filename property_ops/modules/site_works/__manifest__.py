{
    "name": "site_works",
    "summary": "Site works: kinds of work declared as data",
    "version": "0.1.0",
    "depends": ["works"],
    "slots": {"work_kinds": ["property_ops.modules.site_works.kinds:KINDS"]},
}
