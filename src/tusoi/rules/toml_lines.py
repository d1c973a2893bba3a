"""On which line of a TOML file each key stands, so that an error in a pack names file and line.

``tomllib`` gives values without places. This reads a text that ``tomllib`` has already accepted, so it may be simple.
"""

from collections.abc import Callable

Path = tuple[str | int, ...]  # keys and places in arrays: ("quotas", 0, "percent", "value")


def key_lines(text: str) -> dict[Path, int]:
    """Path of every key, table and array item → its line, counted from 1."""
    scanner = _Scanner(text.replace("\r\n", "\n"))
    scanner.read()
    return scanner.lines


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Line of a path, or of the nearest thing around it where the key itself is missing."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self._items: dict[Path, int] = {}  # array of tables → how many so far

    def read(self) -> None:
        table: Path = ()
        while self._skip(" \t\n"):
            if self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        line = self._line()
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        self.at += brackets
        *outer, last = self._keys("]")
        self.at += brackets
        path: Path = ()
        for key in outer:
            path = self._note((*path, key), line)
            if path in self._items:
                path = (*path, self._items[path] - 1)
        path = self._note((*path, last), line)
        if brackets == 2:
            self._items[path] = self._items.get(path, 0) + 1
        if path in self._items:
            path = self._note((*path, self._items[path] - 1), line)
        return path

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = table
        for key in self._keys("="):
            path = self._note((*path, key), line)
        self.at += 1
        self._value(path)

    def _keys(self, end: str) -> list[str]:
        """Dotted key up to ``end``, which is not passed."""
        keys = []
        while True:
            self._skip(" \t")
            if self._peek() in "\"'":
                keys.append(self._string())
            else:
                keys.append(self._bare(" \t.=]"))
            self._skip(" \t")
            if self._peek() == end:
                return keys
            self.at += 1

    def _value(self, path: Path) -> None:
        self._skip(" \t")
        if self._peek() == "{":
            self._inside("}", lambda _: self._pair(path))
        elif self._peek() == "[":
            self._inside("]", lambda place: self._item((*path, place)))
        elif self._peek() in "\"'":
            self._string()
        else:
            self._bare(",]}\n#")

    def _item(self, path: Path) -> None:
        self._value(self._note(path, self._line()))

    def _inside(self, end: str, read_one: Callable[[int], None]) -> None:
        self.at += 1
        place = 0
        while self._skip(" \t\n,") and self._peek() != end:
            read_one(place)
            place += 1
        self.at += 1

    def _string(self) -> str:
        quote = self._peek()
        fence = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        start = self.at = self.at + len(fence)
        while not self.text.startswith(fence, self.at):
            self.at += 2 if quote == '"' and self._peek() == "\\" else 1
        found = self.text[start : self.at]
        self.at += len(fence)
        while len(fence) == 3 and self._peek() == quote:  # a quotation mark may touch the closing fence
            self.at += 1
        return found

    def _bare(self, ends: str) -> str:
        start = self.at
        while self._peek() and self._peek() not in ends:
            self.at += 1
        return self.text[start : self.at]

    def _skip(self, blanks: str) -> bool:
        """Pass blanks and, where lines may break, comments; is anything left?"""
        while self._peek() and (self._peek() in blanks or (self._peek() == "#" and "\n" in blanks)):
            if self._peek() == "#":
                self._bare("\n")
            else:
                self.at += 1
        return bool(self._peek())

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _line(self) -> int:
        return self.text.count("\n", 0, self.at) + 1

    def _note(self, path: Path, line: int) -> Path:
        self.lines.setdefault(path, line)
        return path
