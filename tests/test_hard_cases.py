"""Hard cases by hand: source → required concepts → what is found of them in a translation.

Each row runs through the default glossary, as a briefing does. In `met`, None is a requirement
that the translation does not meet; `replaced` are the deprecated and forbidden renderings in it.
"""

from typing import NamedTuple

import pytest

from briefing.terminology import default_glossary
from briefing.terminology.concepts import Concept, Glossary
from briefing.terminology.matching import Matcher
from briefing.terminology.surface import check
from briefing.text.scripts import convert


class Case(NamedTuple):
    """One source segment and one translation of it."""

    source: str
    translation: str
    required: str  # concept ids in order, separated by spaces
    met: list[str | None]
    replaced: tuple[str, ...] = ()


SERBIAN = [
    # numeral phrases: after two, five and twenty-one; a fleeting а in the genitive plural
    Case("Two ministers resigned.", "Два министра су поднела оставку.", "minister", ["министра"]),
    Case(
        "Five ministers resigned.", "Пет министара поднело је оставку.", "minister", ["министара"]
    ),
    Case("Twenty-one ministers came.", "Дошао је 21 министар.", "minister", ["министар"]),
    Case(
        "Two special envoys",
        "Два специјална изасланика",
        "special-envoy",
        ["специјална изасланика"],
    ),
    Case("2 million tourists", "два милиона туриста", "tourist", ["туриста"]),
    Case(
        "Five embassies and two ministries",
        "Пет амбасада и два министарства",
        "embassy ministry",
        ["амбасада", "министарства"],
    ),
    Case("between ministries", "између министарстава", "ministry", ["министарстава"]),
    Case(
        "seven Central Asian countries",
        "седам земаља Централне Азије",
        "central-asian-republics",
        ["земаља Централне Азије"],
    ),
    # the accusative of what lives and of what does not; agreement
    Case(
        "He received the special envoy.",
        "Примио је специјалног изасланика.",
        "special-envoy",
        ["специјалног изасланика"],
    ),
    Case(
        "They signed the bilateral treaty.",
        "Потписали су билатерални уговор.",
        "treaty",
        ["уговор"],
    ),
    Case("a special envoy", "специјални изасланика", "special-envoy", [None]),
    Case("with the special envoy", "са специјалног изаслаником", "special-envoy", [None]),
    # the instrumental in -ем and -ом, the vocative, i-stems
    Case(
        "with Vučić and the president",
        "са Вучићем и председником",
        "vucic president",
        ["Вучићем", "председником"],
    ),
    Case(
        "Mr President, Mr Minister!",
        "Господине председниче, господине министре!",
        "president minister",
        ["председниче", "министре"],
    ),
    Case(
        "We ensure security by cooperation.",
        "Безбедношћу се бавимо сарадњом.",
        "security cooperation",
        ["Безбедношћу", "сарадњом"],
    ),
    Case(
        "with humanitarian aid", "хуманитарном помоћу", "humanitarian-aid", ["хуманитарном помоћу"]
    ),
    Case(
        "with human rights and elections",
        "људским правима и изборима",
        "human-rights elections",
        ["људским правима", "изборима"],
    ),
    Case("of member states", "држава чланица", "member-state", ["држава чланица"]),
    Case(
        "in Bosnia and Herzegovina",
        "у Босни и Херцеговини",
        "bosnia-and-herzegovina",
        ["Босни и Херцеговини"],
    ),
    # abbreviations with an ending, whatever the hyphen and script
    Case("a UN decision", "одлука УН-а", "un", ["УН-а"]),
    Case("Serbia turns to the EU", "Србија се окреће ЕУ-у", "serbia eu", ["Србија", "ЕУ-у"]),
    Case("with the UN", "sa UN‑om", "un", ["UN‑om"]),
    Case("the US position", "став САД-а", "us-abbr", ["САД-а"]),
    Case("UN peacekeepers", "ун је стигао", "un", [None]),
    Case("A UN DECISION", "ОДЛУКА УН-А", "un", ["УН-А"]),
    Case("in the IT sector", "у ИТ-сектору", "it-sector", ["ИТ-сектору"]),
    # names: apposition, surnames, possessive adjectives
    Case(
        "a letter to President Aleksandar Vučić",
        "писмо председнику Александру Вучићу",
        "president aleksandar-vucic",
        ["председнику", "Александру Вучићу"],
    ),
    Case(
        "a letter to President Aleksandar Vučić",
        "pismo predsedniku Aleksandru Vučiću",
        "president aleksandar-vucic",
        ["predsedniku", "Aleksandru Vučiću"],
    ),
    Case("Vučić’s visit", "Вучићева посета", "vucic visit", ["Вучићева", "посета"]),
    Case(
        "met Shavkat Mirziyoyev",
        "састао се са Шавкатом Мирзијојевом",
        "shavkat-mirziyoyev",
        ["Шавкатом Мирзијојевом"],
    ),
    Case(
        "met Shavkat Mirziyoyev",
        "састао се са Шавкатом Мирзијојевим",
        "shavkat-mirziyoyev",
        ["Шавкатом Мирзијојевим"],
    ),
    Case(
        "Mirziyoyev’s reforms",
        "Мирзијојевљеве реформе",
        "mirziyoyev reform",
        ["Мирзијојевљеве", "реформе"],
    ),
    # headlines, capitals, marks, line breaks
    Case(
        "PRESIDENT OF SERBIA IN TASHKENT",
        "ПРЕДСЕДНИК СРБИЈЕ У ТАШКЕНТУ",
        "president-of-serbia tashkent",
        ["ПРЕДСЕДНИК СРБИЈЕ", "ТАШКЕНТУ"],
    ),
    Case(
        "FOREIGN MINISTER IN NEW YORK",
        "MINISTAR SPOLJNIH POSLOVA U NJUJORKU",
        "foreign-minister new-york",
        ["MINISTAR SPOLJNIH POSLOVA", "NJUJORKU"],
    ),
    Case(
        "Belgrade: talks with the foreign minister",
        "Београд: разговори с министром спољних послова",
        "belgrade negotiations foreign-minister",
        ["Београд", "разговори", "министром спољних послова"],
    ),
    Case(
        "a “strategic partnership”",
        "„стратешког партнерства“",
        "strategic-partnership",
        ["стратешког партнерства"],
    ),
    Case(
        "the Ministry of Foreign Affairs (MFA)",
        "Министарству спољних послова (МСП)",
        "ministry-of-foreign-affairs mfa-abbr",
        ["Министарству спољних послова", "МСП"],
    ),
    Case(
        "the foreign\nminister",
        "министру спољних\nпослова",
        "foreign-minister",
        ["министру спољних\nпослова"],
    ),
    Case("the foreign minister", "министар (бивши) спољних послова", "foreign-minister", [None]),
    Case(
        "the Serbia-Uzbekistan Business Forum",
        "Пословни форум Србија–Узбекистан",
        "serbia uzbekistan business-forum",
        ["Србија", "Узбекистан", "Пословни форум"],
    ),
    # the same twice, nested, sharing a word
    Case(
        "The minister met the minister.",
        "Министар се састао с министром.",
        "minister minister",
        ["Министар", "министром"],
    ),
    Case(
        "The minister met the minister.",
        "Министар се састао с колегом.",
        "minister minister",
        ["Министар", None],
    ),
    Case(
        "The President of Serbia returned to Serbia.",
        "Председник Србије вратио се у Србију.",
        "president-of-serbia serbia",
        ["Председник Србије", "Србију"],
    ),
    Case(
        "Serbia greeted the President of Serbia.",
        "Дочекан је председник Србије.",
        "serbia president-of-serbia",
        [None, "председник Србије"],
    ),
    Case(
        "the foreign minister and the finance minister",
        "министри спољних послова и финансија",
        "foreign-minister minister-of-finance",
        ["министри спољних послова", None],
    ),
    Case(
        "The Council of Europe and the European Council",
        "Савет Европе и Европски савет",
        "council-of-europe european-council",
        ["Савет Европе", "Европски савет"],
    ),
    Case("Exports to the EU and UN", "Извоз у ЕУ", "export eu un", ["Извоз", "ЕУ", None]),
    # adjectives of places count where the glossary admits them
    Case("Serbia’s economy", "српска привреда", "serbia economy", ["српска", "привреда"]),
    Case("the Republic of Serbia", "српске власти", "republic-of-serbia", [None]),
    Case(
        "the Serbia-Uzbekistan summit",
        "српско-узбечки самит",
        "serbia uzbekistan summit",
        ["српско", "узбечки", "самит"],
    ),
    Case("the oil and gas sector", "нафтно-гасни сектор", "oil-and-gas", ["нафтно-гасни"]),
    Case(
        "in the IT sector of Germany",
        "немачког ИТ-сектора",
        "it-sector germany",
        ["ИТ-сектора", "немачког"],
    ),
    # forbidden, deprecated
    Case("The president spoke.", "Предсједник је говорио.", "president", [None], ("Предсједник",)),
    Case(
        "The European Council met.",
        "Састао се Савет Европе.",
        "european-council",
        [None],
        ("Савет Европе",),
    ),
    Case("in Astana", "у Нур-Султану", "astana", [None], ("Нур-Султану",)),
    Case(
        "Kyrgyzstan and Tajikistan",
        "Киргизија и Таџикистан",
        "kyrgyzstan tajikistan",
        [None, "Таџикистан"],
        ("Киргизија",),
    ),
    Case(
        "The Republic of Serbia recognises Republika Srpska.",
        "Република Србија признаје Републику Српску.",
        "republic-of-serbia republika-srpska",
        ["Република Србија", "Републику Српску"],
    ),
    Case("Vienna hospital", "бечка болница: вена", "vienna", ["бечка"]),
    # the English side: possessives, plurals, an acronym or a common word
    Case(
        "the ministers’ talks",
        "разговори министара",
        "minister negotiations",
        ["министара", "разговори"],
    ),
    Case(
        "They told us about US exports.",
        "Причали су нам о америчком извозу.",
        "us-abbr export",
        ["америчком", "извозу"],
    ),
    Case(
        "An MP spoke at 5 pm.",
        "Посланик је говорио у 17 часова.",
        "member-of-parliament",
        ["Посланик"],
    ),
    Case(
        "He will visit Tashkent, plans to visit Bukhara.",
        "Посетиће Ташкент и Бухару.",
        "tashkent bukhara",
        ["Ташкент", "Бухару"],
    ),
    Case("a visit to visitors’ visas", "посета", "visit", ["посета"]),
    # another word: a homonym, a longer word, another word of the same root
    Case("the US", "Сад су стигли.", "us-abbr", [None]),
    Case("in Niš", "у углу ниша", "nis", [None]),
    Case("The government met.", "Владимир се састао.", "government", [None]),
    Case("The president left.", "Потпредседник је отишао.", "president", [None]),
    Case("the ministry", "министар", "ministry", [None]),
    Case("exports to Georgia", "извозник и Грузијац", "export georgia", [None, None]),
    Case("Europe and the budget", "Европљани и буџетирање", "europe budget", [None, None]),
    Case("the central bank", "банка централна", "central-bank", [None]),
]

