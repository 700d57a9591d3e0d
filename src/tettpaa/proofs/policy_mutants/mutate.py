"""Takes one check at a time out of a source: a condition, a negation, a comparison, a refusal. Pure."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
SWAPPED: dict[type[ast.operator], type[ast.operator]] = {ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd}
# Calls whose every word is a condition on rows.
CONDITIONS = {"filter", "exclude", "Q"}


@dataclass(frozen=True)
class Mutant:
    """One change. `function` is where ('Span.holds'; '' for the module itself), `what` tells it in a line."""

    path: str
    line: int
    function: str
    what: str
    make: Callable[[], ast.Module]

    @property
    def tree(self) -> ast.Module:
        """The whole module with the change in it."""
        return self.make()

    @property
    def name(self) -> str:
        """The same from run to run as long as the line is not moved: what the reviewed list names it by."""
        return f"{self.path.rpartition('tettpaa/')[2]} {self.function or 'module'}: {self.what}"


def mutants(path: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a source, in the order of its lines; of two that read the same only the first keeps the name."""
    tree = ast.parse(source)
    names: dict[str, int] = {}
    for index, (node, function) in enumerate(_walk(tree)):
        for what, change in _changes(node):
            told = f"{function}: {what}"
            names[told] = names.get(told, 0) + 1
            again = f" (no. {names[told]})" if names[told] > 1 else ""
            yield Mutant(
                path, getattr(node, "lineno", 0), function, what + again, partial(_changed, tree, index, change)
            )


def _changed(tree: ast.Module, index: int, change: Callable) -> ast.Module:
    changed = copy.deepcopy(tree)
    change(next(found for number, (found, _) in enumerate(_walk(changed)) if number == index))
    return ast.fix_missing_locations(changed)


def _walk(node: ast.AST, function: str = "") -> Iterator[tuple[ast.AST, str]]:
    """Every node of the functions and of the module's tables, with the function it is in. A field, a decorator or an
    annotation is no check.
    """
    if isinstance(node, ast.AnnAssign):
        inside: list[ast.AST] = [node.value] if node.value else []
    elif isinstance(node, ast.ClassDef):
        inside = [child for child in node.body if isinstance(child, ast.FunctionDef)]
    else:
        inside = node.body if isinstance(node, ast.FunctionDef) else list(ast.iter_child_nodes(node))  # type: ignore[assignment]
    for child in inside:
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield from _walk(child, f"{function}.{child.name}".strip("."))
        elif not isinstance(child, ast.Import | ast.ImportFrom):
            yield child, function
            yield from _walk(child, function)


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable]]:
    for kind, change in _KINDS:
        if isinstance(node, kind):
            yield from change(node)


def _parts_left_out(node: ast.BoolOp) -> Iterator[tuple[str, Callable]]:
    word = "and" if isinstance(node.op, ast.And) else "or"
    for place, part in enumerate(node.values):
        yield f"without `{_told(part)}` of {word}", lambda found, at=place: _without(found, at)


def _without(node: ast.BoolOp, place: int) -> None:
    left = [part for at, part in enumerate(node.values) if at != place]
    _become(node, left[0] if len(left) == 1 else ast.BoolOp(node.op, left))


def _not_left_out(node: ast.UnaryOp) -> Iterator[tuple[str, Callable]]:
    if isinstance(node.op, ast.Not | ast.Invert):
        yield f"`{_told(node.operand)}` for its negation", lambda found: _become(found, found.operand)


def _compared_the_other_way(node: ast.Compare) -> Iterator[tuple[str, Callable]]:
    for place, op in enumerate(node.ops):
        other = FLIPPED[type(op)]

        def change(found: ast.Compare, at: int = place, to: type[ast.cmpop] = other) -> None:
            found.ops[at] = to()

        yield f"{other.__name__} in `{_told(node)}`", change


def _condition_left_out(node: ast.comprehension) -> Iterator[tuple[str, Callable]]:
    for place, part in enumerate(node.ifs):
        yield f"without `if {_told(part)}`", lambda found, at=place: found.ifs.pop(at)


def _one_side_of(node: ast.BinOp) -> Iterator[tuple[str, Callable]]:
    if type(node.op) in SWAPPED:
        other = SWAPPED[type(node.op)]
        yield f"{other.__name__} in `{_told(node)}`", lambda found: setattr(found, "op", other())
    if isinstance(node.op, ast.BitAnd | ast.BitOr | ast.Sub):
        yield f"left side of `{_told(node)}`", lambda found: _become(found, found.left)
        if not isinstance(node.op, ast.Sub):
            yield f"right side of `{_told(node)}`", lambda found: _become(found, found.right)


def _either_branch(node: ast.IfExp) -> Iterator[tuple[str, Callable]]:
    yield f"always `{_told(node.body)}`", lambda found: _become(found, found.body)
    yield f"always `{_told(node.orelse)}`", lambda found: _become(found, found.orelse)


def _condition_of_rows(node: ast.Call) -> Iterator[tuple[str, Callable]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name not in CONDITIONS or len(node.args) + len(node.keywords) == 0:
        return
    for place, part in enumerate(node.args):
        yield f"{name} without `{_told(part)}`", lambda found, at=place: found.args.pop(at)
    for place, word in enumerate(node.keywords):
        yield f"{name} without `{_told(word)}`", lambda found, at=place: found.keywords.pop(at)


def _refusal_left_out(node: ast.If | ast.Raise) -> Iterator[tuple[str, Callable]]:
    if isinstance(node, ast.Raise):
        yield f"without `{_told(node)}`", lambda found: _become(found, ast.Pass())
    elif isinstance(node.body[-1], ast.Return | ast.Raise | ast.Continue) and not node.orelse:
        yield f"without `if {_told(node.test)}`", _never


def _row_left_out(node: ast.Dict | ast.Set) -> Iterator[tuple[str, Callable]]:
    """A table's row, or one of a set."""
    if isinstance(node, ast.Dict):
        for place, key in enumerate(node.keys):
            if key is not None:
                yield f"without row `{_told(key)}`", lambda found, at=place: (found.keys.pop(at), found.values.pop(at))
    elif len(node.elts) > 1:
        for place, part in enumerate(node.elts):
            yield f"without member `{_told(part)}`", lambda found, at=place: found.elts.pop(at)


def _never(node: ast.If) -> None:
    """What the test does on the way (`:=`) is still done."""
    node.test = ast.BoolOp(ast.And(), [node.test, ast.Constant(False)])


_KINDS: tuple[tuple[type | tuple[type, ...], Callable], ...] = (
    (ast.BoolOp, _parts_left_out), (ast.UnaryOp, _not_left_out), (ast.Compare, _compared_the_other_way),
    (ast.comprehension, _condition_left_out), (ast.BinOp, _one_side_of), (ast.IfExp, _either_branch),
    (ast.Call, _condition_of_rows), ((ast.If, ast.Raise), _refusal_left_out), ((ast.Dict, ast.Set), _row_left_out),
)  # fmt: skip


def _become(node: ast.AST, other: ast.AST) -> None:
    node.__class__ = other.__class__  # type: ignore[assignment]
    kept = dict(other.__dict__)
    node.__dict__.clear()
    node.__dict__.update(kept)


def _told(node: ast.AST) -> str:
    words = " ".join(ast.unparse(node).split())
    return words if len(words) <= 70 else words[:67] + "..."
