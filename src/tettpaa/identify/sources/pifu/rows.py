"""Turns one person, group or member of a PIFU file into rows of text for the raw tables (see mapping.py).

Numbers in brackets are those of the specification, PIFU-IMS SAS 1.3.
"""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.pifu.elements import Element
from tettpaa.identify.sources.problems import value_class

# Raw table → its columns, besides `_file` and `_row`.
COLUMNS: dict[str, tuple[str, ...]] = {
    "persons": ("id", "given", "family", "gender", "birth_date", "email", "feide", "language", "is_deleted"),
    "old_ids": ("old", "new"),
    "contacts": ("person", "contact", "kind"),
    "groups": ("id", "scheme", "type", "level", "short", "parent", "org_number", "vigo", "grep_short", "grep", "begins",
               "ends", "is_deleted"),
    "members": ("group", "person", "role", "subrole", "status", "begins", "ends", "has_records",
                "is_deleted"),
    "absences": ("id", "group", "person", "mode", "unit", "classification", "begins", "ends", "value", "is_deleted"),
    "results": ("group", "person", "kind", "type", "mode", "value", "comment", "is_deleted"),
}  # fmt: skip
DELETED = "3"
GRADE_KINDS = ("interimresult", "finalresult")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Row = tuple[str, tuple[str | None, ...], int]