UZBEK = [
    # the izafa compound: the possessive on the head, the case after it, the plural before it
    Case(
        "a decree of the President of Uzbekistan",
        "Oʻzbekiston Prezidentining farmoni",
        "president-of-uzbekistan",
        ["Oʻzbekiston Prezidentining"],
    ),
    Case(
        "to the foreign minister",
        "tashqi ishlar vaziriga",
        "foreign-minister",
        ["tashqi ishlar vaziriga"],
    ),
    Case(
        "Foreign ministers met.",
        "Tashqi ishlar vazirlari uchrashdi.",
        "foreign-minister",
        ["Tashqi ishlar vazirlari"],
    ),
    Case(
        "from foreign ministers",
        "tashqi ishlar vazirlaridan",
        "foreign-minister",
        ["tashqi ishlar vazirlaridan"],
    ),
    Case("the foreign minister", "tashqi ishlar vazir", "foreign-minister", [None]),
    Case("the head of state", "davlat rahbarga", "head-of-state", [None]),
    Case(
        "the Legislative Chamber of the Oliy Majlis",
        "Oliy Majlisning Qonunchilik palatasida",
        "legislative-chamber",
        ["Qonunchilik palatasida"],
    ),
    # buffer letters
    Case(
        "our delegations and the delegation",
        "delegatsiyalarimiz va delegatsiyasiga",
        "delegation delegation",
        ["delegatsiyalarimiz", "delegatsiyasiga"],
    ),
    Case(
        "the energy source and energy sources",
        "energiya manbayini va energiya manbalarini",
        "energy-source energy-source",
        ["energiya manbayini", "energiya manbalarini"],
    ),
    Case("the delegation", "delegatsiyai", "delegation", [None]),
    # the dative -ga, -ka, -qa; k and q that soften and harden again
    Case(
        "to the president and to cooperation",
        "prezidentga va hamkorlikka",
        "president cooperation",
        ["prezidentga", "hamkorlikka"],
    ),
    Case("to cooperation", "hamkorlikga", "cooperation", [None]),
    Case("to the Middle East", "Yaqin Sharqqa", "middle-east", ["Yaqin Sharqqa"]),
    Case("of their cooperation", "hamkorligining", "cooperation", ["hamkorligining"]),
    Case(
        "the ministry’s statement",
        "vazirligining bayonoti",
        "ministry statement",
        ["vazirligining", "bayonoti"],
    ),
    Case(
        "transport corridors",
        "transport yoʻlaklarini",
        "transport-corridor",
        ["transport yoʻlaklarini"],
    ),
    Case(
        "the transport corridor",
        "transport yoʻlagidan",
        "transport-corridor",
        ["transport yoʻlagidan"],
    ),
    Case(
        "logistics networks and a logistics network",
        "logistika tarmoqlari va logistika tarmogʻi",
        "logistics-network logistics-network",
        ["logistika tarmoqlari", "logistika tarmogʻi"],
    ),
    # long chains
    Case("of our presidents", "prezidentlarimizning", "president", ["prezidentlarimizning"]),
    Case("up to the border", "chegaragacha", "border", ["chegaragacha"]),
    Case(
        "agreements with Serbia",
        "Serbiya bilan kelishuvlardagi",
        "agreement serbia",
        ["kelishuvlardagi", "Serbiya"],
    ),
    Case("Is it an agreement?", "Bu kelishuvmi?", "agreement", ["kelishuvmi"]),
    Case("the ministers", "vazirnilar", "minister", [None]),
    # numeral phrases: the noun stays singular
    Case(
        "21 ministers and 2 ministries",
        "21 nafar vazir va ikkita vazirlik",
        "minister ministry",
        ["vazir", "vazirlik"],
    ),
    Case("5 million tourists", "5 million sayyoh", "tourist", ["sayyoh"]),
    # abbreviations, foreign names
    Case("to the UN", "BMTga", "un", ["BMTga"]),
    Case("to the UN", "БМТга", "un", ["БМТга"]),
    Case("to the UN", "BMT-ga", "un", ["BMT"]),
    Case("a UNESCO decision", "YUNESKOning qarori", "unesco", ["YUNESKOning"]),
    Case("a UNESCO decision", "ЮНЕСКОнинг қарори", "unesco", ["ЮНЕСКОнинг"]),
    Case("a UNESCO decision", "UNESCOning qarori", "unesco", [None], ("UNESCOning",)),
    Case(
        "US investment",
        "AQSHning investitsiyasi",
        "us-abbr investment",
        ["AQSHning", "investitsiyasi"],
    ),
    Case(
        "Mirziyoyev’s visit",
        "Mirziyoyevning tashrifi",
        "mirziyoyev visit",
        ["Mirziyoyevning", "tashrifi"],
    ),
    Case(
        "a letter to President Aleksandar Vučić",
        "Prezident Aleksandar Vuchichga xat",
        "president aleksandar-vucic",
        ["Prezident", "Aleksandar Vuchichga"],
    ),
    Case(
        "New York and Belgrade",
        "Nyu-Yorkda va Belgradda",
        "new-york belgrade",
        ["Nyu-Yorkda", "Belgradda"],
    ),
    Case("a G7 decision", "G7ning qarori", "group-of-seven", ["G7ning"]),
    # apostrophes, both scripts, capitals, marks, line breaks
    Case("to Uzbekistan", "O'zbekistonga", "uzbekistan", ["O'zbekistonga"]),
    Case("to Uzbekistan", "O‘zbekistonga", "uzbekistan", ["O‘zbekistonga"]),
    Case("to Uzbekistan", "Oʼzbekistonga", "uzbekistan", ["Oʼzbekistonga"]),
    Case("to Uzbekistan", "O`zbekistonga", "uzbekistan", ["O`zbekistonga"]),
    Case(
        "to the President of Uzbekistan",
        "Ўзбекистон Президентига",
        "president-of-uzbekistan",
        ["Ўзбекистон Президентига"],
    ),
    Case(
        "the president of Uzbekistan",
        "oʻzbekiston prezidenti",
        "president-of-uzbekistan",
        ["oʻzbekiston prezidenti"],
    ),
    Case(
        "PRESIDENT OF UZBEKISTAN IN BELGRADE",
        "OʻZBEKISTON PREZIDENTI BELGRADDA",
        "president-of-uzbekistan belgrade",
        ["OʻZBEKISTON PREZIDENTI", "BELGRADDA"],
    ),
    Case(
        "PRESIDENT OF UZBEKISTAN",
        "ЎЗБЕКИСТОН ПРЕЗИДЕНТИГА",
        "president-of-uzbekistan",
        ["ЎЗБЕКИСТОН ПРЕЗИДЕНТИГА"],
    ),
    Case(
        "Tashkent: a new ambassador",
        "Toshkent: yangi elchi",
        "tashkent ambassador",
        ["Toshkent", "elchi"],
    ),
    Case(
        "the “strategic partnership”",
        "«strategik sheriklik»ni",
        "strategic-partnership",
        ["strategik sheriklik"],
    ),
    Case(
        "the United Nations (UN)",
        "Birlashgan Millatlar Tashkilotining (BMT)",
        "united-nations un",
        ["Birlashgan Millatlar Tashkilotining", "BMT"],
    ),
    Case(
        "the foreign\nminister",
        "tashqi ishlar\nvazirining",
        "foreign-minister",
        ["tashqi ishlar\nvazirining"],
    ),
    Case("the foreign minister", "tashqi (va ichki) ishlar vaziri", "foreign-minister", [None]),
    # the same twice, nested, sharing a word
    Case("Minister to minister", "Vazirdan vazirga", "minister minister", ["Vazirdan", "vazirga"]),
    Case("Minister to minister", "Vazirdan hamkasbiga", "minister minister", ["Vazirdan", None]),
    Case(
        "The President of Uzbekistan returned to Uzbekistan.",
        "Oʻzbekiston Prezidenti Oʻzbekistonga qaytdi.",
        "president-of-uzbekistan uzbekistan",
        ["Oʻzbekiston Prezidenti", "Oʻzbekistonga"],
    ),
    Case(
        "Uzbekistan greeted the President of Uzbekistan.",
        "Oʻzbekiston Prezidenti kutib olindi.",
        "uzbekistan president-of-uzbekistan",
        [None, "Oʻzbekiston Prezidenti"],
    ),
    Case(
        "the prime minister and the minister",
        "bosh vazir va vazir",
        "prime-minister minister",
        ["bosh vazir", "vazir"],
    ),
    Case(
        "the foreign minister and the defence minister",
        "tashqi ishlar va mudofaa vazirlari",
        "foreign-minister minister-of-defence",
        [None, "mudofaa vazirlari"],
    ),
    Case(
        "the European Council and the Council of Europe",
        "Yevropa Kengashi",
        "european-council council-of-europe",
        ["Yevropa Kengashi", None],
    ),
    # people of a place
    Case(
        "Tashkent students",
        "toshkentlik talabalar",
        "tashkent student",
        ["toshkentlik", "talabalar"],
    ),
    Case("Serbia’s people", "serb xalqi", "serbia", [None]),
    Case("to Uzbekistan’s people", "oʻzbekistonliklarga", "uzbekistan", ["oʻzbekistonliklarga"]),
    Case(
        "the regional governor",
        "Samarqand viloyati hokimining",
        "regional-governor",
        ["viloyati hokimining"],
    ),
    Case("the oil and gas sector", "neft-gaz sohasida", "oil-and-gas", ["neft-gaz"]),
    # forbidden, deprecated
    Case("the ministers", "ministrlarga", "minister", [None], ("ministrlarga",)),
    Case("in Central Asia", "Oʻrta Osiyoda", "central-asia", [None], ("Oʻrta Osiyoda",)),
    Case(
        "the embassy and the ambassador",
        "elchixona va posolstvo",
        "embassy ambassador",
        ["elchixona", None],
        ("posolstvo",),
    ),
    Case("the budget", "byudjetimiz", "budget", [None], ("byudjetimiz",)),
    # the English side
    Case(
        "They told us of US’s exports.",
        "Bizga AQSh eksporti haqida aytishdi.",
        "us-abbr export",
        ["AQSh", "eksporti"],
    ),
    # another word
    Case("the minister", "vaziyat, vazirlik, vazifa", "minister", [None]),
    Case("the ambassador", "elchixonada", "ambassador", [None]),
    Case("the student", "talab, talabchan", "student", [None]),
    Case("in Niš", "arining nishi", "nis", [None]),
    Case("the border", "chegarachi", "border", [None]),
    Case("elections", "saylovchilar", "elections", [None]),
    Case("Vienna", "vena qoni", "vienna", [None]),
    Case("the treaty", "shartlar", "treaty", [None]),
]

