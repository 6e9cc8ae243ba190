"""Language detection: the six served ways of writing, and the neighbours they must not swallow."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing.documents import DetectedLanguage
from briefing.text import build_profiles
from briefing.text.detection import PROFILES, UNKNOWN, detect
from briefing.text.scripts import convert

ENGLISH = (
    "The foreign ministers of the two countries met in Tashkent on Tuesday and signed an agreement"
    " on visas. Trade between them has doubled since 2020, the ministry said, and a direct flight"
    " is expected to open next year. Businesses welcomed the news, although analysts warned that"
    " transport costs remain high."
)
RUSSIAN = (
    "Министры иностранных дел двух стран встретились во вторник в Ташкенте и подписали соглашение"
    " о визах. По данным министерства, товарооборот с 2020 года удвоился, а в следующем году"
    " откроется прямой рейс. Деловые круги приветствовали эту новость, хотя эксперты"
    " предупреждают, что стоимость перевозок остаётся высокой."
)
SERBIAN = (
    "Министри спољних послова двеју земаља састали су се у уторак у Ташкенту и потписали споразум"
    " о визама. Према подацима министарства, трговина се од 2020. године удвостручила, а следеће"
    " године биће уведен директан лет. Привредници су поздравили ту вест, иако стручњаци"
    " упозоравају да су трошкови превоза и даље високи."
)
UZBEK = (
    "Ikki mamlakat tashqi ishlar vazirlari seshanba kuni Toshkentda uchrashib, vizalar"
    " toʻgʻrisidagi bitimni imzoladi. Vazirlik maʼlumotiga koʻra, savdo hajmi 2020-yildan beri ikki"
    " baravar oshgan, kelgusi yilda toʻgʻridan-toʻgʻri parvoz yoʻlga qoʻyiladi. Tadbirkorlar bu"
    " xabarni mamnuniyat bilan kutib oldi, ammo mutaxassislar tashish xarajatlari hanuz"
    " yuqoriligini aytmoqda."
)

CROATIAN = (
    "Hrvatska vlada prihvatila je u četvrtak prijedlog proračuna za sljedeću godinu. Ministar"
    " financija rekao je da će se porezi smanjiti, a plaće u javnom sektoru rasti. Oporba tvrdi da"
    " je prijedlog nerealan i da će se država dodatno zadužiti na međunarodnom tržištu.",
    "Tijekom proteklog tjedna u Zagrebu je održan sajam knjiga na kojem je sudjelovalo više od"
    " dvjesto nakladnika. Posjetitelji su mogli razgovarati s piscima i kupiti nova izdanja po"
    " nižim cijenama. Organizatori su zadovoljni jer je interes bio veći nego prošle godine.",
    "Vijeće ministara raspravljalo je o izvješću Europske komisije o vladavini prava. Predstavnici"
    " država članica naglasili su kako je potrebno osigurati neovisnost sudaca i slobodu medija te"
    " učinkovitije suzbijati korupciju na svim razinama vlasti.",
    "Zrakoplovna tvrtka objavila je da će od lipnja povećati broj letova prema Splitu i Dubrovniku."
    " Očekuje se da će turistička sezona biti uspješna, iako su cijene goriva porasle. Hotelijeri"
    " ističu da nedostaje radnika, osobito kuhara i konobara.",
    "Znanstvenici sa Sveučilišta u Rijeci otkrili su novu vrstu ribe u podzemnim vodama."
    " Istraživanje je trajalo tri godine, a rezultati su objavljeni u uglednom časopisu. Tko god je"
    " sudjelovao u projektu, kažu, promijenio je pogled na prirodu.",
    "Gradonačelnik je najavio obnovu željezničkog kolodvora i uvođenje novih tramvajskih linija."
    " Radovi bi trebali započeti u rujnu i trajati dvije godine. Građani će se u međuvremenu morati"
    " koristiti autobusima, a promet će biti preusmjeren.",
    "Povijest grada seže u rimsko doba, kada je ondje bila utvrda. U srednjem vijeku grad je dobio"
    " povlastice i razvio obrt i trgovinu. Danas je poznat po glazbenom festivalu koji se svako"
    " ljeto održava na glavnom trgu.",
    "Liječnici upozoravaju da se broj oboljelih od gripe povećao te savjetuju cijepljenje starijim"
    " osobama i kroničnim bolesnicima. U bolnicama je uvedena zabrana posjeta, a nastava se u"
    " nekim školama odvija na daljinu do kraja mjeseca.",
    "Nogometna reprezentacija pobijedila je u prijateljskoj utakmici s dva pogotka razlike."
    " Izbornik je pohvalio mlade igrače i rekao da je momčad spremna za kvalifikacije. Navijači su"
    " nakon susreta pjevali na ulicama do kasno u noć.",
    "Sud je odbacio tužbu udruge potrošača protiv banke zbog promjenjive kamatne stope. Odvjetnici"
    " najavljuju žalbu i tvrde da je presuda protivna europskom pravu. Slučaj bi mogao završiti"
    " pred sudom u Luksemburgu, gdje se slični sporovi već vode.",
)
MACEDONIAN = (
    "Владата на Северна Македонија во вторникот го усвои предлогот на буџетот за следната година."
    " Министерот за финансии изјави дека даноците нема да се зголемат, а платите во јавниот сектор"
    " ќе растат. Опозицијата смета дека предлогот е нереален.",
    "Во текот на минатата недела во Скопје се одржа саем на книгата на кој учествуваа повеќе од"
    " двесте издавачи. Посетителите можеа да разговараат со писателите и да купат нови изданија"
    " по пониски цени.",
    "Лекарите предупредуваат дека бројот на заболени од грип се зголемува и советуваат вакцинација"
    " на постарите лица. Во болниците е воведена забрана за посети, а наставата во некои училишта"
    " се одвива на далечина.",
    "Градоначалникот најави обнова на железничката станица и воведување нови автобуски линии."
    " Работите треба да започнат во септември и да траат две години. Граѓаните ќе мораат да"
    " користат други улици.",
    "Научниците од универзитетот открија нов вид риба во Охридското Езеро. Истражувањето траеше три"
    " години, а резултатите се објавени во угледно списание. Езерото е под заштита на УНЕСКО.",
)
BULGARIAN = (
    "Правителството прие в четвъртък проекта на бюджета за следващата година. Министърът на"
    " финансите заяви, че данъците няма да се увеличават, а заплатите в обществения сектор ще"
    " растат. Опозицията твърди, че проектът е нереалистичен.",
    "През миналата седмица в София се проведе панаир на книгата, в който участваха повече от двеста"
    " издатели. Посетителите можеха да разговарят с писателите и да купят нови издания на по-ниски"
    " цени.",
    "Лекарите предупреждават, че броят на заболелите от грип се увеличава, и съветват възрастните"
    " хора да се ваксинират. В болниците е въведена забрана за посещения, а в някои училища се"
    " учи от разстояние.",
    "Кметът обяви обновяването на железопътната гара и въвеждането на нови трамвайни линии."
    " Работата трябва да започне през септември и да продължи две години. Гражданите ще трябва да"
    " ползват автобуси.",
    "Учени от университета откриха нов вид риба в подземните води. Изследването продължи три"
    " години, а резултатите са публикувани в престижно списание. Всеки, който участва, промени"
    " погледа си към природата.",
)
OTHERS = {
    "tr": "İki ülkenin dışişleri bakanları salı günü Ankara'da bir araya gelerek vize anlaşmasını"
    " imzaladı. Bakanlığın açıklamasına göre ticaret hacmi 2020 yılından bu yana iki katına çıktı.",
    "uk": "Міністри закордонних справ двох країн зустрілися у вівторок у Києві та підписали угоду"
    " про візи. За даними міністерства, товарообіг від 2020 року подвоївся.",
    "sl": "Zunanja ministra obeh držav sta se v torek sestala v Ljubljani in podpisala sporazum o"
    " vizumih. Po podatkih ministrstva se je trgovina od leta 2020 podvojila.",
    "id": "Menteri luar negeri kedua negara bertemu di Jakarta pada hari Selasa dan menandatangani"
    " perjanjian visa. Menurut kementerian, perdagangan telah meningkat dua kali lipat.",
    "de": "Die Außenminister der beiden Länder trafen sich am Dienstag in Berlin und"
    " unterzeichneten ein Abkommen über Visa. Nach Angaben des Ministeriums hat sich der Handel"
    " verdoppelt.",
    "fr": "Les ministres des Affaires étrangères des deux pays se sont rencontrés mardi à Paris et"
    " ont signé un accord sur les visas. Selon le ministère, les échanges ont doublé.",
    "it": "I ministri degli Esteri dei due Paesi si sono incontrati martedì a Roma e hanno firmato"
    " un accordo sui visti. Secondo il ministero, gli scambi sono raddoppiati in pochi anni.",
    "pl": "Ministrowie spraw zagranicznych obu krajów spotkali się we wtorek w Warszawie i"
    " podpisali umowę o wizach. Według ministerstwa wymiana handlowa podwoiła się.",
    "so": "Wasiirrada arrimaha dibadda ee labada dal ayaa Talaadadii ku kulmay Muqdisho, waxayna"
    " kala saxiixdeen heshiis ku saabsan fiisaha safarka iyo ganacsiga.",
    "fi": "Maiden ulkoministerit tapasivat tiistaina Helsingissä ja allekirjoittivat"
    " viisumisopimuksen. Ministeriön mukaan kauppa on kaksinkertaistunut vuodesta 2020.",
    "zh": "两国外交部长星期二在北京会晤并签署了签证协议。"
    "外交部表示，自2020年以来双边贸易额翻了一番。",
    "ar": "التقى وزيرا خارجية البلدين يوم الثلاثاء في القاهرة ووقعا اتفاقية بشأن التأشيرات.",
}
# Languages langdetect has no profile for, in the alphabets of those it has.
WITHOUT_PROFILE = {
    "Kazakh": "Екі елдің сыртқы істер министрлері сейсенбі күні Астанада кездесіп, виза туралы"
    " келісімге қол қойды. Министрліктің мәліметінше, сауда көлемі екі есе өскен.",
    "Kyrgyz": "Эки өлкөнүн тышкы иштер министрлери шейшемби күнү Бишкекте жолугуп, виза боюнча"
    " келишимге кол коюшту. Министрликтин маалыматына караганда, соода эки эсе өскөн.",
    "Tajik": "Вазирони корҳои хориҷии ду кишвар рӯзи сешанбе дар Душанбе мулоқот карда, созишномаро"
    " оид ба раводид имзо карданд. Ба гуфтаи вазорат, ҳаҷми тиҷорат ду баробар афзудааст.",
    "Turkmen": "Iki ýurduň daşary işler ministrleri sişenbe güni Aşgabatda duşuşyp, wizalar"
    " baradaky ylalaşyga gol çekdiler. Ministrligiň maglumatyna görä, söwda iki esse artdy.",
    "Karakalpak": "Eki mámlekettiń sırtqı isler ministrleri siyshembi kúni Nókiste ushırasıp, viza"
    " haqqındaǵı kelisimge qol qoydı. Ministrliktiń maǵlıwmatına qaraǵanda, sawda ósti.",
}


@pytest.mark.parametrize(
    ("text", "tag", "script"),
    [
        (ENGLISH, "en", "Latn"),
        (RUSSIAN, "ru", "Cyrl"),
        (SERBIAN, "sr", "Cyrl"),
        (convert(SERBIAN, "sr", "Latn"), "sr", "Latn"),
        (UZBEK, "uz", "Latn"),
        (convert(UZBEK, "uz", "Cyrl"), "uz", "Cyrl"),
        (UZBEK.replace("ʻ", "'").replace("ʼ", "'"), "uz", "Latn"),
        (UZBEK.replace("ʻ", "‘").replace("ʼ", "’"), "uz", "Latn"),
        (UZBEK.replace("ʻ", "`").replace("ʼ", "`"), "uz", "Latn"),
    ],
)
def test_served_language_and_script(text: str, tag: str, script: str) -> None:
    found = detect(text)
    assert (found.tag, found.script) == (tag, script)
    assert found.confidence > 0.9


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        *((text, "hr") for text in CROATIAN),
        *((text, "mk") for text in MACEDONIAN),
        *((text, "bg") for text in BULGARIAN),
        *((text, tag) for tag, text in OTHERS.items()),
    ],
)
def test_neighbour_is_not_swallowed(text: str, tag: str) -> None:
    assert detect(text).tag == tag


def test_headline_equally_good_in_serbian_and_croatian_is_serbian() -> None:
    found = detect("Predsednik i ministar u Beogradu")
    assert (found.tag, found.script) == ("sr", "Latn")


@pytest.mark.parametrize("language", WITHOUT_PROFILE)
def test_language_without_profile_is_not_taken_for_one_served(language: str) -> None:
    assert detect(WITHOUT_PROFILE[language]).tag not in {"en", "ru", "sr", "uz"}


@pytest.mark.parametrize("text", ["", " \n", "12.5 %", "— … !"])
def test_text_without_letters_is_in_no_language(text: str) -> None:
    assert detect(text) == DetectedLanguage(UNKNOWN, "Zyyy", 0.0)


def test_quoted_latin_names_do_not_hide_a_cyrillic_text() -> None:
    text = f"{RUSSIAN} Microsoft Windows Google Apple Facebook Instagram YouTube"
    assert (detect(text).tag, detect(text).script) == ("ru", "Cyrl")


def test_same_answer_every_time_and_in_every_thread() -> None:
    texts = [ENGLISH, SERBIAN, "Добро јутро", "Xayr", CROATIAN[0]] * 8
    alone = [detect(text) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(detect, texts)) == alone


def test_langdetect_is_left_as_it_was() -> None:
    import langdetect.detector_factory as stock

    detect(SERBIAN)
    assert stock.DetectorFactory.seed is None
    assert stock._factory is None


def test_importing_the_module_imports_no_langdetect() -> None:
    code = "import sys, briefing.text.detection; sys.exit('langdetect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_profile_is_built_from_the_frequent_letters_of_a_text() -> None:
    profile = json.loads(build_profiles.build("sr_cyrl", [SERBIAN] * 3))
    assert profile["name"] == "sr_cyrl"
    assert profile["freq"]["и"] > profile["freq"]["ц"]
    assert all(1 <= len(gram) <= 3 for gram in profile["freq"])
    assert len(profile["freq"]) <= build_profiles.LONGEST


def test_building_writes_one_profile_a_language_and_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "corpus.tsv"
    table.write_text(f"{ENGLISH}\t{SERBIAN}\t{UZBEK}\t{RUSSIAN}\n" * 3, encoding="utf-8")
    monkeypatch.setattr(build_profiles, "PROFILES", tmp_path)
    assert build_profiles.main([str(table)]) == 0
    built = {path.stem for path in tmp_path.glob("*.json")}
    assert built == {path.stem for path in PROFILES.glob("*.json")}


def test_building_from_nothing_is_wrong_usage() -> None:
    assert build_profiles.main([]) == 2


def test_profiles_are_small() -> None:
    sizes = {path.stem: path.stat().st_size for path in PROFILES.glob("*.json")}
    assert set(sizes) == {"sr_cyrl", "sr_latn", "uz_cyrl", "uz_latn"}
    assert max(sizes.values()) < 60_000
