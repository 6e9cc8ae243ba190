"""Tells Serbian in Latin letters from Croatian by words, for letter n-grams cannot.

The two share nearly all their n-grams; what differs is the vowel that stands for the old yat
(Serbian ekavian *mesto, posle*; Croatian ijekavian *mjesto, poslije*) and a part of the everyday
words. The patterns are stems, found at a word's beginning after an optional prefix (Serbian) or
anywhere in a word (Croatian, where -ije- and -je- betray themselves).
"""

from __future__ import annotations

import re
from functools import cache

_SERBIAN = """
vreme\\b vredn mesec mest[aouei] vest\\b vesti svetsk svetu\\b uvek predlog posle pre\\b gde ovde
negde dec[aue]\\b dece\\b deo\\b delo\\b delom delov delimič sled posled promen primer vek\\b
veka\\b veku\\b vekov cen[aeu]\\b ceo\\b cel[aeiou]\\b lep[aoiue]?\\b rešen rešav reši sever čovek
sneg zahtev uspe[hšlovn] hte[lo] savet sused poset pobed lekar telo\\b tela\\b dve\\b obe\\b
vide[lto] žive[lto] takođe\\b evrop hiljad voz\\b vozov januar februar april avgust septemb oktob
novemb decemb jun[au]?\\b jul[au]?\\b vazduh univerzitet naučn istorij opšt uslov izvešt porodic
fudbal nedelj bezbed saopšt prisustv učestv preduze sarad sopstven finansij procen odsto\\b
juče\\b šta\\b ko\\b neko\\b niko\\b mleko rek[aeu]\\b reč\\b reči nemačk mer[aeiu]\\b merama
sred[aue]\\b ponedeljak smer zamen izmen razmen smešt ocen obavešt zvezd uver prover pover veruj
verov ver[aeu]\\b sedn nasled napre bele beli tokom pritis odelj razum đubr hleb muzi takmič
snabde štampa trebalo bezb advokat društven saobraćaj hemij hirurg hrišćan ostrv severn poverenj
razred grešk odmer nameštaj nameštenj smenj objekat
"""
_CROATIAN = """
vrijem vrijed mjesec mjest vijest riječ svijet uvijek prijedlog \\bprije\\b poslije gdje ovdje
djec djel dijel \\bdio\\b mjer sljedeć posljed promjen primjer vijek stoljeć \\bcijen \\bcijel
cjel lijep rješ riješ vjer sjed(?!in) sjever čovje snijeg zahtjev uspje htje savje susjed ozljed
posjet pobijed pobjed odvjet liječn tijel tijek dvije obje\\b vidje živje ljet[oai] rijek tjed
vijeć izvješ izvije obavij uvjet ocjen procjen zvijezd zvjezd zamjen izmjen razmjen smjer osje[tć]
bijel mlijek nasljed sprije unaprije \\btko\\b netko nitko svatko europ tisuć nogomet zrakoplov
sveučil znanst glazb općin župan gospodarst obitelj kazališ sustav siječ veljač ožuj travnj svibnj
lipnj srpnj kolovoz rujn listopad prosin također jučer vlak\\b kolodvor surad sudjelo udrug postot
financ tvrtk putovnic momčad izbornik cijepljen priopć \\bzrak oporb nakladn promidžb žlic
"""


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    prefix = r"\b(?:ne|na|po|pre|pri|za|do|iz|u|o|od|raz)?"
    return (
        re.compile(f"{prefix}(?:{'|'.join(_SERBIAN.split())})"),
        re.compile("|".join(_CROATIAN.split())),
    )


def serbian_share(text: str) -> float:
    """Return the share of telling words in `text` that are Serbian, 0 to 1.

    The others are Croatian (or Serbian of the ijekavian west). Without any the text is as good
    Serbian as Croatian, and the share is 0.5.
    """
    low = text.lower()
    serbian, croatian = (len(pattern.findall(low)) for pattern in _words())
    return serbian / (serbian + croatian) if serbian + croatian else 0.5
