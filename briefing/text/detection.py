"""Tells what language and script a text is in.

langdetect (Nakatani Shuyo's naive Bayes over letter n-grams) knows neither Serbian nor Uzbek, so
profiles of our own, made by `briefing.text.build_profiles`, are loaded beside its stock ones.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.documents import DetectedLanguage
from briefing.text.neighbours import serbian_share
from briefing.text.scripts import LETTERS, script_of

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

PROFILES = Path(__file__).parent / "profiles"
UNKNOWN = "und"  # BCP 47 for a language that cannot be told


def detect(text: str) -> DetectedLanguage:
    """Return the language of `text`, its main script and how sure that is.

    The tag is "und", with confidence 0, for a text without letters and for one whose letters do not
    fit the language it is nearest to (Kazakh is near Uzbek, but no n-gram profile knows it). The
    same text always gives the same answer, in any thread.
    """
    from langdetect.lang_detect_exception import LangDetectException

    script = script_of(text)
    detector = _factory().create()
    detector.append(plain(text))
    try:
        found = detector.get_probabilities()
    except LangDetectException:  # no letters
        found = []
    confidences: dict[str, float] = {}
    for language in found:
        tag = re.split("[-_]", language.lang)[0]  # sr_latn, zh-cn
        confidences[tag] = confidences.get(tag, 0.0) + language.prob
    if not confidences:
        return DetectedLanguage(UNKNOWN, script, 0.0)
    tag, confidence = max(confidences.items(), key=lambda item: item[1])
    if tag in _TOLD_BY_WORDS and script == "Latn":
        serbian = serbian_share(text)
        tag, confidence = ("sr", serbian) if serbian >= 0.5 else ("hr", 1 - serbian)
    if _foreign_share(text, tag, script) > _FOREIGN_LETTERS:
        return DetectedLanguage(UNKNOWN, script, 0.0)
    return DetectedLanguage(tag, script, min(confidence, 1.0))


def plain(text: str) -> str:
    """Return `text` with ʻ and ʼ as apostrophes, which langdetect takes for a gap between words.

    Uzbek is typed with any of half a dozen such signs; so they all look alike.
    """
    return text.translate({0x02BB: "'", 0x02BC: "'"})


@cache
def _factory() -> DetectorFactory:
    """Return langdetect's factory with the stock profiles and our own, with a seed of its own.

    A factory is not changed by use and each detector draws its own random numbers from the
    factory's seed, so that threads may share it; nothing of langdetect's global state is touched.
    """
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    files = sorted(path for path in Path(PROFILES_DIRECTORY).iterdir() if path.is_file())
    files += sorted(PROFILES.glob("*.json"))
    factory = DetectorFactory()
    factory.load_json_profile([path.read_text(encoding="utf-8") for path in files])
    factory.set_seed(0)
    return factory


_TOLD_BY_WORDS = ("hr", "sr")

# Letters of each language served, names from abroad included; more than a few others mean that the
# text is in a language without a profile.
_ALPHABETS = {
    ("en", "Latn"): "a-zà-ÿčšžćđłńśő",
    ("sr", "Latn"): "a-zčćđšž",
    ("sr", "Cyrl"): "абвгдђежзијклљмнњопрстћуфхцчџш",
    ("ru", "Cyrl"): "а-яё",
    ("uz", "Latn"): "a-z",
    ("uz", "Cyrl"): "а-яёўқғҳ",
}
_FOREIGN_LETTERS = 0.015  # of a text's letters in its main script


def _foreign_share(text: str, tag: str, script: str) -> float:
    """Return what share of the letters of `script` the language `tag` does not have."""
    alphabet = _ALPHABETS.get((tag, script))
    if alphabet is None:
        return 0.0
    letters = "".join(LETTERS[script].findall(text.lower()))
    return 1 - len(re.findall(f"[{alphabet}]", letters)) / len(letters)
