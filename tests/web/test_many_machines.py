"""Three web servers and two databases: what people were thanked for is kept once, whatever is killed.

The same with more people and for longer, with its figures: ./run bench machines
"""

import pytest

from bench import machines
from tests.conftest import a_folder_for_servers

pytestmark = pytest.mark.postgres


def test_a_web_server_and_the_primary_are_killed_and_nothing_that_was_acknowledged_is_lost() -> None:
    with a_folder_for_servers() as folder:
        people, times, kept, handed = machines.run(folder, seconds=2, many=4)
    assert people.since(times.promoted) > 0, "nobody was thanked after the standby was promoted"
    assert (kept.missing, kept.doubled, kept.altered, kept.half) == ([], [], [], [])
    assert (people.seeing.lost, people.seeing.gave_up) == ([], [])
    assert kept.there == len(people.thanked)
    assert len([n for n in handed.values() if n > 10]) == 3, "not every web server was asked"
