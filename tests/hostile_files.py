"""Files made to stop a reader: by name what makes each, and what must become of it.

Nothing hostile is kept on disk. `python tests/hostile_files.py` prints what each costs.
"""

from __future__ import annotations

import io
import itertools
import json
import multiprocessing
import resource
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial

import docx

from briefing.errors import ReadError
from briefing.readers import read_bytes

SENTENCE = "The President of Serbia arrived in Tashkent on Tuesday for an official visit."
READ = "read"  # an article comes of it; any other expectation is a part of the refusal


_MOST_MEMORY = 8 << 30  # bytes of address space a process may have: the machine must survive


@dataclass(frozen=True)
class Cost:
    """What became of a file, in processor seconds and megabytes beyond the libraries' own."""

    outcome: str  # READ, the refusal, or what went wrong
    seconds: float
    megabytes: float


# --- Word ---


@cache
def word_parts() -> Mapping[str, bytes]:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def word(changes: Mapping[str, bytes | None]) -> bytes:
    """Return a sound .docx with parts changed, added or (None) left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ({**word_parts(), **changes}).items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PARAGRAPH = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"
_RELATION = (
    '<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}"{mode}/>'
)


def body(content: str, prologue: str = "") -> bytes:
    return word(
        {
            "word/document.xml": (
                f'<?xml version="1.0"?>{prologue}<w:document {_W}><w:body>{content}</w:body>'
                "</w:document>"
            ).encode()
        }
    )


def related(part: str, kind: str, target: str, mode: str = "") -> bytes:
    inside = _RELATION.format(kind=kind, target=target, mode=mode)
    main = _RELATION.format(kind="officeDocument", target="word/document.xml", mode="")
    parts = (main.replace("rX", "r1") if part == "_rels/.rels" else "") + inside
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return word({part: f'<Relationships xmlns="{space}">{parts}</Relationships>'.encode()})


def lying(data: bytes, stated: int) -> bytes:
    """Return the archive with the size of its largest part stated as `stated`, everywhere."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = max(member.file_size for member in archive.infolist())
    return data.replace(struct.pack("<I", size), struct.pack("<I", stated))


def overlapping(times: int) -> bytes:
    """Return an archive that lists one compressed part under many names (D. Fifield, 2019)."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    size = 20_000_000
    kernel = packed.compress(b"\0" * size) + packed.flush()
    out, listed, count = bytearray(), b"", 0

    def header(method: int, content: bytes, length: int, checksum: int, name: bytes) -> bytes:
        fields = (20, 0, method, 0, 0, checksum, len(content), length, len(name), 0)
        return struct.pack("<HHHHHIIIHH", *fields)

    def entry(head: bytes, name: bytes, offset: int) -> bytes:
        rest = struct.pack("<HHHII", 0, 0, 0, 0, offset)
        return b"PK\1\2" + struct.pack("<H", 20) + head + rest + name

    for name, content in word_parts().items():
        head = header(0, content, len(content), zlib.crc32(content), name.encode())
        listed += entry(head, name.encode(), len(out))
        out += b"PK\3\4" + head + name.encode() + content
        count += 1
    head = header(8, kernel, size, zlib.crc32(b"\0" * size), b"0000")
    offset = len(out)
    out += b"PK\3\4" + head + b"0000" + kernel
    for i in range(times):
        listed += entry(head, b"%04d" % i, offset)
    start = len(out)
    out += listed + b"PK\5\6"
    total = count + times
    return bytes(out + struct.pack("<HHHHIIH", 0, 0, total, total, len(listed), start, 0))


def laughs() -> str:
    """Return a document type of entities made of entities: a billion in the end."""
    names = "abcdefghij"
    grow = (f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise(names))
    return f'<!DOCTYPE x [<!ENTITY a "ha">{"".join(grow)}]>'


# --- PDF ---


def stream(content: bytes, entries: bytes = b"", *, filters: int = 1) -> bytes:
    for _ in range(filters):
        content = zlib.compress(content, 9)
    entries += b"/Filter [" + b"/FlateDecode " * filters + b"]" if filters else b""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


_TEXT = b"BT /F1 12 Tf 72 700 Td (" + SENTENCE.encode() + b") Tj ET"


def pdf(changes: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """Return a PDF of one page, its objects changed or added by number."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> /XObject << /X10 10 0 R >> >> >>",
        4: stream(_TEXT),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        **changes,
    }
    out, offsets = bytearray(b"%PDF-1.7\n"), {}
    for number, content in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % offsets.get(number, 0)
    trailer = trailer.replace(b"HERE", b"%d" % start)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out) + end % (size, trailer, start)


