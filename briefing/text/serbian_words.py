"""Serbian words whose Cyrillic spelling cannot be told from the Latin one by rule."""

# Beginnings of words in which n-j and d-ž are two letters each, by the seam of prefix and root.
_SEAMS = """
инјекц инјект инјунк конјекту конјуг конјунк танјуг ванјезич ванјужн ванјугослов анјон манјок
надживе надживљ наджњ наджет наджуп поджанр поджеж поджељ поджупан
варданјан љенјунганг оджал оджив оджубор оджвак оджур предживот преджетв
"""
SEAMS = tuple(_SEAMS.split())

# Names that Cyrillic texts leave in their own spelling, with or without a case ending (Microsofta):
# letter by letter they would be misread (Мицрософт). Only what no Serbian word is spelt like.
_KEPT = """
Microsoft Google Facebook Reuters Bloomberg Deutsche Commerzbank UniCredit Raiffeisen Schneider
Peugeot Renault Citroën Stellantis Michelin Boeing Lockheed Raytheon Shell Chevron Glencore Equinor
Nvidia Cisco Oracle OpenAI ChatGPT Anthropic DeepSeek Hitachi Mitsubishi Nestlé McDonald Pfizer
BioNTech AstraZeneca Goldman Sachs JPMorgan Deloitte McKinsey Accenture WhatsApp WeChat Tencent
iPhone iPad Apple Associated Politico Economist Guardian Financial Times Booking
"""
KEPT = tuple(_KEPT.split())
