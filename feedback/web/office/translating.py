"""How far each translation has come. Knows nothing of the files that they are in."""

from itertools import groupby

from flask import render_template

from feedback.adapters import progress
from feedback.adapters.languages import in_english
from feedback.web.context import here
from feedback.web.office.desk import office, surveys_now


@office.get("/translations")
def translations() -> str:
    """Every survey and our own pages, by language."""
    with here().database.reading() as reading:
        found = progress.every(surveys_now(reading).values())
    listed = [(title, list(lines)) for title, lines in groupby(found, key=lambda p: p.title)]
    return render_template("office/translations.html", listed=listed, in_english=in_english)
