"""Fetch the style sheets, fonts and scripts that the pages use, at pinned versions, and record them.

    python tools/vendor.py          fetch again by `npm pack` and write the files and VENDOR.json
    python tools/vendor.py --check  compare the files with VENDOR.json; needs no network

Only whoever raises a version runs this: the files themselves are in the repository and in the
wheel, so that no user needs node.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "src/tettpaa/kit/html/static/vendor"

# folder here: (package, version, licence, {file in the package: file here})
PACKAGES = {
    "designsystemet": (
        "@digdir/designsystemet-css",
        "1.22.0",
        "MIT",
        {
            "dist/src/index.css": "components.css",
            # The theme of this package; the separate theme package calls itself deprecated.
            "dist/theme/designsystemet.css": "theme.css",
            "LICENSE": "LICENSE",
        },
    ),
    "inter": (
        "@fontsource-variable/inter",
        "5.3.0",
        "OFL-1.1",
        {
            "files/inter-latin-wght-normal.woff2": "inter-latin.woff2",
            # Sámi letters: č đ ŋ š ŧ ž.
            "files/inter-latin-ext-wght-normal.woff2": "inter-latin-ext.woff2",
            "LICENSE": "LICENSE",
        },
    ),
    "inter-ttf": (
        "@expo-google-fonts/inter",
        "0.4.2",
        "OFL-1.1",
        {
            # For PDF: typst takes no woff2, and draws with another font without a word where these are not there.
            "400Regular/Inter_400Regular.ttf": "Inter-Regular.ttf",
            "600SemiBold/Inter_600SemiBold.ttf": "Inter-SemiBold.ttf",
            "LICENSE_FONT": "LICENSE",
        },
    ),
    "htmx": ("htmx.org", "4.0.1", "0BSD", {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE"}),
}

# A named but absent map makes static file storage with hashed names fail.
SOURCE_MAP = re.compile(rb"(//[#@] ?sourceMappingURL=\S+|/\*[#@] ?sourceMappingURL=[^*]+\*/)\s*")


def sha256(content: bytes) -> str:
    """The file's SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def packed(name: str, version: str, folder: Path) -> tuple[Path, str]:
    """The package's archive fetched into `folder`, and its integrity as the registry states it."""
    command = ["npm", "pack", f"{name}@{version}", "--json", "--silent", "--pack-destination", str(folder)]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)[0]
    return folder / answer["filename"].replace("@", "").replace("/", "-"), answer["integrity"]


def unpacked(archive: Path, wanted: dict[str, str], into: Path) -> dict[str, str]:
    """Write the wanted files into `into`; answer {file: sha256}."""
    into.mkdir(parents=True, exist_ok=True)
    sums = {}
    with tarfile.open(archive) as tar:
        for inside, here in wanted.items():
            member = tar.extractfile(f"package/{inside}")
            if member is None:
                raise SystemExit(f"{archive.name} has no {inside}")
            content = SOURCE_MAP.sub(b"", member.read()) if here.endswith((".js", ".css")) else member.read()
            (into / here).write_bytes(content)
            sums[here] = sha256(content)
    return sums


def fetch() -> None:
    """Fetch every package and write VENDOR.json."""
    written = {}
    with tempfile.TemporaryDirectory() as folder:
        for here, (name, version, licence, wanted) in PACKAGES.items():
            print(f"{name} {version} …", flush=True)
            archive, integrity = packed(name, version, Path(folder))
            written[here] = {
                "name": name,
                "version": version,
                "licence": licence,
                "integrity": integrity,
                "files": unpacked(archive, wanted, VENDOR / here),
            }
    (VENDOR / "VENDOR.json").write_text(json.dumps(written, indent=2) + "\n")


def differences() -> list[str]:
    """One sentence for each file that is not as VENDOR.json and this list say."""
    recorded = json.loads((VENDOR / "VENDOR.json").read_text())
    found = []
    for here, (name, version, _, wanted) in PACKAGES.items():
        entry = recorded.get(here, {"name": "", "version": "", "files": {}})
        if (entry["name"], entry["version"]) != (name, version):
            found.append(f"{here}: VENDOR.json records {entry['name']} {entry['version']}, wanted {name} {version}")
        for file in wanted.values():
            path = VENDOR / here / file
            if not path.exists() or sha256(path.read_bytes()) != entry["files"].get(file):
                found.append(f"{here}/{file}: absent or changed since it was fetched")
    return found


def main() -> None:
    """Fetch, or with --check compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare only, without network")
    if not parser.parse_args().check:
        fetch()
    found = differences()
    print("\n".join(found) or f"{len(PACKAGES)} packages as recorded")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
