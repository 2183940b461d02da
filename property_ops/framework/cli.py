"""The console script `property-ops`: Django's management commands under one name."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import ManagementUtility

from property_ops.framework.loader import ModuleError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "property_ops.framework.settings")
    try:
        ManagementUtility(["property-ops", *sys.argv[1:]]).execute()
    except (ImproperlyConfigured, ModuleError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted: what was finished is kept, the rest is as before.\n")
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
