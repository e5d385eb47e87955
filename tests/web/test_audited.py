"""What an officer does is written down: who, what and about which wave, and nothing of those who answer."""

from feedback.adapters.store import audit, waves
from feedback.adapters.store.waves import CODES
from tests.conftest import Council
from tests.web.test_office import signed_in


def test_making_codes_is_in_the_log_and_no_code_is(council: Council) -> None:
    key = council.open()
    with council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        assert waves.change_access(session, wave, CODES)
    officer = signed_in(council)
    officer.get(f"/office/waves/{key}/codes")
    officer.post(f"/office/waves/{key}/codes", {"count": "3", "layout": "cards", "greeting": ""})
    with council.database.reading() as session:
        line = audit.latest(session, 5)[0]
        assert (line.who, line.act, line.about) == ("officer", "made codes", f"{key}: 3")