def two_pages() -> bytes:
    """Return a sound PDF of two pages."""
    second = stream(b"BT /F1 12 Tf 72 700 Td (He left on Wednesday.) Tj ET")
    page = _PAGE.replace(b"/Contents 4", b"/Contents 7")
    return pdf({2: b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>", 6: page, 7: second})


def pages(kids: Callable[[int], bytes], levels: int) -> bytes:
    """Return a PDF whose tree of pages has `levels`, each with the `kids` of the next number."""
    nodes = {
        i: b"<< /Type /Pages /Parent 2 0 R /Kids [%s] /Count 1 >>" % kids(i + 1)
        for i in range(10, 10 + levels)
    }
    page = {10 + levels: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>"}
    return pdf({2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>", **nodes, **page})


def forms(levels: int) -> bytes:
    """Return a PDF whose page draws a form that draws two, and so on."""
    content = {
        i: stream(
            b"/X%d Do " % (i + 1) * 2,
            b"/Type /XObject /Subtype /Form /Resources << /XObject << /X%d %d 0 R >> >>"
            % (i + 1, i + 1),
        )
        for i in range(10, 10 + levels)
    }
    return pdf({4: stream(b"/X10 Do"), **content})


def object_stream(content: bytes) -> bytes:
    """Return a PDF whose pages lie in the object stream `content`."""
    out = b"%PDF-1.7\n"
    first = len(out)
    out += b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    fourth = len(out)
    out += b"4 0 obj\n%s\nendobj\n" % content
    last = len(out)
    where = [(0, 0, 0), (1, first, 0), (2, 4, 0), (2, 4, 1), (1, fourth, 0), (1, last, 0)]
    rows = b"".join(bytes([kind]) + at.to_bytes(3, "big") + bytes([i]) for kind, at, i in where)
    table = stream(rows, b"/Type /XRef /Size 6 /W [1 3 1] /Root 1 0 R ")
    return out + b"5 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, last)


_TWO = b"2 0 3 40 << /Type /Pages /Kids [3 0 R] /Count 1 >>  << /Type /Page /Parent 2 0 R >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"
_CMAP = b"begincmap 1 beginbfrange <00000000> <7FFFFFFF> <00000041> endbfrange endcmap"
_IMAGE = b"BI /W 1 /H 1 ID "


def font(entries: bytes) -> bytes:
    return b"<< /Type /Font /BaseFont /A %s >>" % entries


def type0(widths: bytes) -> bytes:
    below = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /W [%s] >>" % widths
    return font(b"/Subtype /Type0 /Encoding /Identity-H /DescendantFonts [%s]" % below)


# --- Web pages, Markdown, text ---


def page(content: str, head: str = "") -> bytes:
    paragraphs = f"<p>{SENTENCE} {SENTENCE}</p>" * 3
    head = f"<head><title>A visit</title>{head}</head>"
    return f"<!doctype html><html>{head}<body>{paragraphs}{content}</body></html>".encode()


def markdown(content: str) -> bytes:
    return f"# A visit\n\n{SENTENCE}\n\n{content}".encode()


def text(content: str) -> bytes:
    return f"{SENTENCE}\n\n{content}".encode("utf-8", "surrogatepass")


Made = tuple[Callable[[], bytes], str]  # what makes it, what must become of it

WORD: dict[str, Made] = {
    "bomb": (lambda: word({"word/media/a.bin": b"\0" * 20_000_000}), "is a bomb"),
    "bomb-of-text": (lambda: body(_PARAGRAPH * 60_000), "is a bomb"),
    "overlapping-parts": (lambda: overlapping(1000), "unpacks to"),
    "overlapping-few": (lambda: overlapping(5), "is a bomb"),
    "size-stated-too-small": (lambda: lying(body(_PARAGRAPH * 5_000), 1000), "is damaged"),
    "size-stated-too-large": (lambda: lying(body(_PARAGRAPH * 5_000), 2**32 - 1), "unpacks to"),
    "many-parts": (lambda: word({str(i): b"" for i in range(2_500)}), "parts"),
    "much-xml": (
        lambda: body(
            "".join(f"<w:p><w:r><w:t>{i} {SENTENCE}</w:t></w:r></w:p>" for i in range(100_000))
        ),
        "bytes of XML",
    ),
    "deep": (lambda: body("<w:p>" * 5_000 + "</w:p>" * 5_000), "is damaged"),
    "deep-tables": (
        lambda: body("<w:tbl><w:tr><w:tc>" * 80 + _PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 80),
        READ,
    ),
    "attributes": (
        lambda: body("<w:p " + " ".join(f'a{i}="1"' for i in range(100_000)) + "/>" + _PARAGRAPH),
        READ,
    ),
    "billion-laughs": (lambda: body("<w:p>&j;</w:p>" + _PARAGRAPH, laughs()), "document type"),
    "external-entity": (
        lambda: body(_PARAGRAPH + "&e;", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
        "document type",
    ),
    "external-dtd": (
        lambda: body(_PARAGRAPH, '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'),
        "document type",
    ),
    "linked-template": (
        partial(
            related,
            "word/_rels/settings.xml.rels",
            "attachedTemplate",
            "http://127.0.0.1:9/t.dotm",
            ' TargetMode="External"',
        ),
        READ,
    ),
    "part-outside": (partial(related, "_rels/.rels", "x", "../../../etc/passwd"), "is damaged"),
    "names-outside": (lambda: word({"../../../tmp/evil": b"x", "/etc/evil": b"x"}), READ),
    "no-relations": (lambda: word({"_rels/.rels": None}), "is damaged"),
    "no-types": (lambda: word({"[Content_Types].xml": None}), "is damaged"),
    "style-on-itself": (
        lambda: word(
            {
                "word/styles.xml": f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="A">'
                '<w:name w:val="A"/><w:basedOn w:val="A"/></w:style></w:styles>'.encode()
            }
        ),
        READ,
    ),
}

PDF: dict[str, Made] = {
    "pages-of-itself": (
        lambda: pdf({2: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"}),
        "is damaged",
    ),
    "pages-in-a-circle": (lambda: pages(lambda i: b"%d 0 R" % (10 if i > 12 else i), 3), "is "),
    "pages-doubling": (lambda: pages(lambda i: b"%d 0 R " % i * 2, 30), "is a bomb"),
    "pages-deep": (lambda: pages(lambda i: b"%d 0 R" % i, 5_000), "is a bomb"),
    "pages-many": (
        lambda: pdf({2: b"<< /Type /Pages /Kids [%s] >>" % (b"3 0 R " * 200_000)}),
        "is a bomb",
    ),
    "pages-stated": (lambda: pdf({2: b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>"}), READ),
    "previous-is-itself": (lambda: pdf({}, b"/Prev HERE "), READ),
    "previous-is-nowhere": (lambda: pdf({}, b"/Prev 99999999999 "), READ),
    "content-of-itself": (lambda: pdf({4: b"[4 0 R 4 0 R]"}), "holds no text"),
    "content-is-itself": (lambda: pdf({4: b"4 0 R"}), "holds no text"),
    "content-many": (lambda: pdf({4: b"[%s]" % (b"6 0 R " * 200_000), 6: stream(_TEXT)}), "bomb"),
    "flate-bomb": (lambda: pdf({4: stream(b" " * 90_000_000)}), "is a bomb"),
    "flate-in-flate": (lambda: pdf({4: stream(b" " * 90_000_000, filters=3)}), "is a bomb"),
    "run-length-bomb": (
        lambda: pdf(
            {
                4: b"<< /Length 20000 /Filter [/FlateDecode /RunLengthDecode] >>\nstream\n"
                + zlib.compress(b"\x81 " * 5_000_000)
                + b"\nendstream"
            }
        ),
        "is a bomb",
    ),
    "predictor": (
        lambda: pdf({4: stream(_TEXT, b"/DecodeParms << /Predictor 15 /Columns 2000000000 >> ")}),
        "is a bomb",
    ),
    "forms-doubling": (lambda: forms(35), "holds no text"),
    "form-of-itself": (
        lambda: pdf(
            {
                4: stream(b"/X10 Do"),
                10: stream(
                    b"/X10 Do",
                    b"/Type /XObject /Subtype /Form /Resources << /XObject << /X10 10 0 R >> >>",
                ),
            }
        ),
        "holds no text",
    ),
    "widths": (lambda: pdf({5: type0(b"0 2000000000 500")}), "is a bomb"),
    "characters-of-a-font": (
        lambda: pdf(
            {5: font(b"/Subtype /TrueType /FirstChar -2000000000 /LastChar 2000000000 /Widths [5]")}
        ),
        READ,
    ),
    "character-map": (
        lambda: pdf({5: font(b"/Subtype /Type1 /ToUnicode 6 0 R"), 6: stream(_CMAP)}),
        "is a bomb",
    ),
    "deep-array": (lambda: pdf({4: stream(b"[" * 200_000)}), "is damaged"),
    "deep-string": (lambda: pdf({4: stream(b"BT (" + b"(" * 1_000_000)}), "is damaged"),
    "inline-image": (lambda: pdf({4: stream(_IMAGE + b"EI" * 500_000)}), "holds no text"),
    "long-number": (lambda: pdf({4: stream(b"9" * 500_000 + b" Tf")}), "is a bomb"),
    "object-stream-of-itself": (
        lambda: object_stream(stream(_TWO, b"/Type /ObjStm /N 2 /First 9 /Extends 4 0 R ")),
        "",
    ),
    "object-stream-bomb": (
        lambda: object_stream(stream(_TWO + b" " * 90_000_000, b"/Type /ObjStm /N 2 /First 9 ")),
        "is a bomb",
    ),
    "table-of-billions": (
        lambda: (
            b"%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 2000000000 /W [0 0 0] /Index [0"
            b" 2000000000] /Root 1 0 R /Length 10 >>\nstream\n0123456789\nendstream\nendobj\n"
            b"startxref\n9\n%%EOF\n"
        ),
        "is a bomb",
    ),
    "no-table": (lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 300_000 + b"startxref\n0\n%%EOF", "is "),
    "ends-only": (lambda: b"%PDF-1.7\n" + b"startxref\n9\n" * 500_000 + b"%%EOF\n", "is damaged"),
}

HTML: dict[str, Made] = {
    **{
        f"deep-{tag}": (partial(page, f"<{tag}>" * 100_000), "tags")
        for tag in ("div", "span", "p", "a", "svg")
    },
    **{
        f"deep-{tag}-below-the-limit-of-tags": (partial(page, f"<{tag}>" * 10_000), "deep")
        for tag in ("div", "table", "ul", "font")
    },
    "deep-and-closed": (lambda: page("<div>" * 9_000 + "x" + "</div>" * 9_000), "deep"),
    "unclosed-paragraphs": (lambda: page("<p>" * 5_000), READ),
    "unclosed-links": (lambda: page("<a>" * 5_000), READ),
    "unclosed-options": (lambda: page(f"<select>{'<option>a' * 5_000}"), READ),
    "attributes": (lambda: page(f"<p {' '.join(f'a{i}=1' for i in range(200_000))}>"), "tags"),
    "much": (lambda: page(f"<p>{'a ' * 6_000_000}</p>"), "more HTML"),
    "long-word": (lambda: page(f"<p>{'a' * 1_000_000}</p>"), READ),
    "less-than": (lambda: page("<" * 1_000_000), "tags"),
    "ampersands": (lambda: page("&" * 300_000), READ),
    "comments": (lambda: page("<!--" * 10_000), READ),
    "script": (lambda: page(f"<script>{'a;' * 2_000_000}</script>"), READ),
    "json-ld": (
        lambda: page("", f'<script type="application/ld+json">{"{" * 500_000}</script>'),
        READ,
    ),
    "embedded-picture": (
        lambda: page(f'<img src="data:a/b;base64,{"A" * 9_999_999}">'),
        READ,
    ),
    "remote-pictures": (lambda: page("<img src='http://127.0.0.1:9/y.png'>" * 100), READ),
    "entities": (
        lambda: (
            b"<!DOCTYPE html [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
            + page("<p>&e;</p>").removeprefix(b"<!doctype html>")
        ),
        READ,
    ),
    "title": (lambda: page("", f"<title>{'t' * 3_000_000}</title>"), READ),
}

MARKDOWN: dict[str, Made] = {
    "much": (lambda: markdown("[" * 400_000), "more Markdown"),
    "deep-quotations": (lambda: markdown("> " * 100_000 + "x"), "too deep"),
    "deep-list": (lambda: markdown("".join("  " * i + "- x\n" for i in range(300))), "too deep"),
    **{
        f"open-{name}": (partial(markdown, unit * (30_000 // len(unit))), READ)
        for name, unit in {
            "brackets": "[",
            "pictures": "![[",
            "links": "[a](",
            "stars": "*a **b ",
            "ticks": "`a",
            "tags": "<a ",
            "comments": "<!-- ",
            "references": "[a]: <",
            "escapes": "\\",
        }.items()
    },
    "items": (lambda: markdown("- x\n" * 60_000), "paragraphs"),
    "table": (lambda: markdown("|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|a|\n" * 20), READ),
}

TEXT: dict[str, Made] = {
    "long-word": (lambda: text("a" * 1_000_000), READ),
    "very-long-word": (lambda: text("a" * 20_000_000), "more text"),
    "long-text": (lambda: text(SENTENCE * 100_000), "more text"),
    "blank-lines": (lambda: text("\n" * 2_000_000), READ),
    "paragraphs": (lambda: text("a\n\n" * 60_000), "paragraphs"),
    "surrogates": (lambda: text("\ud800" * 300_000), READ),
    "nuls": (lambda: text("\0" * 1_000_000), "is not text"),
    "bidirectional": (lambda: text("\u202e\u2066" * 1_000_000), READ),
    "combining": (lambda: text("e" + "\u0301" * 1_900_000), READ),
    "growing-in-nfc": (lambda: text("\ufb2c" * 600_000), READ),
    "furniture": (lambda: text("Share\n" * 40_000), READ),
    "dates": (lambda: text("28.02.2026\n\n" * 5_000), READ),
    "bylines": (lambda: text("By Jane Smith\n" * 5_000), READ),
    "cut-words": (lambda: text("co-\n" * 40_000), READ),
    "larger-than-any": (lambda: b"a " * 25_000_001, "larger than"),
    "utf-16": (lambda: (f"\ufeff{SENTENCE}\n" * 60_000).encode("utf-16-le"), "more text"),
    "xml": (lambda: f'<?xml version="1.0"?>{laughs()}<x>&j;</x>'.encode(), "is XML"),
}

FILES: dict[str, Made] = {
    f"{name}{suffix}": made
    for suffix, table in (
        *((".docx", WORD), (".pdf", PDF), (".html", HTML), (".md", MARKDOWN), (".txt", TEXT)),
    )
    for name, made in table.items()
}

# At the very limits: seconds each.
LARGEST: dict[str, Made] = {
    "operators.pdf": (lambda: pdf({4: stream(b"q Q " * 5_000_000)}), ""),
    "texts.pdf": (lambda: pdf({4: stream(b"BT /F1 12 Tf " + b"(A) Tj " * 2_000_000)}), ""),
    "fonts.pdf": (
        lambda: pdf({4: stream(b"".join(b"BT /F1 %d Tf (a) Tj ET " % i for i in range(300_000)))}),
        "",
    ),
    "slow-pages.pdf": (
        lambda: pdf(
            {
                2: b"<< /Type /Pages /Kids [%s] /Count 900 >>"
                % b"".join(b"%d 0 R " % i for i in range(100, 1000)),
                4: stream(b"BT /F1 12 Tf 1 0 0 1 9 9 Tm " + b"(A) Tj " * 20_000 + b"ET"),
                **dict.fromkeys(
                    range(100, 1000),
                    _PAGE,
                ),
            }
        ),
        "seconds",
    ),
    "paragraphs.html": (lambda: page("<p>a b</p>" * 24_000), READ),
    "breaks.html": (lambda: page("<br>" * 49_000), READ),
    "links.html": (lambda: page("<a href='http://x/y'>ab</a>" * 24_000), READ),
    "pictures.html": (lambda: page("<img src='http://127.0.0.1:9/y.png'>" * 49_000), READ),
    "unclosed.html": (lambda: page("<a>" * 49_000), READ),
    "ampersands.html": (lambda: page("&" * 9_000_000), READ),
    "brackets.md": (lambda: markdown("![[" * 99_000), READ),
    "items.md": (lambda: markdown("- x\n" * 49_000), READ),
    "emphasis.md": (lambda: markdown("_a __b" * 49_000), READ),
    "sentences.txt": (lambda: text(f"{SENTENCE} " * 24_000), READ),
    "lines.txt": (lambda: text("He will stay\n" * 49_000), READ),
}


def cost(name: str, data: bytes, seconds: int) -> Cost:
    """Return what reading `data` comes to, in a process that is ended after `seconds`."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_spend, args=(there, name, data, seconds))
    process.start()
    there.close()
    try:
        return Cost(**json.loads(here.recv()))
    except EOFError:
        return Cost("was ended: it took too long or too much memory", seconds, _MOST_MEMORY / 1e6)
    finally:
        process.join()


def _spend(pipe: object, name: str, data: bytes, seconds: int) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent = time.process_time()
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + int(spent) + 1,) * 2)
    try:
        outcome = READ if read_bytes(data, name).text else "came out empty"
    except ReadError as error:
        outcome = str(error)
    except BaseException as error:  # noqa: BLE001  whatever it is, it must be told
        outcome = f"escaped: {type(error).__name__}: {error}"
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = Cost(outcome, time.process_time() - spent, (after - before) / 1024)
    pipe.send(json.dumps(vars(found)))  # type: ignore[attr-defined]


def main() -> None:
    wanted = sys.argv[1:]
    for name, (make, _) in itertools.chain(FILES.items(), LARGEST.items()):
        if wanted and not any(part in name for part in wanted):
            continue
        data = make()
        found = cost(name, data, 120)
        print(  # noqa: T201
            f"{name:45} {len(data) / 1e6:6.2f} MB {found.seconds:5.1f} s"
            f" {found.megabytes:5.0f} MB  {found.outcome[:140]}",
            flush=True,
        )


if __name__ == "__main__":
    main()
