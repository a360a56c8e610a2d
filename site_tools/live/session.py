"""The session of a page: its snippets run in order, in one namespace, as on paper.

What is printed goes to `tell(stream, text)` while a snippet runs; what it leaves behind
comes back at its end, in terms that can be sent as JSON.
"""

from __future__ import annotations

import ast
import builtins
import io
import linecache
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from types import CodeType, TracebackType
from typing import Any

from .pictures import picture
from .same import same
from .settings import Settings

Tell = Callable[[str, str], object]  # the name of a stream, and a piece of text

MOST = 20_000  # characters that a reader gets to see of one run
CUT = f"\n… The output is cut here: it is longer than {MOST:,} characters.\n"


class Output:
    """What is printed, on both streams: told line by line, and no more than MOST."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self.left = MOST
        self.stream, self.pieces = "stdout", [""]  # what is not yet told
        self.told: list[str] = []  # of stdout alone

    def of(self, stream: str) -> io.TextIOBase:
        """Return the same output under the name of another stream."""
        return _Stream(self, stream)

    def write(self, stream: str, text: str) -> int:
        """Tell a text as soon as its line ends; leave out what is too much."""
        if stream != self.stream:
            self.flush()
            self.stream = stream
        if self.left >= 0:
            self.pieces.append(text[: self.left])
            self.left -= len(text)
            if self.left < 0:
                self.pieces.append(CUT)
            if self.left < 0 or text.endswith("\n"):
                self.flush()
        return len(text)

    def flush(self) -> None:
        """Tell what is not yet told."""
        text = "".join(self.pieces)
        self.pieces = []
        if text:
            self.tell(self.stream, text)
            if self.stream == "stdout":
                self.told.append(text)

    def printed(self) -> str:
        """Return what was printed, warnings left out."""
        return "".join(self.told)


class _Stream(io.TextIOBase):
    def __init__(self, output: Output, name: str) -> None:
        self.output, self.stream = output, name

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        return self.output.write(self.stream, text)

    def flush(self) -> None:
        self.output.flush()


class Session:
    """The names of a page, the code that makes and uses them, and what it has set."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self.fresh = Settings()
        self.begin()

    def begin(self) -> None:
        """Forget all names, and what was set."""
        self.names: dict[str, Any] = {
            "__name__": "__main__",
            "__builtins__": builtins,
        }
        self.lines: dict[str, list[str]] = {}  # of the code, by the name of its file
        self.settings = self.fresh
        with warnings.catch_warnings():
            pass  # on leaving it, Python forgets what it has warned of

    def run(
        self, source: str, label: str, *, shown: str = "", prompted: bool = False
    ) -> dict[str, Any]:
        """Run a snippet; return what a script needs to say of it.

        That is its error and the line of it, its picture, whether it printed what is
        `shown` ("equal", "near" but for a last digit, or "other"), and the time that it
        took. The value of a last expression is printed; of a `prompted` snippet, as at
        Python's own prompt, the value of each.
        """
        started = time.perf_counter()
        result: dict[str, Any] = {"error": None, "line": None, "picture": None}
        file = f"<{label}>"
        with self._surroundings(source, file) as output:
            try:
                value = self._execute(source, file, prompted=prompted)
                result["picture"] = picture(value)
            except BaseException as error:
                result["error"], result["line"] = _told(error, file, self.lines)
        result["agrees"] = _agrees(shown, output.printed(), prompted=prompted)
        result["milliseconds"] = 1000 * (time.perf_counter() - started)
        return result

    def _execute(self, source: str, file: str, *, prompted: bool) -> object:
        tree = ast.parse(source, file)
        if prompted:
            for statement in tree.body:
                exec(_compiled(ast.Interactive([statement]), file), self.names)
            return None
        last = tree.body[-1] if tree.body else None
        if not isinstance(last, ast.Expr):
            exec(_compiled(tree, file), self.names)
            return None
        tree.body.pop()
        exec(_compiled(tree, file), self.names)
        value = eval(_compiled(ast.Expression(last.value), file), self.names)
        if value is not None:
            print(repr(value))
        return value

    @contextmanager
    def _surroundings(self, source: str, file: str) -> Iterator[Output]:
        """Catch what is printed and asked for; let tracebacks quote the reader.

        Another session, and a figure, see nothing of what is set here.
        """
        self.lines[file] = source.splitlines(keepends=True)
        for name, lines in self.lines.items():
            linecache.cache[name] = (0, None, lines, name)
        output = Output(self.tell)
        before = sys.stdin, sys.stdout, sys.stderr
        outside = Settings()
        sys.stdin = io.StringIO()
        sys.stdout, sys.stderr = output.of("stdout"), output.of("stderr")
        self.settings.restore()
        try:
            yield output
        finally:
            output.flush()
            sys.stdin, sys.stdout, sys.stderr = before
            self.settings = Settings()
            outside.restore()


def _compiled(tree: ast.Module | ast.Interactive | ast.Expression, file: str) -> Any:  # noqa: ANN401
    """Compile without the `from __future__ import` of this file."""
    kinds = {ast.Module: "exec", ast.Interactive: "single", ast.Expression: "eval"}
    return compile(tree, file, kinds[type(tree)], dont_inherit=True)


def _agrees(shown: str, printed: str, *, prompted: bool) -> str:
    if prompted:  # the page shows each answer below its statement
        shown, printed = (_without_blank_lines(text) for text in (shown, printed))
    if shown.rstrip("\n") == printed.rstrip("\n"):
        return "equal"
    return "near" if same(shown, printed) else "other"


def _without_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.strip())


def _told(
    error: BaseException, file: str, files: Container[str]
) -> tuple[str, int | None]:
    """Return the traceback from the reader's code on, and the last line in `file`."""
    frames = error.__traceback__
    while frames is not None and frames.tb_frame.f_code.co_filename not in files:
        frames = frames.tb_next
    told = traceback.TracebackException(type(error), error, frames)
    if isinstance(error, SyntaxError) and error.filename == file:
        line = error.lineno
    else:
        line = _last_line(frames, file)
    text = "".join(told.format())
    if isinstance(error, MemoryError):
        text += (
            "There is no memory left for that. What was there before is still there.\n"
        )
    return text, line


def _last_line(frames: TracebackType | None, file: str) -> int | None:
    line = None
    while frames is not None:
        code: CodeType = frames.tb_frame.f_code
        if code.co_filename == file:
            line = frames.tb_lineno
        frames = frames.tb_next
    return line
