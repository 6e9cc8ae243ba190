"""A .docx as a zip file: its parts, what they refer to, and bytes that hang on the content alone.

The terms are those of the Open Packaging Conventions (ECMA-376, part 2).
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

CONTENT_TYPES = "[Content_Types].xml"

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "officeDocument"


@dataclass(frozen=True, slots=True)
class Relationship:
    """How one part refers to another part, or to something outside the file."""

    id: str
    type: str  # a URI; what matters is its last word
    target: str  # the name of a part, or a URI when external
    external: bool

    @property
    def kind(self) -> str:
        """The last word of its type: "image", "hyperlink", "attachedTemplate"."""
        return self.type.rsplit("/", 1)[-1]


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return `parts` as a zip file in their order, with no trace of when or where it was made."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # else it tells which system wrote it
            archive.writestr(entry, content)
    return buffer.getvalue()


def unpack(package: bytes) -> dict[str, bytes]:
    """Return the parts of a zip file by name, in its order, folders left out."""
    with ZipFile(BytesIO(package)) as archive:
        return {
            entry.filename: archive.read(entry)
            for entry in archive.infolist()
            if not entry.is_dir()
        }


def repack(package: bytes) -> bytes:
    """Return a zip file with the same content as `package`, packed as `pack` does."""
    return pack(unpack(package))


def parse(xml: bytes) -> Any:
    """Return the root of a part's XML; entities are not resolved and nothing is fetched.

    Raises lxml.etree.XMLSyntaxError when it is not well-formed.
    """
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def is_xml(name: str) -> bool:
    """Tell whether the part called `name` holds XML."""
    return name.lower().endswith((".xml", ".rels", ".vml"))


def relationships(parts: Mapping[str, bytes], source: str = "") -> list[Relationship]:
    """Return what the part called `source` refers to; "" stands for the package itself."""
    folder, name = posixpath.split(source)
    listing = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if listing is None:
        return []
    found = []
    for row in parse(listing).iter(_RELATIONSHIP):
        target = row.get("Target", "")
        external = row.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found.append(Relationship(row.get("Id", ""), row.get("Type", ""), target, external))
    return found


def main_part(parts: Mapping[str, bytes]) -> str | None:
    """Return the name of the part that holds the document, or None when there is none."""
    links = relationships(parts)
    return next((r.target for r in links if r.kind == _MAIN and r.target in parts), None)


def content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the content type of each part: stated for itself, or else for its extension."""
    defaults: dict[str, str] = {}
    stated: dict[str, str] = {}
    for row in parse(parts[CONTENT_TYPES]):
        if row.get("Extension"):
            defaults[row.get("Extension").lower()] = row.get("ContentType", "")
        elif row.get("PartName"):
            stated[row.get("PartName").lstrip("/").lower()] = row.get("ContentType", "")
    return {
        name: stated.get(name.lower(), defaults.get(name.rpartition(".")[2].lower(), ""))
        for name in parts
        if name != CONTENT_TYPES
    }
