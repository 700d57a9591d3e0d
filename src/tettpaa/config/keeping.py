"""Everything a run of removal can take, in the order it goes: what leans on something goes before it."""

from tettpaa.assess.documents.keeping import DocumentClass
from tettpaa.assess.talks.keeping import FlagsNowhere
from tettpaa.identify.records.keeping import RecordClass
from tettpaa.trust.retention.database import DatabaseClass
from tettpaa.trust.retention.log import LogClass
from tettpaa.trust.retention.removable import Removable
from tettpaa.trust.retention.rules import all_kept, kept_named


def all_classes() -> list[Removable]:
    """In the order of classes.toml, with the flags that led nowhere before the others."""
    found: list[Removable] = [FlagsNowhere(kept_named("flags.Flag")), FlagsNowhere(kept_named("flags.FlagEvent"))]
    for kept in all_kept():
        if kept.table == "documents.Document":
            found.append(DocumentClass(kept))
        elif kept.kind == "database":
            found.append(DatabaseClass(kept))
        elif kept.kind == "records":
            found.append(RecordClass(kept))
    return [*found, LogClass(kept_named("audit.AccessRecord"))]
