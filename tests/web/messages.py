"""Every sentence to translate, found in the templates and in Python.

Run ``python -m tests.web.messages`` after adding one: it lists new sentences in each
translation, empty, and drops those no longer used.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "quizapp"
TRANSLATIONS = PACKAGE / "translations"
METHODS = [("web/templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
OPTIONS = {"**.html": {"trimmed": "true", "newstyle_gettext": "true"}}
KEYWORDS = {
    "_": None,
    "ngettext": (1, 2),
    "msgid": None,
    "AnswerError": (2,),
    "PreferenceError": (2,),
}


def extracted() -> Catalog:
    """Return a template of every sentence with the files that use it."""
    found = Catalog(project="quizapp", charset="utf-8")
    messages = extract_from_dir(PACKAGE, METHODS, OPTIONS, KEYWORDS, ())
    for name, _, sentence, _, _ in messages:
        found.add(sentence, locations=[(f"quizapp/{name}", 0)])
    return found


def translation(language: str) -> Catalog:
    """Return a translation as it stands."""
    with (TRANSLATIONS / language / "messages.po").open("rb") as source:
        return read_po(source, locale=language)


def update(language: str) -> None:
    """Write new sentences into a translation and drop unused ones."""
    catalog = translation(language)
    catalog.update(extracted(), no_fuzzy_matching=True)
    with (TRANSLATIONS / language / "messages.po").open("wb") as target:
        write_po(target, catalog, width=96, sort_by_file=True, ignore_obsolete=True,
                 include_lineno=False)  # fmt: skip


if __name__ == "__main__":
    for folder in sorted(TRANSLATIONS.iterdir()):
        if (folder / "messages.po").exists():
            update(folder.name)
