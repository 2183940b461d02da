"""The site is there soon: the first page waits for nothing that it does not need."""

import os
import subprocess
import sys

FIRST_PAGE = """
import sys, django
django.setup()
from property_ops.framework.slots import look_at_all
look_at_all()
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
from django.test import Client
assert Client().get("/login/").status_code == 200
slow = {"pandas", "numpy", "shapely", "ortools", "ezdxf", "icalendar", "openpyxl", "python_calamine"}
print(*sorted(slow & sys.modules.keys()))
"""
"""The slowest packages of those that only some pages, or the worker, need."""


def test_the_first_page_loads_no_package_that_is_slow_and_not_needed():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "property_ops.framework.settings"}
    done = subprocess.run([sys.executable, "-c", FIRST_PAGE], env=environment, capture_output=True, text=True)
    assert (done.stderr, done.stdout.split()) == ("", [])
