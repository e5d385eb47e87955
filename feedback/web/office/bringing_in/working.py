"""Work on a file in a thread of its own, so that no page has to wait for it. Knows nothing of files.

How far it is stands in the database, where any process can read it. If this one dies, the work is known to
have stopped, nothing of it counts, and it can be begun again.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from traceback import extract_tb

from flask import current_app
from flask_login import current_user
from sqlalchemy.exc import OperationalError

from feedback.adapters.bringing import GivenUp, Job
from feedback.adapters.store import bringing
from feedback.web.context import here

PATIENCE = 2.0  # seconds that a page waits: most files are done by then
BEAT = 5.0  # seconds between two signs of life
_one_at_a_time = threading.Semaphore(1)  # two large files at once would need twice the memory


def begin(token: str, attempt: int, work: Callable[[Job], None]) -> None:
    """Starts work that was claimed, and waits a little in case it is soon done."""
    context = here()
    job = Job(
        context.database,
        context.settings.secret_key,
        current_user.number,
        current_user.name,
        token,
        attempt,
        context.content.surveys,
        context.now,
    )
    logger = current_app.logger

    def run() -> None:
        over = threading.Event()
        beating = threading.Thread(target=_beat, args=(job, over), daemon=True)
        beating.start()
        try:
            with _one_at_a_time:
                work(job)
        except GivenUp:
            pass
        except Exception as error:
            # The kind of error and where it was, never its words: they could hold somebody's answer.
            last = extract_tb(error.__traceback__)[-1]
            logger.error(
                "%s while answers were brought in, in %s:%s",
                type(error).__name__,
                Path(last.filename).name,
                last.lineno,
            )
            _give_up(job)
        finally:
            over.set()
            beating.join()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(PATIENCE)


def _beat(job: Job, over: threading.Event) -> None:
    while not over.wait(BEAT):
        with suppress(OperationalError), job.database.writing() as session:  # the database is busy: next time
            bringing.beat(session, job.token, job.attempt, job.stage, job.now())


def _give_up(job: Job) -> None:
    """Marks work that failed as stopped at once, so that nobody waits for it."""
    with suppress(OperationalError), job.database.writing() as session:
        bringing.stop(session, job.token, job.attempt)
