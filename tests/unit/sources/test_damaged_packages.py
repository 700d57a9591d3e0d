"""Whatever arrives, reading ends with problems in words: never with an exception."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.sources import oneroster_files, test_pifu, test_sds
from tests.unit.sources.test_oneroster_faults import GRADEBOOK, with_required
from tettpaa.identify.sources import oneroster, pifu, sds
from tettpaa.identify.sources.delivery import Delivery

Reader = Callable[[Path, Delivery, int], None]


def oneroster_district() -> dict[str, bytes]:
    book = with_required(GRADEBOOK)
    names = "".join(f"file.{name},bulk\n" for name in book)
    texts = {f"{name}.csv": oneroster_files.text_of(name, rows) for name, rows in book.items()}
    return {name: text.encode() for name, text in texts.items()} | {
        "manifest.csv": f"propertyName,value\noneroster.version,1.2\n{names}".encode()
    }


def pifu_extract() -> dict[str, bytes]:
    grade = '<interimresult resulttype="Termin 1"><mode>Grade</mode><result>4</result></interimresult>'
    return {"a.xml": test_pifu.document(
        test_pifu.person("e1", "Elev", "A1", "<demographics><gender>1</gender><bday>2009-03-14</bday></demographics>"),
        test_pifu.SCHOOL, test_pifu.CLASS, test_pifu.member("a", "e1"),
        test_pifu.member("1sta", "e1", inside=test_pifu.away(test_pifu.absence("0.75"))),
        test_pifu.member("1sta", "e1", inside="<status>1</status>" + grade),
    ).encode()}  # fmt: skip


PACKAGES: dict[str, tuple[Reader, dict[str, bytes]]] = {
    "oneroster": (oneroster.read, oneroster_district()),
    "sds": (sds.read, {name: text.encode() for name, text in test_sds.V1.items()}),
    "pifu": (pifu.read, pifu_extract()),
}
# What turns up in broken files: signs with a meaning, bytes of no letter, whole words in the wrong place.
BITS = st.one_of(
    st.sampled_from([
        b"", b'"', b",", b"\n", b"\r", b"\x00", b";", b"<", b">", b"&", b"&x;", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"'",
        b"9999-99-99", b"-1e400", b"tobedeleted", b"{", b"}", b"\xe2\x80\xa8", b"NaN", b"<group>", b"</member>", b"%s",
        "\U0001f600".encode(), b"ext:", b"a" * 300,
    ]),
    st.binary(max_size=4),
)  # fmt: skip
# (where in the file, how much is taken out, what is put in)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), BITS), min_size=1, max_size=4)


def damaged(content: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for where, out, put in edits:
        place = int(where * len(content))
        content = content[:place] + put + content[place + out :]
    return content


def read_folder(reader: Reader, files: Mapping[str, bytes]) -> Delivery:
    folder = Path(tempfile.mkdtemp(prefix="tettpaa-test-"))
    try:
        for name, content in files.items():
            (folder / name).write_bytes(content)
        delivery = Delivery(duckdb.connect())
        reader(folder, delivery, 2025)
        return delivery
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("kind", PACKAGES)
def test_the_package_is_sound_before_it_is_damaged(kind):
    delivery = read_folder(*PACKAGES[kind])
    assert delivery.problems == []
    assert delivery.delivered


@pytest.mark.parametrize("kind", PACKAGES)
@given(data=st.data())
@settings(max_examples=40)
def test_a_damaged_file_is_read_or_refused_in_words(kind, data):
    reader, files = PACKAGES[kind]
    name = data.draw(st.sampled_from(sorted(files)))
    delivery = read_folder(reader, files | {name: damaged(files[name], data.draw(EDITS))})
    assert delivery.problem_count == len(delivery.problems)
    for fault in delivery.problems + delivery.warnings:
        assert fault.message and fault.fix and fault.message_en and fault.fix_en
    left = delivery.con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    assert all(name.startswith("staged_") for (name,) in left)


@pytest.mark.parametrize("kind", PACKAGES)
@given(edits=EDITS)
@settings(max_examples=25)
def test_a_damaged_zip_is_read_or_refused_in_words(kind, edits, tmp_path_factory):
    reader, files = PACKAGES[kind]
    folder = tmp_path_factory.mktemp("pakke")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    packed = Path(shutil.make_archive(str(folder / "ut"), "zip", folder, "."))
    packed.write_bytes(damaged(packed.read_bytes(), edits))
    delivery = Delivery(duckdb.connect())
    reader(packed, delivery, 2025)
    assert delivery.problems or delivery.delivered or delivery.warnings
