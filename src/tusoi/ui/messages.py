"""The English of the screens: ``python -m tusoi.ui.messages update | missing | compile``.

Vietnamese is the source: every msgid is a Vietnamese sentence and ``locale/en/LC_MESSAGES/django.po`` holds its
English. ``update`` reads all Python files and templates and adds what is new with an empty translation, keeping what
is translated; ``missing`` lists what has none (exit 1 when there is any); ``compile`` writes the ``.mo`` beside each
``.po``. No gettext programs are needed.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from tusoi.rules.authority import GUARD_SOURCE, SOURCE
from tusoi.rules.authority_words import ACTION_WORDS, RELATION_WORDS, RESOURCE_WORDS
from tusoi.rules.sentences import SENTENCES
from tusoi.rules.wording import LABELS

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = PACKAGE / "locale"
DOMAIN = "django"
HEADER = r"""# English of tusoi's screens; the msgids are the Vietnamese originals.
msgid ""
msgstr ""
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""
KEYWORDS = {
    "_": None,
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}

WORDS: tuple[Mapping[Any, str], ...] = (*LABELS.values(), ACTION_WORDS, RELATION_WORDS, RESOURCE_WORDS)
SOURCES = (SOURCE, GUARD_SOURCE)
IMPORTED_AS = re.compile(r"\b(n?p?n?gettext\w*) as (\w+)")


def main(arguments: list[str]) -> int:
    words = {"update": update, "missing": report_missing, "compile": compile_all}
    if len(arguments) != 1 or arguments[0] not in words:
        print(__doc__)  # noqa: T201 - a command answers on the terminal
        return 2
    return words[arguments[0]]()


def update() -> int:
    """Bring the English catalogue up to date and say how much is left to translate."""
    catalog = read_catalog("en")
    catalog.update(collected(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    path = catalog_path("en")
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, no_location=True, sort_output=True, omit_header=True)
    path.write_bytes(HEADER.encode() + buffer.getvalue())
    return report_missing()


def report_missing() -> int:
    """Print every sentence without English."""
    missing = untranslated()
    for message in missing:
        print(message.id if isinstance(message.id, str) else message.id[0])  # noqa: T201
    print(f"{len(missing)} chưa có bản tiếng Anh")  # noqa: T201
    return 1 if missing else 0


def compile_all() -> int:
    """Write a ``.mo`` beside every ``.po`` of every language."""
    for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po"):
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=path.parts[-3], domain=DOMAIN))
    return 0


def untranslated() -> list[Message]:
    """Sentences of the code that have no English yet, whether or not the catalogue knows them."""
    known = read_catalog("en")
    lacking = []
    for message in collected():
        translated = known.get(message.id, message.context) if message.id else message
        if message.id and not (translated and _complete(translated)):
            lacking.append(message)
    return lacking


def collected() -> Catalog:
    """Every sentence of the product, from Python, from templates and from the vocabulary of the rules."""
    catalog = Catalog(domain=DOMAIN, charset="utf-8")
    for identity, context in (*from_python(), *from_templates(), *from_rules()):
        catalog.add(identity, context=context)
    return catalog


Found = Iterator[tuple[str | tuple[str, ...], str | None]]


def from_python() -> Found:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _extract(path.read_bytes())


def from_templates() -> Found:
    for path in sorted(PACKAGE.glob("*/templates/**/*.*")):
        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # what is left of the markup keeps its indentation, which reads as nonsense in Python
        yield from _extract("\n".join(line.strip() for line in source.splitlines()).encode())


def from_rules() -> Found:
    """The rules know no translation; their words are translated where they are shown."""
    for sentence in SENTENCES.values():
        yield from ((words, None) for words in sentence if words)
    for words in WORDS:
        for wording in words.values():
            yield wording, None
    yield from ((source, None) for source in SOURCES)


def read_catalog(language: str) -> Catalog:
    path = catalog_path(language)
    if not path.exists():
        return Catalog(locale=language, domain=DOMAIN, charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale=language, domain=DOMAIN)


def catalog_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def _extract(source: bytes) -> Found:
    aliases = {alias: KEYWORDS[name] for name, alias in IMPORTED_AS.findall(source.decode()) if name in KEYWORDS}
    for _line, identity, _comments, context in extract(
        "python", BytesIO(source), KEYWORDS | aliases, options={"encoding": "utf-8"}
    ):
        yield identity, context


def _complete(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(strings) and all(strings)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