RUSSIAN = [
    # the accusative of what lives and of what does not; agreement
    Case(
        "He received the special envoy.",
        "Принял специального посланника.",
        "special-envoy",
        ["специального посланника"],
    ),
    Case("He received the ambassadors.", "Он принял послов.", "ambassador", ["послов"]),
    Case("They signed the treaty.", "Подписали договор.", "treaty", ["договор"]),
    Case("a special envoy", "специального посланник", "special-envoy", [None]),
    Case("working visits", "рабочие визита", "working-visit", [None]),
    # numeral phrases
    Case(
        "Two ministers and five ministers",
        "Два министра и пять министров",
        "minister minister",
        ["министра", "министров"],
    ),
    Case("21 ministers", "21 министр", "minister", ["министр"]),
    Case("two working visits", "два рабочих визита", "working-visit", ["рабочих визита"]),
    Case("2 million tourists", "2 млн туристов", "tourist", ["туристов"]),
    Case("three roadmaps", "три дорожные карты", "roadmap", ["дорожные карты"]),
    # genitive plural without an ending, fleeting vowels
    Case(
        "several embassies and companies",
        "нескольких посольств и компаний",
        "embassy company",
        ["посольств", "компаний"],
    ),
    Case("supply chains", "цепочек поставок", "supply-chain", ["цепочек поставок"]),
    Case("a loan without sanctions", "займа без санкций", "loan sanctions", ["займа", "санкций"]),
    Case("export markets", "экспортных рынков", "export-market", ["экспортных рынков"]),
    Case("railways", "железных дорог", "railway", ["железных дорог"]),
    # instrumentals, prepositions that take a vowel
    Case(
        "with the president and Vučić",
        "с президентом и Вучичем",
        "president vucic",
        ["президентом", "Вучичем"],
    ),
    Case(
        "with security in France",
        "с безопасностью во Франции",
        "security france",
        ["безопасностью", "Франции"],
    ),
    Case(
        "with the ambassador after talks",
        "с послом после переговоров",
        "ambassador negotiations",
        ["послом", "переговоров"],
    ),
    Case("with Kyiv and Berlin", "с Киевом и Берлином", "kyiv berlin", ["Киевом", "Берлином"]),
    # abbreviations, declined or with a hyphenated ending
    Case("in the UN", "в ООН", "un", ["ООН"]),
    Case("the Foreign Ministry said", "в МИДе сообщили", "ministry-of-foreign-affairs", ["МИДе"]),
    Case("the MFA", "с МИДом", "mfa-abbr", ["МИДом"]),
    Case("a meeting of foreign ministers", "встреча глав МИД", "foreign-minister", ["глав МИД"]),
    Case("the GDP", "роста ВВП-2025", "gdp-abbr", ["ВВП"]),
    Case("the UN", "оон", "un", [None]),
    # names
    Case(
        "a letter to President Aleksandar Vučić",
        "письмо президенту Александру Вучичу",
        "president aleksandar-vucic",
        ["президенту", "Александру Вучичу"],
    ),
    Case(
        "met Shavkat Mirziyoyev",
        "встретился с Шавкатом Мирзиёевым",
        "shavkat-mirziyoyev",
        ["Шавкатом Мирзиёевым"],
    ),
    Case("Mirziyoyev’s visit", "визит Мирзиеева", "mirziyoyev visit", ["Мирзиеева", "визит"]),
    Case("with Alimbekov", "с Алимбековым", "alimbekov", ["Алимбековым"]),
    Case(
        "in New York and Novi Sad",
        "в Нью-Йорке и Нови-Саде",
        "new-york novi-sad",
        ["Нью-Йорке", "Нови-Саде"],
    ),
    Case("with the foreign minister", "с главой МИДа Сербии", "foreign-minister", ["главой МИДа"]),
    # hyphens
    Case("to the prime minister", "премьер-министру", "prime-minister", ["премьер-министру"]),
    Case("candidate countries", "стран-кандидатов", "candidate-country", ["стран-кандидатов"]),
    Case("of the member state", "государства-члена", "member-state", ["государства-члена"]),
    Case("the president", "экс-президента", "president", [None]),
    Case(
        "the Serbia-Uzbekistan summit",
        "саммит Сербия – Узбекистан",
        "serbia uzbekistan summit",
        ["Сербия", "Узбекистан", "саммит"],
    ),
    # headlines, capitals, marks, line breaks, ё
    Case(
        "PRESIDENT OF SERBIA IN TASHKENT",
        "ПРЕЗИДЕНТ СЕРБИИ В ТАШКЕНТЕ",
        "president-of-serbia tashkent",
        ["ПРЕЗИДЕНТ СЕРБИИ", "ТАШКЕНТЕ"],
    ),
    Case(
        "Belgrade: a new ambassador",
        "Белград: новый посол",
        "belgrade ambassador",
        ["Белград", "посол"],
    ),
    Case(
        "the “strategic partnership”",
        "«стратегического партнерства»",
        "strategic-partnership",
        ["стратегического партнерства"],
    ),
    Case(
        "strategic partnership",
        "стратегическое партнёрство",
        "strategic-partnership",
        ["стратегическое партнёрство"],
    ),
    Case(
        "the United Nations (UN)",
        "Организации Объединенных Наций (ООН)",
        "united-nations un",
        ["Организации Объединенных Наций", "ООН"],
    ),
    Case(
        "the foreign\nminister",
        "министром иностранных\nдел",
        "foreign-minister",
        ["министром иностранных\nдел"],
    ),
    Case("the foreign minister", "министр (иностранных дел)", "foreign-minister", [None]),
    # the same twice, nested, sharing a word
    Case("Minister to minister", "Министр министру", "minister minister", ["Министр", "министру"]),
    Case("Minister to minister", "Министр коллеге", "minister minister", ["Министр", None]),
    Case(
        "The President of Serbia returned to Serbia.",
        "Президент Сербии вернулся в Сербию.",
        "president-of-serbia serbia",
        ["Президент Сербии", "Сербию"],
    ),
    Case(
        "Serbia greeted the President of Serbia.",
        "Встретили президента Сербии.",
        "serbia president-of-serbia",
        [None, "президента Сербии"],
    ),
    Case(
        "the foreign minister and the defence minister",
        "министры иностранных дел и обороны",
        "foreign-minister minister-of-defence",
        ["министры иностранных дел", None],
    ),
    Case(
        "Security Council and security",
        "безопасность и Совет Безопасности",
        "un-security-council security",
        ["Совет Безопасности", "безопасность"],
    ),
    # adjectives where the glossary admits them; short forms are another thing
    Case("Serbia’s economy", "сербская экономика", "serbia economy", ["сербская", "экономика"]),
    Case(
        "Serbia and Uzbekistan", "сербско-узбекский", "serbia uzbekistan", ["сербско", "узбекский"]
    ),
    Case(
        "mutually beneficial cooperation", "сотрудничество взаимовыгодно", "mutual-benefit", [None]
    ),
    Case(
        "oil and gas cooperation",
        "нефтегазового сотрудничества",
        "oil-and-gas cooperation",
        ["нефтегазового", "сотрудничества"],
    ),
    # forbidden, deprecated, admitted
    Case("in Turkmenistan", "в Туркмении", "turkmenistan", [None], ("Туркмении",)),
    Case("in Kyrgyzstan", "в Киргизии", "kyrgyzstan", ["Киргизии"]),
    Case("the company", "кампанией", "company", [None], ("кампанией",)),
    Case("the ambassadors", "амбассадоров", "ambassador", [None], ("амбассадоров",)),
    Case(
        "The Republic of Serbia and Republika Srpska",
        "Республика Сербия и Республика Сербская",
        "republic-of-serbia republika-srpska",
        ["Республика Сербия", "Республика Сербская"],
    ),
    Case(
        "The Council of Europe met.",
        "Собрался Европейский совет.",
        "council-of-europe",
        [None],
        ("Европейский совет",),
    ),
    Case(
        "of the National Bank of Serbia",
        "Народного банка Сербии",
        "national-bank-of-serbia",
        ["Народного банка Сербии"],
    ),
    # the English side
    Case(
        "the ministers’ talks",
        "переговоры министров",
        "minister negotiations",
        ["министров", "переговоры"],
    ),
    Case(
        "They told us of the US’s sanctions.",
        "Нам сообщили о санкциях США.",
        "us-abbr sanctions",
        ["США", "санкциях"],
    ),
    Case("MPs", "депутатами", "member-of-parliament", ["депутатами"]),
    Case(
        "a framework for cooperation",
        "рамку и рамки сотрудничества",
        "framework-for-cooperation",
        ["рамки сотрудничества"],
    ),
    Case(
        "a framework for cooperation",
        "рамка сотрудничества",
        "framework-for-cooperation",
        [None],
        ("рамка сотрудничества",),
    ),
    # another word
    Case("the ambassador", "после визита", "ambassador", [None]),
    Case("the visit", "визитка", "visit", [None]),
    Case("policymakers", "внешней политикой", "policymakers", [None]),
    Case("Vienna, Niš and Rome", "вены, ниш и рима", "vienna nis rome", [None, None, None]),
    Case("exports", "экспортёры", "export", [None]),
    Case("the ministry", "министров", "ministry", [None]),
    Case("the treaty", "договорился", "treaty", [None]),
    Case("the border", "граничит", "border", [None]),
]


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return default_glossary()


