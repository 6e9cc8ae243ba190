"""A .docx as a zip file whose bytes depend on its content alone."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold


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


def repack(package: bytes) -> bytes:
    """Return a zip file with the same content as `package`, packed as `pack` does."""
    with ZipFile(BytesIO(package)) as archive:
        return pack({name: archive.read(name) for name in archive.namelist()})
