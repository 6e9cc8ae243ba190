"""The translation memory as TMX 1.4b (LISA OSCAR), for other tools."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from lxml import etree

from briefing.languages import target
from briefing.store.connection import Store

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What XML 1.0 has no place for.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment and its translation."""

    source_tag: str
    target_tag: str
    script: str
    source: str
    text: str


def pairs(store: Store, tags: Sequence[str] = ()) -> Iterator[Pair]:
    """Yield the latest translation of every segment, those into `tags` or all, one at a time."""
    # SQLite gives the other columns of the row that has the maximum.
    rows = store.connection.execute(
        "SELECT source_tag, target_tag, script, source, text, max(run) FROM segments"
        " GROUP BY source_tag, source, target_tag, script"
    )
    for *pair, _ in rows:
        if not tags or pair[1] in tags:
            yield Pair(*pair)


def write_tmx(stream: IO[bytes], segments: Iterator[Pair]) -> int:
    """Write `segments` to `stream` as they come; return how many there were."""
    count = 0
    header = {
        "creationtool": "briefing",
        "creationtoolversion": "1",
        "datatype": "plaintext",
        "segtype": "sentence",
        "adminlang": "en",
        "srclang": "*all*",  # each unit says which of its languages is the source
        "o-tmf": "briefing",
    }
    with etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        file.write_doctype(_DOCTYPE)
        with file.element("tmx", version="1.4"):
            file.write(etree.Element("header", header))
            with file.element("body"):
                for pair in segments:
                    file.write(_unit(pair))
                    count += 1
    return count


def _unit(pair: Pair) -> etree._Element:
    unit = etree.Element("tu", srclang=pair.source_tag)
    etree.SubElement(unit, "prop", type="x-state").text = "machine"
    language = target(pair.target_tag, pair.script).variant.word_tag
    for tag, text in ((pair.source_tag, pair.source), (language, pair.text)):
        variant = etree.SubElement(unit, "tuv", {_LANG: tag})
        etree.SubElement(variant, "seg").text = _ILLEGAL.sub("", text)
    return unit