@pytest.fixture(scope="module")
def concepts(glossary: Glossary) -> dict[str, Concept]:
    return {concept.id: concept for concept in glossary.concepts}


@pytest.fixture(scope="module")
def matcher(glossary: Glossary) -> Matcher:
    return Matcher(glossary, "en")


@pytest.mark.parametrize(
    ("lang", "case"),
    [
        pytest.param(lang, case, id=f"{lang}: {case.translation}")
        for lang, cases in (("sr", SERBIAN), ("uz", UZBEK), ("ru", RUSSIAN))
        for case in cases
    ],
)
def test_hard_case(lang: str, case: Case, concepts: dict[str, Concept], matcher: Matcher) -> None:
    required = [match.concept.id for match in matcher.match(case.source)]
    assert required == case.required.split()
    result = check(case.translation, [concepts[name] for name in required], lang)
    assert [occurrence and occurrence.text for occurrence in result.met] == case.met
    assert tuple(occurrence.text for occurrence in result.replaced) == case.replaced


COMPLIANT = [
    (lang, case)
    for lang, cases in (("sr", SERBIAN), ("uz", UZBEK))
    for case in cases
    if None not in case.met
]


# In capitals nothing tells вена, a vein, from Вена, the forbidden name of Vienna.
TOLD_APART_BY_CAPITALS = {"бечка болница: вена"}


@pytest.mark.parametrize("script", ["Cyrl", "Latn"])
@pytest.mark.parametrize("capitals", [False, True])
def test_what_complies_complies_in_either_script(
    concepts: dict[str, Concept], script: str, capitals: bool
) -> None:
    for lang, case in COMPLIANT:
        if capitals and case.translation.lower() in TOLD_APART_BY_CAPITALS:
            continue
        required = [concepts[name] for name in case.required.split()]
        text = convert(case.translation, lang, script)
        assert check(text.upper() if capitals else text, required, lang).complies, text
