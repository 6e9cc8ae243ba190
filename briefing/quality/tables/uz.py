"""Uzbek; the patterns are in Latin script."""

from __future__ import annotations

from briefing.quality.tables.row import Row

# What may be added to a number word: counted, ordinal, collective, cases, possessives.
_END = (
    "(?:(?:ta|tasi|tadan|tacha|tagacha|taga|talik|inchi|nchi|ov|ala|ovi|alasi|ovlon|avlon|lab|lik|lamchi)?"
    "(?:si|i|lar|lari|ning|ni|ga|da|dan|dagi|gacha|cha|chasi|larning|larni|larga|larda|lardan|larigacha"
    "|larida|laridan|larning|larigina|tagina|gina|yoq|dayoq|dir|niki|qa|qacha|ka)*)"
)

# The negative -ma- before the ending of a verb form, and the other ways to deny.
_DENIED = (
    r"\b\w{2,}ma(?:di|dik|dim|ding|dilar|gan|y|yd|ydi|ymiz|yman|ysiz|ydilar|yapti|yotgan|yotir"
    r"|sdan|slik|slig|sin|sa|salar|sak|sam|ng|nglar|s|gach|guncha|gunga|ymi|gay|ydigan|gur|slar)\w*"
    r"|\b(?:emas\w*|yoʻq\w*|nafaqat|nainki|na)\b"
)

ROW = Row(
    tag="uz",
    script="Latn",
    number_words=rf"""
    loose 0 nol{_END}
    unit 1 bir(?:ta|tasi|tadan|inchi|inchisi|inchisida|inchilardan|inchidan|ga|dan|ining|ni|i)?
     |birinchi\w*|ilk|dastlab\w*|avvalo|yagona|bitta\w*
    unit 2 ikki{_END}|ikkita\w*|ikkinchi\w*
    loose 2 ikkala\w*|ikkov\w*|juft\w*|egizak\w*|ikki(?:yoqlama|tomonlama|karra)\w*|har ikki|qoʻsh
    unit 3 uch{_END}|uchta\w*|uchinchi\w*
    loose 3|1/3 uchdan
    unit 4 toʻrt{_END}|toʻrtta\w*|toʻrtinchi\w*
    loose 1/4|4|3|15 chorak\w*|chorag\w*|kvartal\w*
    unit 5 besh{_END}|beshta\w*|beshinchi\w*
    unit 6 olti{_END}|oltita\w*|oltinchi\w*
    unit 7 yetti{_END}|yettita\w*|yettinchi\w*
    unit 8 sakkiz{_END}|sakkizta\w*|sakkizinchi\w*
    unit 9 toʻqqiz{_END}|toʻqqizta\w*|toʻqqizinchi\w*
    ten 10 oʻn{_END}|oʻninchi\w*|oʻnta\w*
    loose 10 oʻnyillik\w*|oʻnlab\w*
    loose 12 tushlik\w*|peshin\w*
    loose 0|12|24 yarim ?tun\w*|tun
    ten 20 yigirma{_END}|yigirmanchi\w*
    ten 30 oʻttiz{_END}|oʻttizinchi\w*
    ten 40 qirq{_END}|qirqinchi\w*
    ten 50 ellik{_END}|ellikinchi\w*
    ten 60 oltmish{_END}|oltmishinchi\w*
    ten 70 yetmish{_END}|yetmishinchi\w*
    ten 80 sakson{_END}|saksoninchi\w*
    ten 90 toʻqson{_END}|toʻqsoninchi\w*
    hundred 100 yuz{_END}|yuzinchi\w*
    loose 100 asr{_END}|asr\w*|yuzyillik\w*
    scale 1000 ming{_END}|minginchi
    scale 1000000 million{_END}|mln|millioninchi
    scale 1000000000 milliard{_END}|mlrd
    scale 1000000000000 trillion{_END}|trln
    half 1/2 yarim|yarm\w+|yarim\w*|yarmi
    loose 6 yarimyillik\w*
    """,
    decimal=",.",
    group=".",
    joiner="",
    units_after=10,
    turned_commas=True,
    half_joiner="",
    bare="bir|ikki|uch|toʻrt|besh|olti|yetti|sakkiz|toʻqqiz|oʻn|yigirma|oʻttiz|qirq|ellik|oltmish|yetmish"
    "|sakson|toʻqson|yuz|ming|million|mln|milliard|mlrd|trillion|trln|yarim",
    percent=r"foiz\w*|prosent\w*|фоиз\w*",
    months=r"yanvar\w* fevral\w* mart(?:da|ga|dan|ning|gacha|dagi|ida)?(?:gi)? aprel\w*"
    r" may(?:da|dan|ning|gacha|ga|ida|dagi)? iyun\w* iyul\w* avgust\w* sent[iy]?a?br\w*|sentyabr\w*"
    r" oktabr\w*|oktyabr\w* noyabr\w* dekabr\w*",
    weekdays=r"dushanba\w* seshanba\w* chorshanba\w* payshanba\w* juma(?!l)\w* shanba\w*"
    r" yakshanba\w*",
    currencies=r"""
    USD dollar\w*|usd
    EUR y?evro(?:ga|da|dan|ning|lik|ni|gacha|dagi)?|eur
    RUB rubl\w*
    RSD dinor\w*|dinar\w*
    UZS soʻm\w*|uzs
    JPY iyena\w*|yen(?:ga|dan|ning|lik|ni)?
    CNY yuan\w*
    KZT tenge\w*
    CHF frank(?:ga|dan|ning|ni|lik)?
    GBP funt\w*
    INR rupiy\w*
    PLN zlot\w+
    """,
    denied=_DENIED,
    denying=r"\b(?:\w{3,}siz(?:lik|lig|dir|lar|cha)?\w*|be(?!r|sh|k|lg)\w{5,}|no(?!yab|mz|mi|rm|zim|gir|tiq|vvo|mal)\w{5,}"
    r"|rad et\w*|tiyil\w*|man et\w*|voz kech\w*|bosh tort\w*|taqiq\w*|mahrum\w*)\b",
    concord=r"\bhech\b",
)
