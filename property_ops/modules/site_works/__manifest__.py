{
    "name": "site_works",
    "summary": "Site works: kinds of work declared as data, and what is measured for them",
    "version": "0.1.0",
    "depends": ["works", "estates"],
    "slots": {
        "work_estimates": ["property_ops.modules.site_works.selectors:estimate_of"],
        "audit_actions": ["property_ops.modules.site_works.domain.audit_words:WORDS"],
        "work_kinds": ["property_ops.modules.site_works.kinds:KINDS"],
        "work_panels": ["property_ops.modules.site_works.views.panels:KindPanel"],
    },
}
