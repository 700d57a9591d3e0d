"""What the columns are made from, named: so that what is kept of them can be told from what is no longer true."""

from tettpaa.identify.imports.models import Import
from tettpaa.identify.records.models import TableVersion
from tettpaa.knowledge.codes.models import AbsenceCode


def held_state(owner: int) -> tuple:
    """Changes when what is held of the owner (key) does: an import, or what a code means. Three reads."""
    imported = Import.objects.filter(owner=owner, state="committed").count()
    tables = TableVersion.objects.filter(owner=owner).order_by("table").values_list("table", "import_id")
    codes = AbsenceCode.objects.filter(owner=owner).order_by("pk")
    meanings = codes.values_list("pk", "cause", "documentation", "counts_as_absence", "valid_from")
    return imported, tuple(tables), tuple(meanings)
