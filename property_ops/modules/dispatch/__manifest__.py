{
    "name": "dispatch",
    "summary": "Crews, their visits, and the board",
    "version": "0.1.0",
    "depends": ["works", "parking", "estates"],
    "data": ["data/climate.toml"],
    "menus": [
        {
            "label": "Dispatch board",
            "section": "Dispatch",
            "url": "dispatch_board",
            "icon": "layout-board-split",
            "permission": "dispatch.view",
            "order": 210,
        },
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
        {
            "label": "Weather forecast",
            "section": "Dispatch",
            "url": "dispatch_weather",
            "icon": "cloud-rain",
            "permission": "dispatch.view",
            "order": 240,
        },
        {
            "label": "Places and travel",
            "section": "Dispatch",
            "url": "dispatch_places",
            "icon": "route",
            "permission": "dispatch.view",
            "order": 250,
        },
    ],
    "offers": {
        "weather_sources": {
            "takes": "objects with `name` and `hours(estate_name=, community=, first=, last=)`, as in "
            "`dispatch/domain/weather_source.py`; the product has none",
            "has": ["name", "hours"],
        },
    },
    "slots": {
        "task_kinds": ["property_ops.modules.dispatch.tasks:PROPOSAL"],
        "audit_actions": ["property_ops.modules.dispatch.domain.audit_words:WORDS"],
        "work_doers": ["property_ops.modules.dispatch.selectors.visits:does"],
        "demo_steps": ["property_ops.modules.dispatch.services.demonstrating:set_up_board"],
        "dashboard_panels": ["property_ops.modules.dispatch.views.panels:VisitsToday"],
        "work_panels": ["property_ops.modules.dispatch.views.panels:VisitsOfWork"],
    },
}
