{
    "name": "home_visits",
    "summary": "Visits of the grid worker at homes: a plan, who was not met, and opinions that become requests",
    "version": "0.1.0",
    "depends": ["estates", "news", "portal", "requests"],
    "menus": [
        {
            "label": "Home visits",
            "section": "Residents",
            "url": "visit_plans",
            "icon": "door-enter",
            "permission": "home_visits.view",
            "order": 724,
        },
    ],
    "slots": {
        "published_figures": ["property_ops.modules.home_visits.views.published:MET"],
        "audit_actions": ["property_ops.modules.home_visits.domain.audit_words:WORDS"],
        "demo_steps": ["property_ops.modules.home_visits.services.demonstrating:visit_homes"],
        "estate_affairs": ["property_ops.modules.home_visits.views.affairs:visits_told"],
        "phone_sections": ["property_ops.modules.home_visits.views.phone:section_for"],
    },
}
