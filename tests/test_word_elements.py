"""The pieces of WordprocessingML, and what may go into them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing.word.elements import clean, text, web_address


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("a\x00b\x0bc\x1fd", "abcd"),
        ("line\nline\ttab\r\nline", "line line tab line"),
        ("\ud800 half a pair", " half a pair"),
        ("\ufffe\uffff", ""),
        ("Ўзбекистон ʻ ʼ 𝛼", "Ўзбекистон ʻ ʼ 𝛼"),
    ],
)
def test_what_xml_forbids_is_taken_out(given_text: str, expected: str) -> None:
    assert clean(given_text) == expected


@given(st.text(st.characters()))
def test_any_text_makes_xml_that_can_be_read_back(value: str) -> None:
    run = text(value, "sr-Cyrl-RS")
    assert "".join(etree.fromstring(etree.tostring(run)).itertext()) == clean(value)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://www.uza.uz/a?x=1&y=2", ("https://www.uza.uz/a?x=1&y=2", "uza.uz")),
        ("http://politika.rs/а б", ("http://politika.rs/%D0%B0%20%D0%B1", "politika.rs")),
        (" https://uza.uz/\n", ("https://uza.uz/", "uza.uz")),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("ftp://uza.uz/a", None),
        ("https://", None),
        ("https://[::1", None),
        ("https://uza.uz:port/", None),
        ('https://uz"a.uz/', None),
        ("uza.uz", None),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(
    link: str, expected: tuple[str, str] | None
) -> None:
    assert web_address(link) == expected


@given(st.text())
def test_a_links_target_is_plain_ascii_without_spaces(link: str) -> None:
    address = web_address(f"https://uza.uz/{link}")
    assert address is None or (address[0].isascii() and " " not in address[0])