class RowMaker:
    """Makes the rows of one file, and notes what is wrong in the delivery."""

    def __init__(self, delivery: Delivery, file: str) -> None:
        self.delivery = delivery
        self.file = file

    def rows(self, piece: Element, within: Element) -> Iterator[Row]:
        """(raw table, its columns, line) for each thing the piece says."""
        if piece.name == "person":
            yield from self._person(piece)
        elif piece.name == "group":
            yield from self._group(piece)
        elif piece.name == "member":
            yield from self._member(piece, within)

    def _person(self, person: Element) -> Iterator[Row]:
        """A person (2). Of identifiers only the source's own and the Feide name are taken: no national number."""
        source_id = self._id(person)
        if source_id is None:
            return
        feide = next((u for u in person.all("userid") if u.attributes.get("useridtype") == "feideID"), None)
        deleted = _is_deleted(person)
        given, family = person.text("name", "n", "given"), person.text("name", "n", "family")
        if deleted is None and (given is None or family is None):
            self._missing(person, "name/n/family" if given else "name/n/given")
        yield "persons", (
            source_id, given, family, person.text("demographics", "gender"),
            self._day(person.first("demographics", "bday")), person.text("email"),
            feide.text() if feide else None, person.text("extension", "pifu_preferredLanguage"), deleted,
        ), person.line  # fmt: skip
        for old in person.all("sourcedid"):
            if old.attributes.get("sourcedidtype") == "Old" and old.text("id"):
                yield "old_ids", (old.text("id"), source_id), person.line
        extension = person.first("extension")
        for contact in extension.all("pifu_hasContactPerson") if extension else ():
            other = contact.text("sourcedid", "id")
            if other:
                yield "contacts", (source_id, other, contact.attributes.get("type")), contact.line

    def _group(self, group: Element) -> Iterator[Row]:
        """An owner, a school or a group (3)."""
        source_id = self._id(group)
        if source_id is None:
            return
        extension = group.first("extension")
        ids = {
            known.attributes.get("type"): known.text("pifu_value")
            for known in (extension.all("pifu_id") if extension else ())
        }
        parent = next((r for r in group.all("relationship") if r.attributes.get("relation", "1") == "1"), None)
        type_value = group.first("grouptype", "typevalue")
        begins, ends = self._period(group)
        yield "groups", (
            source_id, group.text("grouptype", "scheme"), group.text("grouptype", "typevalue"),
            type_value.attributes.get("level") if type_value else None, group.text("description", "short"),
            parent.text("sourcedid", "id") if parent else None, ids.get("organizationNumber"), ids.get("vigoNumber"),
            ids.get("grepCodeShortForm"), ids.get("grepCode"), begins, ends, _is_deleted(group),
        ), group.line  # fmt: skip

    def _member(self, member: Element, membership: Element) -> Iterator[Row]:
        """Somebody in a group (4.3) with roles, and the absence and results that lie under a role."""
        if member.text("idtype") == "2":
            return
        group, person = membership.text("sourcedid", "id"), self._id(member)
        if group is None:
            self._missing(member, "membership/sourcedid/id")
        if group is None or person is None:
            return
        for role in member.all("role"):
            deleted = _is_deleted(role)
            begins, ends = self._period(role)
            records = [*self._absences(role, group, person, deleted), *self._results(role, group, person, deleted)]
            yield "members", (
                group, person, role.attributes.get("roletype"), role.text("subrole"), role.text("status"), begins, ends,
                "true" if records else None, deleted,
            ), role.line  # fmt: skip
            yield from records

    def _absences(self, role: Element, group: str, person: str, deleted: str | None) -> Iterator[Row]:
        """P4.3.3.13.2. The period is kept as given, also where it ends before it begins."""
        extension = role.first("extension")
        for absence in extension.all("pifu_absence") if extension else ():
            kind = absence.first("pifu_absence_type")
            mode = self._one_of(absence, "pifu_absence_mode", absence.attributes.get("pifu_absence_mode"),
                                ("aggregate", "occurrence"))  # fmt: skip
            unit = self._one_of(absence, "pifu_absence_type", kind.text() if kind else None, ("days", "hours"))
            classification = kind.attributes.get("pifu_absence_classification") if kind else None
            begins, ends = self._period(absence)
            if begins is None:
                self._missing(absence, "timeframe/begin")
            yield "absences", (
                absence.text("sourcedid", "id"), group, person, mode, unit, classification, begins, ends or begins,
                self._number(absence), deleted,
            ), absence.line  # fmt: skip

    def _results(self, role: Element, group: str, person: str, deleted: str | None) -> Iterator[Row]:
        """Results through the year (4.3.4.9) and final ones (4.3.4.10); those without a result say nothing."""
        for result in role.inside:
            if result.name in GRADE_KINDS and result.text("result"):
                yield "results", (
                    group, person, result.name, result.attributes.get("resulttype"), result.text("mode"),
                    result.text("result"), result.text("comments"), deleted,
                ), result.line  # fmt: skip

    def _id(self, element: Element) -> str | None:
        """The source's id (5.6): the new one where it was changed, and never one marked as a duplicate."""
        given = {s.attributes.get("sourcedidtype", ""): s.text("id") for s in element.all("sourcedid")}
        found = given.get("New") or given.get("")
        if found is None:
            self._missing(element, "sourcedid/id")
        return found

    def _period(self, element: Element) -> tuple[str | None, str | None]:
        return self._day(element.first("timeframe", "begin")), self._day(element.first("timeframe", "end"))

    def _day(self, element: Element | None) -> str | None:
        """A day, also where a time of day follows it."""
        value = element.text() if element is not None else None
        if element is None or value is None:
            return None
        day = DAY.match(value)
        try:
            if day:
                return dt.date.fromisoformat(day[0]).isoformat()
        except ValueError:
            pass
        found = value_class(value)
        self.delivery.refuse("row.invalid_date", file=self.file, row=element.line, column=element.name, found=found)
        return None

    def _number(self, absence: Element) -> str | None:
        """A decimal; negative ones are corrections and legal (endringslogg 2014-07-04)."""
        value = absence.text("pifu_absence_value")
        if value is None:
            self._missing(absence, "pifu_absence_value")
            return None
        try:
            number = Decimal(value)
            if number.is_finite():
                return format(number, "f")
        except InvalidOperation:
            pass
        found = value_class(value)
        self.delivery.refuse(
            "row.invalid_float", file=self.file, row=absence.line, column="pifu_absence_value", found=found
        )
        return None

    def _one_of(self, element: Element, name: str, value: str | None, known: tuple[str, ...]) -> str | None:
        if value in known:
            return value
        found, allowed = value_class(value), ", ".join(known)
        self.delivery.refuse(
            "row.invalid_enum", file=self.file, row=element.line, column=name, found=found, allowed=allowed
        )
        return None

    def _missing(self, element: Element, name: str) -> None:
        self.delivery.refuse("row.missing_required_value", file=self.file, row=element.line, column=name)


def _is_deleted(element: Element) -> str | None:
    """'true' where changes say that it is deleted (recstatus 3)."""
    return "true" if element.attributes.get("recstatus") == DELETED else None
