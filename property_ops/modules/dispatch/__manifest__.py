{
    "name": "dispatch",
    "summary": "Crews, their visits, and the board",
    "version": "0.1.0",
    "depends": ["works", "site_works", "parking", "estates"],
    "menus": [
        {
            "label": "Crew visits",
            "section": "Dispatch",
            "url": "dispatch_visits",
            "icon": "calendar-event",
            "permission": "dispatch.view",
            "order": 220,
        },
        {
            "label": "Crews",
            "section": "Dispatch",
            "url": "dispatch_crews",
            "icon": "users-group",
            "permission": "dispatch.view",
            "order": 230,
        },
    ],
    "slots": {
        "audit_actions": ["property_ops.modules.dispatch.domain.audit_words:WORDS"],
        "work_doers": ["property_ops.modules.dispatch.selectors.visits:does"],
        "work_panels": ["property_ops.modules.dispatch.views.panels:VisitsOfWork"],
    },
}
