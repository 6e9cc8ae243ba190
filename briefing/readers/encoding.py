"""Bytes → text: UTF-8, UTF-16 and UTF-32 with or without a mark, windows-1250, windows-1251.

Strict UTF-8 comes before anything a page declares: text in another encoding practically never
happens to be valid UTF-8, while declarations are often wrong.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

# UTF-32's little-endian mark begins with UTF-16's, so it has to be looked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What pages call the encodings we meet, with the superset that browsers read each with
# (WHATWG Encoding Standard). Anything else declared is not trusted.
_DECLARED = {
    "windows-1250": "cp1250",
    "cp1250": "cp1250",
    "iso-8859-2": "iso8859-2",
    "windows-1251": "cp1251",
    "cp1251": "cp1251",
    "iso-8859-5": "iso8859-5",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
    "us-ascii": "cp1252",
}
_NAMES = {"cp1250": "windows-1250", "cp1251": "windows-1251", "cp1252": "windows-1252"}
_DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_-]{2,20})""")

_SAMPLE = 200_000  # bytes looked at where a decision is statistical
# Letters, digits, marks and punctuation of our languages: what UTF-16 read in the wrong byte
# order, or 8-bit text read as UTF-16, does not consist of.
_EXPECTED = re.compile(
    r"[\t\n\r\x20-\x7e\u00a0-\u052f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf\u2116]"
)
_HIGH_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
# The letters beyond ASCII of Serbian Latin.
_FREQUENT_1250 = frozenset("čćšžđČĆŠŽĐ")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, and what its reader should know."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded | None:
    """Return the text that `data` holds, or None when it is not text at all."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_repairs(data, encoding)
    if b"\x00" in data or b"\x04" in data:  # half of UTF-16's bytes are these in our scripts
        return _utf16_without_mark(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _declared(data) or _eight_bit(data)


def _with_repairs(data: bytes, encoding: str) -> Decoded | None:
    text = data.decode(encoding, "replace")
    if "\x00" in text:
        return None
    damaged = text.count("\ufffd")
    return Decoded(text, encoding, _damage_warning(damaged, encoding) if damaged else ())


def _damage_warning(count: int, encoding: str) -> tuple[str, ...]:
    return (f"{count} characters are damaged ({encoding} that does not decode); shown as \ufffd",)


def _utf16_without_mark(data: bytes) -> Decoded | None:
    for encoding in ("utf-16-le", "utf-16-be"):
        sample = data[:_SAMPLE].decode(encoding, "replace")
        if len(_EXPECTED.findall(sample)) >= 0.98 * len(sample):
            return _with_repairs(data, encoding)
    if b"\x00" in data:
        return None
    return Decoded(data.decode("utf-8"), "utf-8") if _is_utf8(data) else _eight_bit(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _damaged_utf8(data: bytes) -> Decoded | None:
    """Read UTF-8 that a few bytes were lost from; text in another encoding fails nearly always."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = len(text) - len(text.encode("ascii", "ignore")) - damaged
    if sound < 10 * damaged:
        return None
    return Decoded(text, "utf-8", _damage_warning(damaged, "utf-8"))


def _declared(data: bytes) -> Decoded | None:
    """Read a web page in the encoding it declares for itself."""
    found = _DECLARATION.search(data[:4096])
    if not found:
        return None
    encoding = _DECLARED.get(found.group(1).decode("ascii").casefold().replace("_", "-"))
    return _read_as(data, encoding) if encoding else None


def _eight_bit(data: bytes) -> Decoded | None:
    """Decide between windows-1251 (Cyrillic) and windows-1250 (Latin)."""
    encoding = "cp1251" if _cyrillic_evidence(data[:_SAMPLE]) > 0 else "cp1250"
    other = {"cp1251": "cp1250", "cp1250": "cp1251"}[encoding]
    return _read_as(data, encoding) or _read_as(data, other)


def _read_as(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    name = _NAMES.get(encoding, encoding)
    return Decoded(text, name, (f"read as {name}: check its letters",))


def _cyrillic_evidence(data: bytes) -> int:
    """Return by how many words `data` looks Cyrillic (above 0) rather than Latin (below 0).

    A Cyrillic word consists of high bytes alone; a Latin one mixes them into ASCII letters, which
    under windows-1251 would put two scripts into one word. A short word of nothing but Serbian
    Latin's own letters ("š", "žđ") says nothing.
    """
    evidence = 0
    for word in _HIGH_WORD.findall(data.decode("cp1251", "ignore")):
        if _CYRILLIC.fullmatch(word):
            as_latin = word.encode("cp1251").decode("cp1250", "replace")
            evidence += not _FREQUENT_1250.issuperset(as_latin)
        else:
            evidence -= 1
    return evidence
