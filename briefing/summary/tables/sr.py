"""Serbian; the table is in Latin script."""

from __future__ import annotations

import re

from briefing.summary.tables.row import Row

_SPEAKS = (
    "(?:rek|kaz|doda|istak|naglasi|nave|oceni|poruci|poruči|podseti|objasni|izjavi|najavi|zaključi"
    "|naveo|naglasio|upozori|potvrdi|precizira|primeti|smatra|napomenu|dodao|rekao|kazao|istakao)"
    "(?:o|la|le|li|ao|lo|gao|gla)?"
)

ROW = Row(
    tag="sr",
    script="Latn",
    function_words="""
    a ako ali bi bih bio bila bilo bili biti da dok do ga gde i iako ih ili im iz između ja je
    jer još ju kad kada kako kao ko koga kod koja koje kojeg kojem koji kojih kojim kojima kojoj
    koju li me među mi može mu na nad nakon nam nas naš ne nego neki nema ni nije nisu no o od
    odnosno on ona one oni ono ova ovaj ove ovo ovog oko pa po pod posle pre pred preko pri
    prema s sa sam samo se su sva sve svi svih svoj svoja svoje svoju ta taj tako također takođe
    te ti to tog toga tom u uz vi već više za zbog što šta će ću bude budu
    """,
    endings="aeioumhg",
    prefix=7,
    pronouns="on|ona|ono|oni|one|njegov[aeiou]?[gmj]?|njen[aeiou]?[gmj]?|njihov[aeiou]?[gmj]?|njega"
    "|nju|njih|njima|to|toga|tome|time|tada|tu|tamo|zato|stoga|otuda",
    demonstratives="ovaj|ova|ovo|ove|ovi|ovog|ovoga|ovom|ovim|ovih|ovu|ovoj|taj|ta|ti|te|tog|toj"
    "|tim|tih|tu|takav|takva|takvo|takve|takvi|takvih|takvog|takvu",
    deictic="godin[aeiu]|godinu|mesec[aeiu]?|nedelj[aeiu]|dan|dana|put|puta|proleć[ae]|leto|leta"
    "|jesen|jeseni|zim[aeiu]|vek|veka|veku|decenij[aeiu]|jutra|večeri|noći|sezone",
    backward=f"(?:kako je )?{_SPEAKS} (?:je|su)|kako (?:je|su|kaže|navodi|dodaje|ističe)\\b"
    "|(?:prema|po) (?:njegovim|njenim|njihovim|njegovom|njenom) \\w+"
    "|(?:za|kod|od|do|uz|o|s|sa|iz|pored|osim|nakon|posle|pre|zbog) (?:njega|nje|njih|njim|njom"
    "|njima|toga|tog|tome|to)|sa svoje strane|s tim u vezi|u vezi s tim|u tom",
    speaker=f"{_SPEAKS} (?:je|su)(?: (?:on|ona|oni))?|(?:kaže|dodaje|ističe|navodi|smatra|poručuje)"
    f"(?: (?:on|ona))?|kako je {_SPEAKS}|(?:on|ona|oni) (?:je|su) {_SPEAKS}",
    connectives="i|a|ali|no|pa|međutim|ipak|takođe|također|isto tako|osim|pored|štaviše|uz to"
    "|u međuvremenu|istovremeno|u isto vreme|sa druge strane|s druge strane|zatim|potom|dakle"
    "|naime|na primer|na kraju|u zaključku|konačno|najzad|ukratko|u tom smislu|u skladu s tim"
    "|kao rezultat|nasuprot|naprotiv|drugo|treće|drugi|druga|treći|treća|obe|oba|strane|još jedan"
    "|još jedna|još jedno|podsetimo|podsećamo|inače|usled toga|ujedno|pritom|pri tome",
    first_person="ja|mi|mene|meni|nas|nam|nama|naš|naša|naše|naši|našeg|našem|našoj|našu|naših"
    "|našim|moj|moja|moje|moji|sam|smo|ćemo|ću|mislim|verujem|želimo|imamo|moramo|možemo",
    # Only before the name of an office: elsewhere a comma may be that of a list.
    lead_phrase=re.compile(
        r"(?:na poziv|povodom|u okviru|tokom|nakon|posle) [^,]+, "
        r"(?=(?:predsedni|premijer|ministar|ministark|šef|ambasador|delegacij|generaln)\w* [^,]+$)"
    ),
)
