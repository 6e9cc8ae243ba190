"""English."""

from __future__ import annotations

from briefing.quality.tables.row import Row

ROW = Row(
    tag="en",
    script="Latn",
    number_words=r"""
    loose 0 zero
    unit 1 one|first|firstly|once|single
    unit 2 two|second|secondly|twofold
    loose 2 twice|both|double[ds]?|doubling|pair|couple|twins?|bilateral|halved|half-yearly
    unit 3 three|thrice|threefold
    unit 3|1/3 thirds?|triple[ds]?|tripling
    unit 4 four|fourfold
    unit 4|1/4 fourths?
    loose 1/4|4|3|15 quarters?
    unit 5|1/5 fifths?
    unit 5 five|fivefold
    unit 6 six|sixfold
    unit 6|1/6 sixths?
    unit 7 seven|sevenfold
    unit 7|1/7 sevenths?
    unit 8 eight|eightfold
    unit 8|1/8 eighths?
    unit 9 nine|ninefold
    unit 9|1/9 ninths?
    ten 10 ten|tenfold
    ten 10|1/10 tenths?
    ten 11 eleven(?:th)?
    ten 12 twelve|twelfth
    ten 13 thirteen(?:th)?
    ten 14 fourteen(?:th)?
    ten 15 fifteen(?:th)?
    ten 16 sixteen(?:th)?
    ten 17 seventeen(?:th)?
    ten 18 eighteen(?:th)?
    ten 19 nineteen(?:th)?
    ten 20 twenty|twentieth
    ten 30 thirty|thirtieth
    ten 40 forty|fortieth
    ten 50 fifty|fiftieth
    ten 60 sixty|sixtieth
    ten 70 seventy|seventieth
    ten 80 eighty|eightieth
    ten 90 ninety|ninetieth
    loose 1920|20 twenties
    loose 1930|30 thirties
    loose 1940|40 forties
    loose 1950|50 fifties
    loose 1960|60 sixties
    loose 1970|70 seventies
    loose 1980|80 eighties
    loose 1990|90 nineties
    hundred 100 hundred(?:fold|th)?
    scale 1000 thousand(?:th)?
    scale 1000000 million(?:th)?|mln|mn
    scale 1000000000 billion(?:th)?|bn|bln
    scale 1000000000000 trillion|tn|trn
    half 1/2 half
    loose 12 dozen|noon|midday
    loose 0|12|24 midnight
    loose 10 decades?
    loose 100 century|centuries|centenary|centennial
    loose 14|2|15 fortnight
    loose 1000 millenni(?:um|a)
    """,
    decimal=".",
    group=",",
    joiner="and",
    half_article="an?",
    calendar_capitals=True,
    half_joiner="and an?",
    percent=r"per\s?cent\w*",
    months="january|jan february|feb march apr(?:il)? may june july aug(?:ust)? sept?(?:ember)?"
    " oct(?:ober)? nov(?:ember)? dec(?:ember)?",
    weekdays="mondays? tuesdays? wednesdays? thursdays? fridays? saturdays? sundays?",
    currencies=r"""
    USD dollars?|usd
    EUR euros?|eur
    RUB rou?bles?|rub
    RSD dinars?|rsd
    UZS soums?|uzs
    GBP pounds?|gbp
    JPY yen
    CNY yuan|renminbi
    KZT tenge
    CHF francs?
    INR rupees?
    PLN z[lł]ot(?:y|ys)
    """,
    denied=r"\b(?:not|no(?! doubt| matter|\. ?\d)|never|nobody|nothing|none|neither|cannot"
    r"|nowhere)\b|n't\b",
    denying=r"\b(?:un(?!i|der|til|less)\w{4,}|mis(?!s)\w{4,}|non-?\w+|\w{3,}less(?:ness|ly)?|nor|without|lack\w*"
    r"|den(?:y|ied|ies|ial)|refus\w+|fail\w*|reject\w*|absen\w+|ban(?:s|ned)?|prohibit\w*|forbid\w*|free"
    r"|dis(?:agree|trust|satis|approv|like|order|content|advant|plac|respect|honest|appear|ab)\w*"
    r"|in(?:depend|secur|abil|suffic|effic|equal|just|visib|volunt|correct|complet|adequa|stabil|toler|accur"
    r"|valid|evit|nocen|definit|separ)\w*|im(?:possib|balanc|mobil|moral|pun|part|med)\w*|ir(?:reg|resp|rev|rel)\w*"
    r"|il(?:leg|lit)\w*|immediate\w*|continu\w*|few|weak\w*|unless|until|poor\w*|bad\w*|only)\b",
    month_needs="march|may|mar|jan|dec|nov|oct|apr|aug|feb|sept?",
)
