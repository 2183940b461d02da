"""The console script `property-ops`: Django's management commands under one name."""

import os
import sys

from django.core.management import ManagementUtility


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "property_ops.framework.settings")
    try:
        ManagementUtility(["property-ops", *sys.argv[1:]]).execute()
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted: what was finished is kept, the rest is as before.\n")
        raise SystemExit(130) from None
