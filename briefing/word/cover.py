"""What a house puts at the head of a briefing: logo, time covered, who prepared it, a marking."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.image.image import Image
from docx.shared import Cm

from briefing.documents import Briefing, Cover
from briefing.errors import UsageError
from briefing.word import styles
from briefing.word.elements import picture
from briefing.word.labels import period
from briefing.word.sheet import DOT, Sheet

_HEIGHT, _WIDTH = Cm(1.8), Cm(8)  # at most


def read_logo(path: Path) -> bytes:
    """Return the picture at `path`, to stand in a cover.

    Raises UsageError when it is not one that Word can show.
    """
    try:
        logo = path.read_bytes()
        image = Image.from_blob(logo)
        fits = image.px_width > 0 and image.px_height > 0
    except OSError as error:
        raise UsageError(
            str(path), error.strerror or "cannot be read", "Name the picture of the logo"
        ) from error
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError):
        fits = False
    if not fits:
        raise UsageError(
            str(path), "is not a picture that Word can show", "Give a PNG, JPEG, GIF, BMP or TIFF"
        )
    return logo


def append_logo(sheet: Sheet, cover: Cover | None) -> None:
    """Append the logo, as large as it fits, with what it shows in words."""
    if cover is None or cover.logo is None:
        return
    image = Image.from_blob(cover.logo)
    scale = min(_HEIGHT / image.height, _WIDTH / image.width, 1.0)
    size = int(image.width * scale), int(image.height * scale)
    inline = sheet.document.part.new_pic_inline(BytesIO(cover.logo), *size)
    inline.docPr.set("descr", cover.logo_alt or sheet.labels.logo)
    sheet.paragraph(styles.LOGO, [picture(inline, sheet.language)])


def append_cover_line(sheet: Sheet, briefing: Briefing) -> None:
    """Append when the articles appeared and who prepared the briefing, where there is a cover."""
    cover = briefing.cover
    if cover is None:
        return
    said = []
    if dates := [date for entry in briefing.entries if (date := entry.summary.article.date)]:
        said.append(sheet.labels.period.format(period=period(dates, sheet.target)))
    if cover.prepared_by:
        said.append(sheet.labels.prepared_by.format(who=cover.prepared_by))
    if said:
        sheet.paragraph(styles.COVER_LINE, [sheet.say(DOT.join(said))])
