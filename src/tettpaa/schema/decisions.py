"""Decisions: what people do here. Described for the dictionary; the fields themselves are the apps' models."""

from tettpaa.schema.tables import Table

DECISIONS: tuple[Table, ...] = ()
