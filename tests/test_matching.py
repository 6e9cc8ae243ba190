"""Concepts found in source texts: where, which, and why not the others."""

import random
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.terminology.concepts import NO_GLOSSARY, Concept, Glossary, Term
from briefing.terminology.csv_format import parse
from briefing.terminology.matching import Matcher

GLOSSARY = parse(
    """concept,lang,term,status,forms,case
president,en,president,,,
president-of-serbia,en,President of Serbia,,,
president-of-serbia,en,Serbian President,admitted,,
serbia,en,Serbia,,,
minister,en,minister,,,
foreign-minister,en,foreign minister,,,
foreign-minister,en,minister of foreign affairs,admitted,,
mp,en,MP,,,
us,en,US,,,
us,en,USA,admitted,,
who,en,WHO,,,
georgia,en,Georgia,,,
spokesman,en,spokesman,,spokesmen,
roadmap,en,roadmap,,,
roadmap,en,road map,admitted,,
policymakers,en,policy makers,,,
working-group,en,working group,,,
group-of-seven,en,Group of Seven,,,
charge,en,chargé d'affaires,,,
east-west,en,East and West,,,sentence-smart
ebay,en,eBay,,,exact
iso,*,ISO 9001,,,
ministry-of-industry,en,"Ministry of Investment, Industry and Trade",,,
agency,en,agency,,,
policy,en,policy,,,
visit,en,visit,,,
high-level-meeting,en,high-level meeting,,,
company,en,company,,,
old-name,en,Burma,deprecated,,
banned,en,bad name,forbidden,,
middle-east,en,Middle East,,,
"""
)
MATCHER = Matcher(GLOSSARY, "en")


def found(text: str) -> list[tuple[str, str]]:
    return [(match.concept.id, match.text) for match in MATCHER.match(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # case
        ("The president spoke.", [("president", "president")]),
        ("PRESIDENT resigns", [("president", "PRESIDENT")]),
        ("Presidents met", [("president", "Presidents")]),
        ("An MP spoke at 5 pm, an mp did not.", [("mp", "MP")]),
        ("They told us about the US.", [("us", "US")]),
        ("U.S. officials, the USA's envoy", [("us", "U.S."), ("us", "USA's")]),
        ("who is WHO", [("who", "WHO")]),
        ("georgia is written Georgia or GEORGIA", [("georgia", "Georgia"), ("georgia", "GEORGIA")]),
        ("peace in the middle east", [("middle-east", "middle east")]),
        ("from east and west", []),
        ("between East and West", [("east-west", "East and West")]),
        ("on eBay, not on Ebay or EBAY", [("ebay", "eBay")]),
        # number and possession
        ("two ministers' aides", [("minister", "ministers")]),
        ("the minister’s car", [("minister", "minister’s")]),
        ("both foreign ministers", [("foreign-minister", "foreign ministers")]),
        (
            "the ministers of foreign affairs",
            [("foreign-minister", "ministers of foreign affairs")],
        ),
        ("MPs voted", [("mp", "MPs")]),
        ("the spokesmen said", [("spokesman", "spokesmen")]),
        ("agencies and companies", [("agency", "agencies"), ("company", "companies")]),
        ("foreign policies", [("policy", "policies")]),
        # a verb is no name
        ("He will visit, and wants to visit, after a visit.", [("visit", "visit")]),
        ("They could agency", []),
        ("In May ministers met", [("minister", "ministers")]),
        # spelling
        ("a road-map, a roadmap", [("roadmap", "road-map"), ("roadmap", "roadmap")]),
        ("policy-makers", [("policymakers", "policy-makers")]),
        ("a high level meeting", [("high-level-meeting", "high level meeting")]),
        ("the chargé d’affaires", [("charge", "chargé d’affaires")]),
        (
            unicodedata.normalize("NFD", "the chargé d'affaires"),
            [("charge", unicodedata.normalize("NFD", "chargé d'affaires"))],
        ),
        ("certified to ISO 9001", [("iso", "ISO 9001")]),
        (
            "the Ministry of Investment, Industry and Trade",
            [("ministry-of-industry", "Ministry of Investment, Industry and Trade")],
        ),
        ("the “Group of Seven”", [("group-of-seven", "Group of Seven")]),
        # words are whole
        ("presidential, presidency, copresident", []),
        ("self-government, pro-president, president-elect", []),
        ("Serbia-Uzbekistan ties", [("serbia", "Serbia")]),
        ("policy, makers", [("policy", "policy")]),
        ("the working, group", []),
        # the longest, from the left
        ("the President of Serbia", [("president-of-serbia", "President of Serbia")]),
        ("the president of Serbia", [("president-of-serbia", "president of Serbia")]),
        ("the working group of seven", [("working-group", "working group")]),
        # status
        ("Burma", [("old-name", "Burma")]),
        ("a bad name", []),
        ("", []),
        (" … ", []),
    ],
)
def test_english(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


INFLECTED = parse(
    """concept,lang,term,status,forms
president,sr,председник,,
foreign-minister,sr,министар спољних послова,,
un,sr,УН,,
security,sr,безбедност,,
american,sr,Американац,,
serbia,sr,Србија,,
president,ru,президент,,
serbian,ru,сербский,,
foreign-minister,ru,министр иностранных дел,,
un,ru,ООН,,
visit,ru,официальный визит,,
premier,ru,премьер-министр,,
refugee,ru,беженец,,
president,uz,prezident,,
foreign-minister,uz,tashqi ishlar vaziri,,
corridor,uz,transport yoʻlagi,,
un,uz,BMT,,
village,uz,qishloq,,
cooperation,uz,hamkorlik,,
"""
)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("sr", "са председницима", ["president"]),
        ("sr", "sa predsednicima i predsednikom", ["president", "president"]),
        ("sr", "председништво, потпредседник", []),
        ("sr", "министри спољних послова", ["foreign-minister"]),
        ("sr", "ministra spoljnih poslova", ["foreign-minister"]),
        ("sr", "одлука УН-а и УН", ["un", "un"]),
        ("sr", "безбедношћу", ["security"]),
        ("sr", "Американце", ["american"]),
        ("sr", "SRBIJU", ["serbia"]),
        ("ru", "встреча с президентами", ["president"]),
        ("ru", "визит вице-президента", []),
        ("ru", "российско-сербский", ["serbian"]),
        ("ru", "Сербско-российский", ["serbian"]),
        ("ru", "Министры иностранных дел", ["foreign-minister"]),
        ("ru", "об официальных визитах", ["visit"]),
        ("ru", "в ООН", ["un"]),
        ("ru", "премьер-министру", ["premier"]),
        ("ru", "принять беженцев", ["refugee"]),
        ("uz", "prezidentlarimizga", ["president"]),
        ("uz", "президентларга", ["president"]),
        ("uz", "tashqi ishlar vazirlari", ["foreign-minister"]),
        ("uz", "tashqi ishlar vazirligi", []),
        ("uz", "transport yo'laklarini", ["corridor"]),
        ("uz", "BMTning", ["un"]),
        ("uz", "qishlogʻimiz", ["village"]),
        ("uz", "hamkorligining", ["cooperation"]),
    ],
)
def test_inflected_sources(lang: str, text: str, expected: list[str]) -> None:
    assert [match.concept.id for match in Matcher(INFLECTED, lang).match(text)] == expected


