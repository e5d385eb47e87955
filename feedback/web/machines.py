"""Pages for machines: is this process alive, is it ready, how has it been doing. They say nothing of anyone.

What is counted is counted by room (answering, office), never by page or by wave: a count of “Send” that is
read every few seconds would tell when somebody answered.
"""

from contextlib import suppress
from hmac import compare_digest
from time import perf_counter

from flask import Blueprint, Flask, Response, abort, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.values import MutexValue, ValueClass
from sqlalchemy.exc import SQLAlchemyError

from feedback.adapters import same_key
from feedback.adapters.database import NotMigrated
from feedback.adapters.engines import NotReachable
from feedback.adapters.store import concerns
from feedback.web.context import Context, here

machines = Blueprint("machines", __name__)
ANOTHER_KEY = (
    "SECRET_KEY is not the one that this database is used with: give every machine the same. "
    "If that is lost, “toldus use-key” makes this the one"
)
_SECONDS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)

_DONE = Counter("toldus_requests", "Requests that were answered", ("room", "status"))
_TOOK = Histogram("toldus_request_seconds", "How long they took", ("room",), buckets=_SECONDS)


def set_up(app: Flask) -> None:
    """Counts every request but those of machines."""
    app.register_blueprint(machines)

    @app.before_request
    def begin() -> None:
        g.began = perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        # A room of one page would tell when somebody came to it.
        room = "public" if request.blueprint == "my_words" else request.blueprint or "none"
        if room != machines.name and "began" in g:
            _DONE.labels(room, f"{response.status_code // 100}xx").inc()
            _TOOK.labels(room).observe(perf_counter() - g.began)
        return response


def agree_on_key(app: Flask) -> None:
    """The first machine to start says which key it is; one that has another says so in its log, and is never
    ready.
    """
    context: Context = app.extensions["toldus"]
    secret = context.in_force.given.secret_key
    with suppress(SQLAlchemyError):  # another process was first, or nothing can be written now
        with context.database.reading() as reading:
            same = same_key.is_same(reading, secret)
        if same is None:
            with context.database.writing() as writing:
                same_key.remember(writing, secret)
        elif not same:
            app.logger.error(ANOTHER_KEY)


@machines.get("/health")
def health() -> Response:
    """This process answers. Asks nothing of the database, so that a slow one doesn't get it restarted."""
    return _plain("alive")


@machines.get("/ready")
def ready() -> tuple[Response, int]:
    """Whether it can serve people: the database is there, with this version's tables, and knows our key."""
    context = here()
    try:
        context.database.check()
        with context.database.reading() as reading:
            if same_key.is_same(reading, context.settings.secret_key) is False:
                return _plain(ANOTHER_KEY), 503
    except (NotReachable, SQLAlchemyError):
        return _plain("the database doesn’t answer"), 503
    except NotMigrated:
        return _plain("the database is of another version: run “toldus migrate”"), 503
    return _plain("ready"), 200


@machines.get("/metrics")
def metrics() -> Response:
    """Numbers for Prometheus, to whoever has the token. Without one in the settings it isn’t there."""
    wanted = here().settings.metrics_token
    given = request.headers.get("Authorization", "")
    if not wanted or not compare_digest(given.encode(), f"Bearer {wanted}".encode()):
        abort(404)
    counted = generate_latest(_registry())
    return Response(counted + generate_latest(_waiting()), content_type=CONTENT_TYPE_LATEST)


def _registry() -> CollectorRegistry:
    registry = CollectorRegistry()
    if ValueClass is MutexValue:
        registry.register(_DONE)
        registry.register(_TOOK)
    else:  # several processes put their numbers together: see feedback/serving.py
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _waiting() -> CollectorRegistry:
    """What somebody should look at now, whichever process is asked."""
    registry, context = CollectorRegistry(), here()
    with context.database.reading() as reading:
        found = concerns.waiting(reading, context.now(), context.settings.concerns)
    Gauge("toldus_concerns_unread", "Concerns that nobody has read", registry=registry).set(found.unread)
    late = Gauge("toldus_concerns_overdue", "Of those, how many wait for too long", registry=registry)
    late.set(found.overdue)
    return registry


def _plain(words: str) -> Response:
    return Response(f"{words}\n", mimetype="text/plain")
