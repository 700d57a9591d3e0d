"""What a run has come to, kept in a file, so that one that was killed goes on where it was."""

import hashlib
import json
from pathlib import Path

TEXTS = (".py", ".toml", ".sql", ".html")


def state_file(root: Path, home: Path) -> Path:
    """One file for each state of the sources and the tests: what was judged of others says nothing of these."""
    whole = hashlib.sha256()
    for folder in ("src/tettpaa", "tests"):
        for path in sorted(path for path in (root / folder).rglob("*") if path.suffix in TEXTS):
            content = path.read_bytes()
            whole.update(f"{path.relative_to(root)} {len(content)}\n".encode() + content)
    home.mkdir(parents=True, exist_ok=True)
    return home / f"policy-mutants-{whole.hexdigest()[:16]}.jsonl"


def judged_before(file: Path) -> list[dict]:
    """Every whole line. What was cut off by the kill is taken away, and its mutant judged again."""
    text = file.read_text("utf-8") if file.exists() else ""
    whole = text[: text.rfind("\n") + 1]
    file.write_text(whole, "utf-8")
    return [json.loads(line) for line in whole.splitlines()]
