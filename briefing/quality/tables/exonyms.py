"""Places and persons whose names are not transcribed and that the CLDR does not have, by word."""

from __future__ import annotations

_ROWS = """
vienna | Беч бечк | Vena | Вен
adriatic | Јадран јадранск | Adriatika | Адриатик
aegean | Егеј | Egey | Эгей
africa | Африк афричк | Afrika | Африк
alexander | Александ | Aleksandr Iskandar | Александр
byzantium | Византиј | Vizantiya | Византи
caucasus | Кавказ | Kavkaz | Кавказ
emirates | Емират | Amirlik | Эмират
olympics | Олимп | Olimpiada | Олимп
switzerland | Швајцарск | Shveysariya Shveytsariya | Швейцари
taliban | Талибан | Tolibon | Талиб
transnistria | Придњестровљ Транснистриј | Dnestrboʻyi | Приднестров
antarctica | Антарктик | Antarktida | Антаркти
arctic | Арктик арктичк | Arktika | Аркти
catalonia | Каталониј | Kataloniya | Каталони
carpathians | Карпат | Karpat | Карпат
sicily | Сицилиј | Sitsiliya | Сицили
bosphorus | Босфор | Bosfor | Босфор
lebanon | Либан | Livan | Ливан
egypt | Египат Египт | Misr | Египет Египт
china | Кин | Xitoy | Кита
france | Француск | Fransiya | Франци
india | Индиј | Hindiston | Инди
bengal | Бенгал | Bengal | Бенгал
alps | Алпи алпск | Alp | Альп
america | Америк америчк | Amerika | Америк
andijan | Андижан | Andijon | Андижан
aral | Арал | Orol | Арал
aristotle | Аристотел | Arastu Aristotel | Аристотел
asia | Азиј азиј | Osiyo | Ази
athens | Атин | Afina | Афин
athos | Свет Атос | Afon Atos | Афон
atlantic | Атлант | Atlantika | Атлант
balkans | Балкан | Bolqon | Балкан
bavaria | Баварск | Bavariya | Бавари
beijing | Пекинг | Pekin | Пекин
bethlehem | Витлејем | Baytlahm | Вифлеем
britain | Британ | Britaniya | Британ
brussels | Брисел | Bryussel | Брюссел
bucharest | Букурешт | Buxarest | Бухарест
bukhara | Бухар | Buxoro | Бухар
cairo | Каир | Qohira | Каир
cape | Рт Кејп | Kap | Кейп мыс
caspian | Каспиј | Kaspiy | Каспи
channel | Ламанш | La-Mansh | Ла-Манш
charles | Чарлс Карл | Charlz Karl | Чарльз Карл
christ | Христ | Iso Masih | Христ
cologne | Келн | Kyoln | Кельн
commonwealth | Комонвелт заједниц | Hamdoʻstlik | Содружеств
constantinople | Цариград | Konstantinopol | Константинопол
crete | Крит | Krit | Крит
crimea | Крим | Qrim | Крым
damascus | Дамаск | Damashq | Дамаск
danube | Дунав дунавск | Dunay | Дуна
elizabeth | Елизабет Елисавет | Yelizaveta Elizabet | Елизавет
england | Енглеск | Angliya | Англи
euphrates | Еуфрат | Furot | Евфрат
europe | Европ | Yevropa | Европ
ferghana | Ферган | Fargʻona | Ферган
fergana | Ферган | Fargʻona | Ферган
florence | Фиренц | Florensiya | Флоренци
francis | Фрањ Френсис | Fransisk Frensis | Франциск Фрэнсис
geneva | Женев | Jeneva | Женев
gulf | Залив | koʻrfaz | залив
hague | Хаг хашк | Gaaga | Гааг
himalayas | Хималај | Himolay | Гимала
holland | Холанд | Gollandiya | Голланд
inter | међу | aro | меж
jerusalem | Јерусалим | Quddus | Иерусалим
jesus | Исус | Iso | Иисус
john | Јован Џон | Jon Ioann | Джон Иоанн
jordan | Јордан | Iordaniya | Иордани
jupiter | Јупитер | Yupiter | Юпитер
kashkadarya | Кашкадар | Qashqadaryo | Кашкадарь
khiva | Хив | Xiva | Хив
khorezm | Хорезм | Xorazm | Хорезм
kokand | Коканд | Qoʻqon | Коканд
kyiv | Кијев | Kiyev | Киев
kiev | Кијев | Kiyev | Киев
lisbon | Лисабон | Lissabon | Лиссабон
louis | Луј Луис | Lui Lyudovik | Луи Людовик
mary | Мариј Мери | Mariya Maryam Meri | Мари Мэри
mars | Марс | Mars | Марс
mediterranean | Средоземн Медитеран | Oʻrta | Средиземн
milan | Милан | Milan | Милан
monk | монах | rohib | монах
moscow | Москв | Moskva | Москв
moses | Мојсиј | Muso | Моисе
mount | гор планин | togʻ | гор
munich | Минхен | Myunxen | Мюнхен
naples | Напуљ | Neapol | Неапол
nile | Нил | Nil | Нил
nuremberg | Нирнберг | Nyurnberg | Нюрнберг
pacific | Тих Пацифи | Tinch | Тих
paul | Павл Пол | Pavel Pol | Павел Павл Пол
prague | Праг | Praga | Праг Праж
pristina | Приштин | Prishtina | Приштин
rhine | Рајн | Reyn | Рейн
rome | Рим | Rim | Рим
sahara | Сахар | Sahroi Sahara | Сахар
saturn | Сатурн | Saturn | Сатурн
scotland | Шкотск | Shotlandiya | Шотланди
srpska | Српск | Serb Srpska | Сербск
suez | Суец | Suvaysh Suets | Суэц
thames | Темз | Temza | Темз
thessaloniki | Солун | Saloniki | Салоник
thrace | Тракиј | Frakiya | Фраки
tigris | Тигар Тигр | Dajla | Тигр
turin | Торин | Turin | Турин
venice | Венециј | Venetsiya | Венеци
venus | Венер | Venera Zuhra | Венер
volga | Волг волшк | Volga | Волг волж
wales | Велс | Uels | Уэльс
warsaw | Варшав | Varshava | Варшав
york | Јорк | York | Йорк
zealand | Зеланд | Zelandiya | Зеланди
"""

_NOT_NAMES = """
african american americans asian asians african africans mexican moroccan swiss french dutch
greek greeks turk turks turkish czech czechs thai arab arabs uzbek uzbeks kazakh kazakhs kyrgyz
tajik tajiks turkmen pakistani iraqi israeli israelis saudi emirati qatari kuwaiti yemeni afghan
afghans serb serbs croat croats slovene slovenes slovak slovaks pole poles dane danes finn finns
swede swedes balkan baltic slavic roman romans islamic muslim muslims christian jew jews
orthodox catholic catholics protestant soviet soviets ottoman cypriot cypriots german germans
filipino argentine brit brits briton britons scot scots welsh kurd kurds tatar tatars
lord lady sir miss mrs madam saint god lent easter christmas ramadan bible quran koran internet
bosniaks bosniak tibetans tibetan turkic roma albanian
prof col gen capt maj sgt
"""
NOT_NAMES = frozenset(_NOT_NAMES.split())

EXONYMS: dict[str, dict[str, str]] = {}
for _line in _ROWS.strip().splitlines():
    _name, _sr, _uz, _ru = (part.strip() for part in _line.split("|"))
    EXONYMS[_name] = {"sr": _sr, "uz": _uz, "ru": _ru}
