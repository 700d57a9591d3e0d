"""Makes every line of a file end alike: a row added in another program often ends otherwise than the rest."""

from pathlib import Path

BLOCK = 1 << 17


def end_lines_alike(file: Path) -> None:
    """Rewrite `file` with \\n at every line's end, where it has more than one kind of end or only \\r."""
    if _has_returns(file) and _are_mixed(file):
        turned = file.with_suffix(".lines")
        with file.open("rb") as source, turned.open("wb") as copy:
            rest = b""
            while block := source.read(BLOCK):
                block = rest + block
                # A \r at the end of the block may have its \n in the next.
                rest = b"\r" if block.endswith(b"\r") else b""
                copy.write(_turned(block.removesuffix(rest) if rest else block))
            copy.write(_turned(rest))
        turned.replace(file)


def _turned(block: bytes) -> bytes:
    return block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _has_returns(file: Path) -> bool:
    """Whether there is any \\r: most files have none, and the ends need not be counted."""
    with file.open("rb") as opened:
        while block := opened.read(BLOCK):
            if b"\r" in block:
                return True
    return False


def _are_mixed(file: Path) -> bool:
    returns = feeds = both = 0
    last = b""
    with file.open("rb") as opened:
        while block := opened.read(BLOCK):
            both += block.count(b"\r\n") + (last == b"\r" and block.startswith(b"\n"))
            returns += block.count(b"\r")
            feeds += block.count(b"\n")
            last = block[-1:]
    return returns > 0 and not returns == feeds == both
