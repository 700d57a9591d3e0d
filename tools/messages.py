"""Collects the texts to translate, without the system's gettext.

The source texts are bokmål and are the keys. `./dev messages` brings src/tettpaa/locale up to date: new texts come
without a translation, texts no longer used go, translations stay. `./dev messages --check` changes nothing and tells
what is missing, left over, uncertain, or says `%(name)s` otherwise than its source.
"""

import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "tettpaa"
LANGUAGES = ("nn", "en")
KEYWORDS = DEFAULT_KEYWORDS | {
    f"{name}_lazy": places for name, places in DEFAULT_KEYWORDS.items() if name.endswith("gettext")
} | {"gettext_lazy": None, "gettext_noop": None, "lazy_text": None, "marked": None}  # fmt: skip
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}")

Key = tuple[str, str, str]  # context, text, plural


def main(words: list[str]) -> int:
    """Update the catalogues, or with --check only tell what is wrong with them."""
    wanted = texts()
    if words == ["--check"]:
        faults = [fault for language in LANGUAGES for fault in faults_in(language, wanted)]
        print("\n".join([*faults, f"translations: {len(wanted)} texts, {len(faults)} faults"]))
        return 1 if faults else 0
    for language in LANGUAGES:
        catalogue = updated(language, wanted)
        folder(language).mkdir(parents=True, exist_ok=True)
        catalogue.save(str(folder(language) / "django.po"))
        (folder(language) / "django.mo").write_bytes(catalogue.to_binary())
        done = sum(1 for entry in catalogue if entry.translated())
        print(f"{language}: {len(catalogue)} texts, {len(catalogue) - done} to translate")
    return 0


def folder(language: str) -> Path:
    """Where a language's catalogue lives."""
    return PACKAGE / "locale" / language / "LC_MESSAGES"


def texts() -> dict[Key, list[str]]:
    """Every text that the source wants translated, and the files that use it."""
    found: dict[Key, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in (".py", ".html", ".txt") or {"migrations", "static"} & set(path.parts):
            continue
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        name = path.relative_to(ROOT).as_posix()
        for key in _texts_in(path):
            files = found.setdefault(key, [])
            if name not in files:
                files.append(name)
    return _one_entry_each(found)


def _one_entry_each(found: dict[Key, list[str]]) -> dict[Key, list[str]]:
    """A text used both alone and with a plural has one entry, the one with the plural; two plurals are a mistake."""
    plurals = {(context, text): plural for context, text, plural in found if plural}
    merged: dict[Key, list[str]] = {}
    for (context, text, plural), files in found.items():
        wanted = plurals.get((context, text), "")
        if plural not in ("", wanted):
            raise SystemExit(f"{text!r} has two plurals, {plural!r} and {wanted!r}: see {', '.join(files)}")
        merged.setdefault((context, text, wanted), []).extend(files)
    return {key: list(dict.fromkeys(files)) for key, files in merged.items()}


def _texts_in(path: Path) -> Iterator[Key]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django turns a template into calls of gettext; what is left of its indentation is not Python's.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
    for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        text, plural = message if isinstance(message, tuple) else (message, "")
        if text:
            yield context or "", text, plural


def read(language: str) -> polib.POFile:
    """A language's catalogue as it stands; an empty one if there is none yet."""
    path = folder(language) / "django.po"
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalogue


def updated(language: str, wanted: dict[Key, list[str]]) -> polib.POFile:
    """The catalogue with exactly the wanted texts, each with the translation it had."""
    old = read(language)
    had = {_key(entry): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=110)
    new.metadata = old.metadata
    for key, files in sorted(wanted.items(), key=lambda item: (item[1][0], item[0])):
        entry = had.get(key) or _empty(key)
        entry.occurrences = [(name, "") for name in files]
        new.append(entry)
    return new


def faults_in(language: str, wanted: dict[Key, list[str]]) -> Iterator[str]:
    """What is wrong with a catalogue, a line for each fault."""
    catalogue = read(language)
    held = {_key(entry): entry for entry in catalogue if not entry.obsolete}
    yield from (f"{language}: missing: {key[1]!r} ({files[0]})" for key, files in wanted.items() if key not in held)
    for key, entry in held.items():
        if key not in wanted:
            yield f"{language}: left over: {key[1]!r}"
        elif entry.fuzzy:
            yield f"{language}: uncertain (fuzzy): {key[1]!r}"
        elif not entry.translated():
            yield f"{language}: not translated: {key[1]!r}"
        elif not _placeholders_agree(entry):
            yield f"{language}: other placeholders than the source: {key[1]!r}"
    compiled = folder(language) / "django.mo"
    if not compiled.exists() or compiled.read_bytes() != catalogue.to_binary():
        yield f"{language}: django.mo is not made from django.po: run ./dev messages"


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural


def _empty(key: Key) -> polib.POEntry:
    context, text, plural = key
    forms = {0: "", 1: ""} if plural else {}
    return polib.POEntry(msgctxt=context or None, msgid=text, msgid_plural=plural, msgstr_plural=forms)


def _placeholders_agree(entry: polib.POEntry) -> bool:
    """A translation names what its source names: a plural form may leave out the number itself."""
    source, plural = (set(_PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural))
    if not entry.msgid_plural:
        return set(_PLACEHOLDER.findall(entry.msgstr)) == source
    return all(
        source & plural <= set(_PLACEHOLDER.findall(form)) <= source | plural for form in entry.msgstr_plural.values()
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tettpaa.config.settings")
    sys.exit(main(sys.argv[1:]))
