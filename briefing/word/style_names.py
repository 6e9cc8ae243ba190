"""What the styles that Word builds in are called in a file.

Word itself writes the English names, whatever the language it runs in, and shows them translated; a
style made anew under the translated name, or by another program, carries that name in the file.
"""

from __future__ import annotations

from briefing.word import styles

# Our name → names in other languages of Word: Serbian (both scripts), Russian, German, French.
LOCALISED: dict[str, tuple[str, ...]] = {
    styles.NORMAL: ("Нормалан", "Normalan", "Обычный", "Standard"),
    styles.TITLE: ("Наслов", "Naslov", "Название", "Заголовок", "Titel", "Titre"),
    styles.SUBTITLE: ("Поднаслов", "Podnaslov", "Подзаголовок", "Untertitel", "Sous-titre"),
    styles.CONTENTS_HEADING: (
        *("Наслов садржаја", "Naslov sadržaja", "Заголовок оглавления"),
        *("Inhaltsverzeichnisüberschrift", "En-tête de table des matières"),
    ),
    styles.CONTENTS_ENTRY: (*("Садржај 1", "Sadržaj 1", "Оглавление 1", "Verzeichnis 1", "TM 1"),),
    styles.BODY: (
        *("Тело текста", "Telo teksta", "Основни текст", "Osnovni tekst", "Основной текст"),
        *("Textkörper", "Corps de texte"),
    ),
    styles.HEADER: ("Заглавље", "Zaglavlje", "Верхний колонтитул", "Kopfzeile", "En-tête"),
    styles.FOOTER: ("Подножје", "Podnožje", "Нижний колонтитул", "Fußzeile", "Pied de page"),
    styles.HYPERLINK: ("Хипервеза", "Hiperveza", "Гиперссылка", "Lien hypertexte"),
}
_HEADING = ("Наслов {}", "Naslov {}", "Заголовок {}", "Überschrift {}", "Titre {}")


def other_names(name: str) -> tuple[str, ...]:
    """Return the names under which another language of Word, or program, has the style `name`."""
    if name.startswith("heading "):
        return tuple(wording.format(name.removeprefix("heading ")) for wording in _HEADING)
    return LOCALISED.get(name, ())
