from hypothesis import settings

pytest_plugins = ["tests.services.plugin"]

# A busy machine is slow, not wrong.
settings.register_profile("property-ops", deadline=None)
settings.load_profile("property-ops")
