"""A YAML file becomes plain values with their lines, or a plain word about what is wrong. It never raises."""

from pathlib import Path

import pytest

from feedback.adapters.yaml_files import MOST_BYTES, Lined, read


@pytest.fixture
def reading(tmp_path: Path):
    def read_text(text: str | bytes) -> Lined:
        path = tmp_path / "a.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(path, "a.yaml")

    return read_text


def told(lined: Lined) -> list[str]:
    return [str(m) for m in lined.mistakes]


# Values


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "off", "y", "n", "NO", "Yes", "012", "0x1F", "1_000", "1e3"]
)
def test_words_that_older_yaml_changes_stay_words(reading, word):
    assert reading(f"label: {word}\n{word}: key\n").value == {"label": word, word: "key"}


def test_words_stay_words_even_where_a_file_asks_for_older_yaml(reading):
    assert reading("%YAML 1.1\n---\nyes: no\non: 012\n").value == {"yes": "no", "on": "012"}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3", 3),
        ("-2.5", -2.5),
        ("0", 0),
        ("1.50", "1.50"),
        ("+3", "+3"),
        ("-0", "-0"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e400", "1e400"),
        ("9007199254740993", "9007199254740993"),
        ("2005-12-31", "2005-12-31"),
        ("10:30", "10:30"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ('"true"', "true"),
        ('"3"', "3"),
        ("!!int three", "three"),
        ("!!bool maybe", "maybe"),
        ("!!python/object:os.system ls", "ls"),
    ],
)
def test_a_plain_number_is_a_number_and_anything_doubtful_stays_as_it_is_written(reading, written, value):
    found = reading(f"a: {written}\n")
    assert not found.mistakes
    assert found.value == {"a": value}
    assert type(found.value["a"]) is type(value)


def test_a_byte_order_mark_and_any_line_ends_are_no_matter(reading):
    for text in (b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", b"a: 1\rb: 2\r", b"a: 1\nb: 2"):
        assert reading(text).value == {"a": 1, "b": 2}


def test_a_folded_text_is_one_line_without_marks_of_any_kind(reading):
    found = reading("a: >-\n  Tell us sooner\n  when plans change.\n\n  Please.\n")
    assert found.value == {"a": "Tell us sooner when plans change.\nPlease."}


def test_each_place_knows_its_line_and_a_missing_place_has_the_line_around_it(reading):
    found = reading("# note\na:\n  - b: 1\n    c: [x,\n      y]\n")
    assert [found.line(p) for p in [("a",), ("a", 0, "b"), ("a", 0, "c", 0), ("a", 0, "c", 1)]] == [
        2,
        3,
        4,
        5,
    ]
    assert found.line(("a", 0, "c", 9, "nothing")) == 4
    assert found.line(("nothing",)) == 2


def test_an_alias_is_what_it_stands_for_and_an_anchor_may_be_used_again(reading):
    assert reading("a: &x 1\nb: &x 2\nc: *x\n").value == {"a": 1, "b": 2, "c": 2}


# Mistakes


def test_every_key_that_is_there_twice_is_told_with_its_line(reading):
    found = reading("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n'a': 4\n")
    assert told(found) == [
        "a.yaml line 4: “c” is here a second time; keep one of the two",
        "a.yaml line 5: “a” is here a second time; keep one of the two",
        "a.yaml line 6: “a” is here a second time; keep one of the two",
    ]


def test_a_key_that_is_a_list_is_told(reading):
    assert told(reading("a: 1\n? [b, c]\n: d\n")) == ["a.yaml line 2: a key here is a list; keys are words"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a note\n"])
def test_an_empty_file_is_told(reading, text):
    assert told(reading(text)) == ["a.yaml line 1: the file is empty"]


def test_a_file_that_is_not_utf_8_is_told(reading):
    found = reading("title: Children’s\n".encode("cp1252"))
    assert told(found) == ["a.yaml line 1: the file is not saved as UTF-8; save it again as UTF-8 text"]


@pytest.mark.parametrize("text", ["a:\n\t- b\n", "a: 1\n\tb: 2\n", "a: 1\nb:\n - c\n\t- d\n"])
def test_a_tab_is_called_a_tab_at_its_line(reading, text):
    found = reading(text)
    line = 1 + text[: text.index("\t")].count("\n")
    assert told(found) == [
        f"a.yaml line {line}: there is a tab here; use spaces, "
        "and the same number for things that belong together"
    ]


def test_what_is_not_yaml_is_told_at_its_line_with_what_to_look_for(reading):
    (mistake,) = reading("a: 1\nb: 2\nask: Here: there\n").mistakes
    assert mistake.line == 3
    assert "a text with a colon in it needs quotes around it" in mistake.said


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: x\0y\n",
        "a: 1\nb: x\x07y\n",
        'a: 1\nb: "x\\0y"\n',
        'a: 1\nb: "x\\ud800y"\n',
        'a: 1\n"b\\x1b": 1\n',
    ],
)
def test_a_character_that_cannot_be_printed_is_told_at_its_line_and_kept_nowhere(reading, text):
    found = reading(text)
    assert [m.line for m in found.mistakes] == [2]
    assert "can’t be seen or printed" in found.mistakes[0].said
    assert found.value in (None, {"a": 1, "b": "xy"}, {"a": 1, "b": 1})


@pytest.mark.parametrize(
    "text", ['a: "\\U00110000"', 'a: "\\UFFFFFFFF"', "*", "%", "!<", "a: *nothing", "a\n---\nb"]
)
def test_odd_yaml_is_told_in_one_line_and_raises_nothing(reading, text):
    found = reading(text)
    assert found.value is None
    assert [len(str(m).splitlines()) for m in found.mistakes] == [1]


@pytest.mark.parametrize("text", ["- " * 5000, "a: &x [*x]", "&x {a: *x}", "{a: " * 150 + "[" * 150])
def test_deep_nesting_and_circles_are_told(reading, text):
    found = reading(text)
    assert found.value is None
    assert len(found.mistakes) == 1


def test_aliases_of_aliases_are_stopped_before_they_fill_the_memory(reading):
    laughs = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n"
    laughs += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
    found = reading(laughs)
    assert found.value is None
    assert told(found) == ["a.yaml line 1: the file stands for too many values; take out its aliases (*name)"]


def test_a_file_of_over_two_megabytes_is_not_read(reading):
    assert told(reading(b"a: " + b"x" * MOST_BYTES)) == [
        "a.yaml line 1: the file is over 2 MB, which no survey needs"
    ]


def test_a_file_that_cannot_be_opened_is_told(tmp_path):
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "link.yaml").symlink_to(tmp_path / "gone")
    said = {
        name: read(tmp_path / name, name).mistakes[0].said
        for name in ("folder.yaml", "link.yaml", "none.yaml")
    }
    assert said == {
        "folder.yaml": "the file can’t be opened: Is a directory",
        "link.yaml": "the file can’t be opened: No such file or directory",
        "none.yaml": "the file can’t be opened: No such file or directory",
    }


def test_a_file_that_may_not_be_opened_is_told(tmp_path, monkeypatch):
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root, who may run the tests, may open every file
    assert told(read(tmp_path / "a.yaml", "a.yaml")) == [
        "a.yaml line 1: the file can’t be opened: Permission denied"
    ]


def test_a_mistake_is_one_line_with_its_file_and_line_first(tmp_path):
    path = tmp_path / "b.yaml"
    path.write_text("a: 1\na: 2\n")
    assert str(read(path).mistakes[0]).startswith(f"{path} line 2: ")
