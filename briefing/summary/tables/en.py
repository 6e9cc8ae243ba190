"""English."""

from __future__ import annotations

import re

from briefing.summary.tables.row import Row

ROW = Row(
    tag="en",
    script="Latn",
    function_words="""
    a about after all also am an and any are as at be because been before being but by can
    could did do does for from had has have he her here him his how i if in into is it its
    may me might more most must my no nor not now of on only or other our out over own
    same shall she should so some such than that the their them then there these
    they this those to too under until up us very was we were what when where which while
    who whom whose why will with within without would you your
    s t
    """,
    endings="se",
    prefix=7,
    pronouns="he|she|it|they|his|her|hers|its|their|theirs|him|them|that|those|such|there(?:fore|by)",
    demonstratives="this|these",
    deictic="year|month|week|weekend|day|morning|afternoon|evening|night|spring|summer|autumn"
    "|winter|century|decade|season",
    backward="(?:according|thanks|due|in addition|in response) to (?:him|her|them|it|that)"
    "|(?:for|on|in) (?:his|her|its|their) (?:part|own|view|opinion|words|turn)"
    "|(?:in|by|at) (?:that|doing so|so doing|turn)|the (?:latter|former)|one of them",
    speaker="(?:he|she|they|it) (?:\\w+ )?\\w+|(?:said|says|added) (?:he|she|they)"
    "|(?:he|she|they) (?:said|told|added) (?:\\w+ ){0,4}\\w+",
    connectives="and|but|yet|so|or|nor|however|nevertheless|nonetheless|moreover|furthermore|further"
    "|also|besides|meanwhile|instead|otherwise|likewise|similarly|consequently|thus|hence|then"
    "|still|indeed|finally|lastly|secondly|thirdly|additionally|accordingly|as a result|in addition"
    "|in conclusion|in particular|in turn|in contrast|in short|in other words|on the other hand"
    "|for example|for instance|at the same time|at that time|after all|of course|what is more"
    "|another|both|neither|the second|the third|the other|the two|the sides|the parties|similar"
    "|other|others|here|no wonder",
    first_person="i|we|our|ours|my|me|myself|ourselves",
    lead_phrase=re.compile(
        r"(?:at|on|in|during|following|after|as part of|within) [^,]+, (?=(?:the|a|an) [^,]+$)"
    ),
)
