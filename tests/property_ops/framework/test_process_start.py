"""Every command is there soon: what only some of them need is not loaded at the start of all."""

import os
import subprocess
import sys

SLOW = (
    "cryptography", "ezdxf", "fontTools", "frappe_connector", "icalendar", "numpy", "openpyxl", "ortools", "pandas",
    "puremagic", "python_calamine", "rapidfuzz", "reportlab", "requests", "shapely", "xlsxwriter", "zxingcpp",
)  # fmt: skip
LOADED = f"""
import sys, django
django.setup()
from django.core.management import load_command_class
from property_ops.framework.commands import product_commands
commands = product_commands()
for name in sys.argv[1:]:
    load_command_class(commands[name], name)
print(*sorted(set({SLOW!r}) & sys.modules.keys()))
"""


COMMANDS = ("init", "verify", "import", "approve", "charge", "bill")


def test_no_package_that_is_slow_and_not_needed_is_loaded_before_a_command_runs():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "property_ops.framework.settings"}
    done = subprocess.run([sys.executable, "-c", LOADED, *COMMANDS], env=environment, capture_output=True, text=True)
    assert (done.stderr, done.stdout.split()) == ("", [])
