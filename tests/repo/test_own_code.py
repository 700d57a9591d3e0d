"""What our own code never does, wherever it stands: patterns and formats out of what people write, weak cryptography, and
scripts that keep something in the browser or merge objects.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.environment import ROOT

SOURCE = ROOT / "src" / "tettpaa"
ON_PATTERNS = {"compile", "sub", "subn", "match", "search", "fullmatch", "findall", "finditer", "split"}
# Texts that come with the program, as data beside the code that fills them in; nobody writes them on a page.
SHIPPED = {
    "follow_up/letters/composing.py", "follow_up/letters/voiding.py", "identify/imports/compare_roster.py",
    "identify/imports/held.py", "identify/imports/telling.py", "identify/indicators/columns/grade_queries.py",
    "identify/indicators/limit_file.py", "identify/indicators/sentences.py",
    "identify/sources/problems.py", "identify/sources/words.py", "look_back/completion/queries.py",
    "pages/my_tasks/waiting.py",
}  # fmt: skip
# NIST SP 800-131A: SHA-2 and the modes that find a change. BLAKE2b is used with and without a key, never for signatures.
HASHES = {"sha256", "blake2b"}
# RFC 6238 names HMAC-SHA-1, which is approved for MACs; HIBP's list is of SHA-1, and hides nothing.
OLD_HASHES = {"trust/identity/codes/totp.py": {"sha1"}, "trust/identity/leaked.py": {"sha1"}}


def code(folder: Path = SOURCE) -> Iterator[tuple[str, ast.AST]]:
    """Each file's name and its tree."""
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(folder).as_posix(), ast.parse(path.read_text("utf-8"))


def is_fixed(node: ast.AST) -> bool:
    """A text that stands in the code: written out, a constant of a module, or put together from such."""
    if isinstance(node, ast.JoinedStr):
        return all(is_fixed(part.value) for part in node.values if isinstance(part, ast.FormattedValue))
    if isinstance(node, ast.BinOp):
        return is_fixed(node.left) and is_fixed(node.right)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.lstrip("_").isupper())


def made_texts(tree: ast.AST) -> Iterator[str]:
    """Each pattern, and each format, that is not fixed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of, name = node.func.value, node.func.attr
            is_pattern = getattr(of, "id", "") == "re" and name in ON_PATTERNS
            is_format = name in {"format", "format_map"} and not _is_translated(of)
            if (is_pattern and not is_fixed(node.args[0])) or (is_format and not is_fixed(of)):
                yield f"{name} on line {node.lineno}"


def _is_translated(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "gettext", "ngettext"}


def test_no_pattern_and_no_format_is_made_of_what_somebody_writes():
    found = {name for name, tree in code() if list(made_texts(tree))}
    assert found <= SHIPPED, "a pattern or format that stands in no constant: is it one that comes with the program?"
    assert found == SHIPPED, "no longer needed in the list"


@pytest.mark.parametrize(
    "text",
    [
        "re.search(asked, text)", "re.compile('^' + name)", "re.sub(f'{name}', '', x)", "words.format(x)",
        "form['a'].format_map(y)",
    ],
)  # fmt: skip
def test_one_that_is_would_be_found(text):
    assert list(made_texts(ast.parse(text)))
    assert not list(made_texts(ast.parse("re.search(PATTERN + 'x', text); 'x {}'.format(y); _('{}').format(y)")))


def hashes_in(tree: ast.AST) -> set[str]:
    """Names of hash functions taken from hashlib, or given by name to hmac."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "hashlib":
            found.add(node.attr)
        if isinstance(node, ast.Call) and getattr(getattr(node.func, "value", None), "id", "") in {"hmac", "hashlib"}:
            found |= {given.value for given in node.args[-1:] if isinstance(given, ast.Constant)} - {b""}
    return {name for name in found if isinstance(name, str) and re.fullmatch(r"(sha|md|blake|shake)\w+", name)}


def test_no_hash_but_those_that_are_approved():
    found = {name: hashes_in(tree) - HASHES for name, tree in code()}
    assert {name: told for name, told in found.items() if told} == OLD_HASHES
    assert any("sha256" in hashes_in(tree) for _name, tree in code())
    assert hashes_in(ast.parse("hashlib.md5(x); hmac.digest(key, x, 'sha1')")) == {"md5", "sha1"}


def test_one_cipher_in_one_file_and_it_finds_a_change():
    """AES in GCM: no mode without authentication, no padding to try, no primitive of our own."""
    found = {
        (name, node.module, alias.name)
        for name, tree in code()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cryptography.hazmat.primitives.ciphers")
        for alias in node.names
    }
    assert found == {("trust/identity/keys.py", "cryptography.hazmat.primitives.ciphers.aead", "AESGCM")}
    others = re.compile(r"^(?:from|import) (?:Crypto|Cryptodome|nacl|pyaes|rsa|ecdsa)\b", re.MULTILINE)
    assert [path.name for path in SOURCE.rglob("*.py") if others.search(path.read_text("utf-8"))] == []


KEPT_IN_BROWSER = re.compile(
    r"localStorage|sessionStorage|indexedDB|\bcaches\b|document\.cookie|openDatabase|serviceWorker"
)
MERGES = re.compile(
    r"__proto__|\.prototype\b|Object\.assign|Object\.setPrototypeOf|\bmerge\(|\bextend\(|structuredClone"
)


def own_scripts() -> list[Path]:
    return [path for path in SOURCE.rglob("*.js") if "vendor" not in path.parts]


def test_our_scripts_keep_nothing_in_the_browser_and_merge_no_objects():
    assert own_scripts()
    for path in own_scripts():
        text = path.read_text("utf-8")
        assert not KEPT_IN_BROWSER.search(text) and not MERGES.search(text), path.name
    assert KEPT_IN_BROWSER.search("window.localStorage.x") and MERGES.search("a.__proto__ = b")


def test_htmx_is_never_asked_to_keep_pages():
    """It keeps a page in the browser only when it changes the address or boosts links (htmx, "History Support")."""
    asks = re.compile(r"hx-(?:boost|push-url|replace-url|history|vals|vars|on)\b|hx-(?:headers|request)=")
    assert [path.name for path in SOURCE.rglob("*.html") if asks.search(path.read_text("utf-8"))] == []
    assert asks.search('<a hx-push-url="true">')
