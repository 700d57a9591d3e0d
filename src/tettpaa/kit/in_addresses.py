"""What stands in a row's address: random, since a running number tells how many there are, also of what is hidden.

For migrations: a table that did not have it gets the column `reference`, and each row that is there one of its own.
"""

import uuid
from collections.abc import Callable
from typing import Any

from django.db import migrations, models, transaction
from django.db.migrations.operations.base import Operation

AT_A_TIME = 500


def references(app: str, *names: str) -> list[Operation]:
    """The steps for the models called `names`. In a migration that is not atomic: PostgreSQL changes no table whose rows
    have just been changed. Killed half way, the same migration goes on.
    """
    return [step for name in names for step in _steps(app, name)]


def _steps(app: str, name: str) -> list[Operation]:
    empty = models.UUIDField(null=True, unique=True, editable=False)
    whole = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    return [
        _AddUnlessThere(name, "reference", empty),
        migrations.RunPython(_filling(app, name), migrations.RunPython.noop),
        migrations.AlterField(name, "reference", whole),
    ]


class _AddUnlessThere(migrations.AddField):
    """The column is there already where the migration was killed after it."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        connection = schema_editor.connection
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        with connection.cursor() as cursor:
            columns = {column.name for column in connection.introspection.get_table_description(cursor, table)}
        if self.name not in columns:
            super().database_forwards(app_label, schema_editor, from_state, to_state)


def _filling(app: str, name: str) -> Callable[[Any, Any], None]:
    def fill_in(apps: Any, editor: Any) -> None:
        rows = apps.get_model(app, name).objects.using(editor.connection.alias)
        with transaction.atomic(editor.connection.alias):
            without = list(rows.filter(reference=None).only("pk"))
            for row in without:
                row.reference = uuid.uuid4()
            rows.bulk_update(without, ["reference"], AT_A_TIME)

    return fill_in
