"""Bytes → text, and characters that no document may hold."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import ReadError
from briefing.readers import characters, encoding, read_bytes

EN = "The President’s visit – an “essential” step – will start on Tuesday."
SR = "Председник Србије допутовао је у уторак у Ташкент. Ђорђе, Љиљана, Његош, Ћирић и Џон."
SR_LATN = "Predsednik Vučić doputovao je u Taškent. Đorđe Živković, Ćirić i Čačak, žena će doći."
UZ = "Oʻzbekiston Prezidenti Belgradga tashrif buyurdi, maʼlumot berildi."
UZ_CYRL = "Ўзбекистон Президенти Белградга ташриф буюрди, қарор ва ғоя ҳақида."
RU = "Президент Сербии во вторник прибыл в Ташкент с официальным визитом."


@pytest.mark.parametrize("text", [EN, SR, SR_LATN, UZ, UZ_CYRL, RU])
@pytest.mark.parametrize(
    "codec",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_unicode_with_and_without_a_mark(text: str, codec: str) -> None:
    article = read_bytes(text.encode(codec), "article.txt")
    assert article.text == text
    assert article.warnings == ()


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [RU, SR_LATN])
def test_the_other_byte_orders_mark(text: str, codec: str) -> None:
    assert read_bytes(("\ufeff" + text).encode(codec), "article.txt").text == text


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (SR, "cp1251", "windows-1251"),
        (RU, "cp1251", "windows-1251"),
        ("Да.", "cp1251", "windows-1251"),
        ("«Новая страница» – IT и UNESCO.", "cp1251", "windows-1251"),
        (SR_LATN, "cp1250", "windows-1250"),
        ("Reč će dati Žiža Šešić.", "cp1250", "windows-1250"),
        ("Šta će biti?", "cp1250", "windows-1250"),
        (EN, "cp1250", "windows-1250"),
        (EN, "cp1252", "windows-1250"),
        ("Café München opens in Tashkent.", "cp1252", "windows-1250"),
    ],
)
def test_eight_bit_encodings(text: str, codec: str, name: str) -> None:
    article = read_bytes(text.encode(codec), "article.txt")
    assert article.text == text
    assert article.warnings == (f"read as {name}: check its letters",)


@pytest.mark.parametrize(
    ("codec", "declared"),
    [("koi8-r", "koi8-r"), ("cp1251", "windows-1251"), ("iso8859-5", "ISO-8859-5")],
)
def test_a_page_is_read_as_it_declares(codec: str, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{RU}</p></body></html>'
    assert read_bytes(page.encode(codec), "page.html").text == RU


def test_a_false_declaration_is_not_believed() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{SR}</p></body></html>'
    assert read_bytes(page.encode(), "page.html").text == SR


def test_utf8_that_lost_a_byte_is_still_utf8() -> None:
    data = (SR * 3).encode()
    article = read_bytes(data[:-2] + data[-1:] + " Крај.".encode()[:-2] + b".", "article.txt")
    assert "Председник Србије" in article.text
    assert "\ufffd" in article.text
    assert "damaged" in article.warnings[0]


@pytest.mark.parametrize(
    "data",
    [
        b"text with a \x00 in it",
        bytes(range(256)),
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\x7fELF\x02\x01\x01\x00",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"\x00" * 100,
    ],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"photo\.txt: is .*\. (Give|Unpack)"):
        read_bytes(data, "photo.txt")


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("One\x01\x0b\x1b two\x7f.", "One\n two."),
        ("Taш\u200bкент\u200f\u202e је.", "Taшкент је."),
        ("со\u00adтруд\u00adничество", "сотрудничество"),
        ("со\u00ad\nтрудничество", "сотрудничество"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("\ufffe\uffffok\ufdd0", "ok"),
        ("C\u030car i c\u0301erka", "Čar i ćerka"),
        ("oʻzbek maʼno", "oʻzbek maʼno"),
    ],
)
def test_characters_are_cleaned(dirty: str, clean: str) -> None:
    assert characters.clean(dirty)[0] == clean


def test_what_was_taken_out_is_told() -> None:
    article = read_bytes("Први\u200b \x01пасус\u202e.".encode(), "article.txt")
    assert article.text == "Први пасус."
    assert article.warnings == ("took out 3 control or invisible characters",)


@settings(deadline=None)
@given(st.text())
def test_clean_text_stays_as_it_is_and_can_stand_in_xml(text: str) -> None:
    once, _ = characters.clean(text)
    assert characters.clean(once) == (once, 0)
    assert unicodedata.is_normalized("NFC", once)
    assert all(character in "\t\n" or character >= " " for character in once)
    assert not any(0xD800 <= ord(character) <= 0xDFFF for character in once)


@settings(deadline=None)
@given(st.lists(st.sampled_from(RU.split()), min_size=1).map(" ".join))
def test_russian_is_never_taken_for_latin(text: str) -> None:
    decoded = encoding.decode(text.encode("cp1251"))
    assert decoded is not None
    assert decoded.text == text


@settings(deadline=None)
@given(st.lists(st.sampled_from(SR_LATN.split()), min_size=1).map(" ".join))
def test_serbian_latin_is_never_taken_for_cyrillic(text: str) -> None:
    decoded = encoding.decode(text.encode("cp1250"))
    assert decoded is not None
    assert decoded.text == text