@pytest.mark.parametrize(
    ("text", "candidate", "reason"),
    [
        ("the President of Serbia", "serbia", "is part of 'President of Serbia'"),
        ("the President of Serbia", "president", "is shorter than 'President of Serbia'"),
        ("they told us", "us", "differs in capitals"),
        ("they will visit", "visit", "is a verb here"),
        ("a president-elect", "president", "is part of a compound with a hyphen"),
        ("a policy: makers", "policymakers", "is parted by ':'"),
        (
            "working group of seven",
            "group-of-seven",
            "overlaps what begins earlier: 'working group'",
        ),
    ],
)
def test_why_a_candidate_was_not_taken(text: str, candidate: str, reason: str) -> None:
    _, rejected = MATCHER.explain(text)
    reasons = {r.match.concept.id: r.reason for r in rejected}
    assert reasons[candidate].startswith(reason)


def test_a_term_of_two_concepts_goes_to_the_one_that_prefers_it() -> None:
    glossary = parse(
        "concept,lang,term,status\na,en,talks,admitted\nc,en,talks,preferred\nb,en,talks,preferred\n"
    )
    taken, rejected = Matcher(glossary, "en").explain("talks")
    assert [match.concept.id for match in taken] == ["b"]
    assert [r.reason for r in rejected] == ["is also a term of b, which comes first"] * 2


def test_no_glossary_finds_nothing() -> None:
    assert Matcher(NO_GLOSSARY, "en").match("the president") == ()
    assert Matcher(GLOSSARY, "de").match("ISO 9001")[0].concept.id == "iso"


PIECES = st.sampled_from(
    [
        *("president", "President of Serbia", "Serbia", "us", "US", "U.S.", "policy", "makers"),
        *("group", "of", "seven", "working", "MP", "chargé", "d'affaires", "ISO", "9001", "eBay"),
        *(
            " ",
            " ",
            " ",
            "-",
            "’s",
            "'",
            ",",
            ".",
            "\n",
            "ʻ",
            "\u0301",
            "\u200d",
            "\ufe0f",
            "🏽",
            "é",
        ),
        *("x", "s", "1", "_", "”", "предс", "ћ"),
    ]
)


WORD = re.compile(r"\w")


@given(st.lists(PIECES, max_size=14).map("".join))
def test_a_match_never_splits_a_word_or_a_grapheme(text: str) -> None:
    end_before = 0
    for match in MATCHER.match(text):
        start, end = match.span
        assert text[start:end] == match.text != ""
        assert start >= end_before
        end_before = end
        if start:
            assert not WORD.match(text[start - 1])
        if end < len(text):
            assert not WORD.match(text[end])
            assert unicodedata.category(text[end])[0] != "M"
            assert text[end] not in "\u200d🏽"


@settings(max_examples=30)
@given(st.randoms(use_true_random=False), st.lists(PIECES, max_size=14).map("".join))
def test_the_order_of_concepts_does_not_matter(shuffle: random.Random, text: str) -> None:
    concepts = [
        *GLOSSARY.concepts,
        Concept("twin", terms=(Term("en", "president"),)),
        Concept("a-twin", terms=(Term("en", "working group"),)),
    ]
    before = Matcher(Glossary(tuple(concepts)), "en").match(text)
    shuffle.shuffle(concepts)
    assert Matcher(Glossary(tuple(concepts)), "en").match(text) == before
