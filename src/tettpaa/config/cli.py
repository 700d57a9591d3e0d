"""`tettpaa VERB …`: every operator task. A verb is a management command of the app it belongs to."""

import os
import sys


def main() -> None:
    """Run one verb; `tettpaa help` lists them, `tettpaa help VERB` explains one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tettpaa.config.settings")
    from django.core.management import ManagementUtility

    utility = ManagementUtility(["tettpaa", *sys.argv[1:]])
    utility.prog_name = "tettpaa"
    utility.execute()
