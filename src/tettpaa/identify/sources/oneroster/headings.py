"""The heading of a OneRoster file: the standard's columns in its order, then metadata columns."""

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.oneroster.tables import METADATA, CsvTable


def check_heading(delivery: Delivery, table: CsvTable, header: list[str]) -> bool:
    """Whether the file can be read by its heading. Missing columns nobody must fill in are only warned of."""
    before = delivery.problem_count
    own = [column for column in header if not column.startswith(METADATA)]
    wanted = {field.name: field for field in table.fields}
    for name, field in wanted.items():
        if name not in own:
            note = delivery.refuse if field.is_required else delivery.warn
            note("schema.missing_column", file=table.file_name, row=1, column=name)
    unknown = [column for column in own if column not in wanted]
    for column in unknown:
        delivery.refuse("schema.invalid_metadata_header", file=table.file_name, row=1, column=column)
    if not unknown:
        _check_order(delivery, table, header, own)
    return delivery.problem_count == before


def _check_order(delivery: Delivery, table: CsvTable, header: list[str], own: list[str]) -> None:
    if own != [name for name in table.header if name in own]:
        delivery.refuse("schema.header_order_mismatch", file=table.file_name, row=1, expected=", ".join(table.header))
    elif header[: len(own)] != own:
        column = next(column for column in header if column.startswith(METADATA))
        delivery.refuse("schema.metadata_column_position", file=table.file_name, row=1, column=column)
