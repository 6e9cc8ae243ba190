"""Documents as plain values, and as bytes small enough to keep by the million."""

from __future__ import annotations

import functools
import json
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.languages import Target, target

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")


def plain(value: Any) -> Any:
    """Return a document, or a value made of them, as what JSON can hold."""
    return _converter().unstructure(value)


def made(kind: type[T], value: Any) -> T:
    """Return the document of type `kind` that `plain` made `value` of."""
    return _converter().structure(value, kind)


def pack(value: Any) -> bytes:
    """Return a document as compressed JSON; equal documents give equal bytes."""
    text = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))
    # What was read from a damaged file may hold half a surrogate pair.
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpack(kind: type[T], packed: bytes) -> T:
    """Return the document of type `kind` that `pack` made `packed` of."""
    return made(kind, json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass")))


def digest(*parts: str | bytes) -> bytes:
    """Return 16 bytes that differ when any part does; where one part ends counts too."""
    hashed = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(len(data).to_bytes(8, "big"))
        hashed.update(data)
    return hashed.digest()[:16]


@functools.cache
def _converter() -> Converter:
    from cattrs.preconf.json import make_converter

    converter = make_converter()
    # A target is a row of the table of languages: its name is enough.
    converter.register_unstructure_hook(Target, lambda value: f"{value.tag}-{value.script}")
    converter.register_structure_hook(Target, lambda name, _: target(*name.split("-")))
    return converter
