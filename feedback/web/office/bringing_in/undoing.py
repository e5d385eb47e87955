"""Takes out again what a file brought in. Knows nothing of files."""

from flask import redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import imported
from feedback.web.context import here
from feedback.web.office.bringing_in import giving
from feedback.web.office.desk import done, office

Page = str | tuple[str, int] | AnyResponse


@office.post("/imports/<int:number>/undo")
def undo_import(number: int) -> Page:
    """Deletes a wave that was brought in, with all its answers, if nothing was published from it since."""
    context = here()
    try:
        with context.database.writing() as writing:
            gone = imported.undo(writing, number)
            if gone is not None:
                done(writing, "undid an import", gone.key)
    except imported.CannotUndo as problem:
        return giving.page({}, f"That can’t be undone: {problem}. Nothing was changed."), 409
    if gone is not None:
        context.database.settle()  # nothing of the answers stays in the write-ahead log either
    return redirect(url_for("office.bringing_in", done="-undone"), 303)
