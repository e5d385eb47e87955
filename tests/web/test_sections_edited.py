"""An officer edits a section, publishes it, and takes an edition away later; two officers lose nothing."""

import html
import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from feedback.adapters import tidying
from feedback.adapters.store import comments, editions, responses, waves
from feedback.adapters.tables_sections import Arranged, ToldSection
from feedback.domain.journey import Answer
from feedback.domain.roles import Role
from tests.conftest import TODAY, Council
from tests.web.people import add, log, sign_in
from tests.web.test_office import signed_in
from tests.web.test_publishing import EVEN, PAGE, answer, opened, released, survey
from tests.web.visitor import Visitor

EDIT = f"{PAGE}/edit"
CONTROL, SAFE = "small/in-control", "small/safe"


def filled(visitor: Visitor) -> dict[str, object]:
    """The form on the editing page, as it stands: what a browser would send."""
    text = visitor.get(EDIT).text
    given: dict[str, object] = {}
    for field in visitor.page.all("input"):
        if field.get("name") and (field.get("type") != "checkbox" or "checked" in field):
            given[field["name"]] = field.get("value", "on")
    for name, words in re.findall(r'<textarea name="([^"]+)"[^>]*>\n(.*?)</textarea>', text, re.DOTALL):
        given[name] = html.unescape(words)
    return given | {"act": "save"}


def edit(visitor: Visitor, without: str = "", **changes: object) -> int:
    """Fills the page in, with these changes by field, and without one tick; the status."""
    form = filled(visitor) | {name.replace("__", ":"): value for name, value in changes.items()}
    form.pop(without, None)
    return visitor.post(EDIT, form).status_code


def headings(text: str) -> list[str]:
    """The figures of a section on its page, in order."""
    return re.findall(r"<h3>(.*?)</h3>", text)


def written(council: Council, key: str, *words: str) -> list[str]:
    """So many people who wrote this under “What else?”, all cleared; what the office calls the comments."""
    with council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        asked = editions.get(session, wave.survey_key, wave.edition)
        sent = [
            responses.Sent({"safe": Answer(("yes",)), "more": Answer(words=w, may_quote=True)}, {"more": w})
            for w in words
        ]
        sent += [responses.Sent({"more": Answer(words="Not for print")}, {"more": "Not for print"})] * 20
        responses.add(session, wave, asked, sent, responses.Circumstances(TODAY))
        found = {c.text: comments.reference(wave, c.seq, c.question) for c in comments.every(session, wave)}
        for w in words:
            assert comments.judge(session, wave, found[w], "cleared")
    return [found[w] for w in words]


def editions_of(council: Council) -> list[ToldSection]:
    with council.database.reading() as session:
        return list(session.scalars(select(ToldSection).order_by(ToldSection.number)))


def test_an_officers_walk(council: Council) -> None:
    key, visitor = opened(council)
    assert headings(visitor.get(PAGE).text)[0] == "I feel in control"
    form = filled(visitor) | {"own-words": "We asked you in autumn.", f"words:{CONTROL}": "We will do more."}
    del form["in:small/born"]
    form[f"place:{SAFE}"] = "1"
    visitor.post(EDIT, form | {"act": "look"})
    assert visitor.path == PAGE
    text = visitor.get(PAGE).text
    assert headings(text)[:2] == ["Do you feel safe?", "I feel in control"]
    assert "When were you born?" not in headings(text)
    assert text.count("From the participation team") == 2
    assert "72" in visitor.page.text

    visitor.post(f"{PAGE}/publish", {"version": "1"})
    assert "Published as it stands here." in visitor.page.text
    (figures,) = released(council)
    assert f"{key}/in-control/agree" in figures
    assert not any("born" in identity for identity in figures), "what is left out was not told"

    answer(council, key, *[(30, "agree", "yes")])
    assert "Not published yet." in visitor.get(PAGE).text
    visitor.get("/office/commitments")
    assert "6 figures of 7 · published on 22 November 2026, edition 1" in visitor.page.text
    assert "answers changed since" in visitor.page.text
    visitor.get(f"{PAGE}/published/1")
    assert "44% of young people (32 of 72)" in visitor.page.text
    assert "Draft." not in visitor.page.text
    csv = visitor.client.get(f"{PAGE}/published/1/section.csv").text
    assert "44% of young people (32 of 72)" in csv
    assert "We will do more." in csv
    visitor.post(f"{PAGE}/publish", {"version": "1"})
    assert [e.number for e in editions_of(council)] == [1, 2]
    acts = [(act, about) for _, act, about in log(council)]
    assert ("edited a section", "pledge-5: version 1") in acts
    assert ("published a section", "pledge-5") in acts
    assert ("downloaded a section", "pledge-5-edition-1.csv") in acts


def test_buttons_move_a_figure_and_save_what_was_typed(council: Council) -> None:
    _, visitor = opened(council)
    visitor.post(EDIT, filled(visitor) | {"act": f"down:{CONTROL}", f"words:{CONTROL}": "Typed"})
    assert visitor.path == EDIT
    assert headings(visitor.get(PAGE).text)[:2] == ["What would help?", "I feel in control"]
    assert filled(visitor)[f"words:{CONTROL}"] == "Typed"
    visitor.post(EDIT, filled(visitor) | {"act": f"up:{CONTROL}"})
    assert headings(visitor.get(PAGE).text)[0] == "I feel in control"
    visitor.post(EDIT, filled(visitor) | {"act": f"up:{CONTROL}"})
    assert headings(visitor.get(PAGE).text)[0] == "I feel in control", "it is the first already"


def test_a_number_of_ones_own_is_pointed_out_and_asked_about(council: Council) -> None:
    _, visitor = opened(council)
    assert edit(visitor, **{"own-words": "44% feel in control. 67% would like more, by 3 May 2027."}) == 200
    assert "67%: not among the figures here." in visitor.page.text
    visitor.get(PAGE)
    assert visitor.post(f"{PAGE}/publish", {"version": "1"}).status_code == 422
    assert "not among the figures here: 67%." in visitor.page.text
    assert released(council) == []
    assert editions_of(council) == []
    visitor.post(f"{PAGE}/publish", {"version": "1", "checked": "yes"})
    assert "Published as it stands here." in visitor.page.text


def test_own_words_are_looked_at_for_jargon(sqlite_council: Council) -> None:
    _, visitor = opened(sqlite_council)
    assert edit(visitor, **{"own-words": "We will facilitate it."}) == 200
    assert "“facilitate” It’s a word that people use in offices." in visitor.page.text


def test_comments_are_chosen_and_ordered_and_go_when_they_are_taken_back(council: Council) -> None:
    key, visitor = opened(council)
    one, _, three = written(council, key, "More visits please", "Ring me back", "Better buses")
    form = filled(visitor)
    del form[f"in:{one}"]
    visitor.post(EDIT, form | {f"place:{three}": "1"})
    said = re.findall(r"<blockquote><p>(.*?)</p>", visitor.get(PAGE).text)
    assert "More visits please" not in said
    assert said[0] == "Better buses"
    visitor.post(f"{PAGE}/publish", {"version": "1"})
    (row,) = editions_of(council)
    assert "Better buses" not in str(row.section), "what people wrote is kept in one place alone"
    assert "Better buses" in visitor.client.get(f"{PAGE}/published/1/section.json").text

    visitor.get(f"/office/waves/{key}/comments?state=cleared")
    shown = next(i["value"] for i in visitor.page.all("input") if i.get("value", "").startswith(three))
    visitor.post(f"/office/waves/{key}/comments", {"comment": shown, "state": "declined"})
    told = visitor.client.get(f"{PAGE}/published/1/section.json").text
    assert "Better buses" not in told
    assert "Ring me back" in told
    assert "Better buses" not in visitor.get(f"{PAGE}/published/1").text


def test_an_edition_outlives_its_people_without_their_words(council: Council) -> None:
    key, visitor = opened(council)
    written(council, key, "More visits please")
    visitor.get(PAGE)
    visitor.post(f"{PAGE}/publish")
    goes = council.wave(key).delete_on
    assert goes is not None
    now = datetime.combine(goes, council.clock[0].timetz())
    assert tidying.let_go(council.database, council.context.settings.rules, now) == [key]
    told = visitor.client.get(f"{PAGE}/published/1/section.md").text
    assert "44% of young people (32 of 72)" in told
    assert "More visits please" not in told


def test_a_figure_left_out_is_not_told_and_checked_when_it_comes_back(council: Council) -> None:
    """Published, then left out while one more person answers: that goes out. With it, it's one person's."""
    key, visitor = opened(council)
    visitor.get(PAGE)
    visitor.post(f"{PAGE}/publish")
    for question in ("in-control", "safe"):
        assert edit(visitor, without=f"in:small/{question}") == 200
    answer(council, key, (1, "agree", "no"))
    visitor.get(PAGE)
    response = visitor.post(f"{PAGE}/publish", {"drop": "yes"})
    assert response.status_code == 200
    assert f"{key}/in-control/agree" not in released(council)[1]
    assert edit(visitor, **{f"in__{CONTROL}": "yes"}) == 200
    visitor.get(PAGE)
    assert visitor.post(f"{PAGE}/publish").status_code == 409
    assert "I feel in control Autumn 2026: Agree" in visitor.page.text
    assert len(editions_of(council)) == 2
    visitor.get(f"{PAGE}/published/1")
    assert "44% of young people (32 of 72)" in visitor.page.text


def test_what_is_new_comes_last_and_is_marked(council: Council) -> None:
    key, visitor = opened(council)
    assert edit(visitor, **{f"place__{CONTROL}": "7"}) == 200
    assert "New" not in visitor.page.texts
    written(council, key, "More visits please")
    visitor.get(EDIT)
    assert visitor.page.texts.count("New") == 1
    assert "More visits please" in visitor.get(PAGE).text
    assert edit(visitor) == 200
    assert "New" not in visitor.page.texts


def two(council: Council) -> tuple[Visitor, Visitor]:
    """Two officers before one section."""
    _, first = opened(council)
    add(council, "kim", Role.OFFICER)
    return first, sign_in(council, "kim")


def test_two_officers_who_change_different_things_lose_nothing(council: Council) -> None:
    first, second = two(council)
    one, other = filled(first), filled(second)
    one |= {"own-words": "First"}
    del one["in:small/born"]
    first.post(EDIT, one)
    second.post(EDIT, other | {f"words:{CONTROL}": "Second", f"place:{SAFE}": "1"})
    assert "Someone else saved meanwhile." in second.page.text
    both = filled(first)
    assert (both["own-words"], both[f"words:{CONTROL}"]) == ("First", "Second")
    assert "in:small/born" not in both
    assert headings(first.get(PAGE).text)[0] == "Do you feel safe?"


def test_two_officers_who_change_the_same_choose(council: Council) -> None:
    first, second = two(council)
    one, other = filled(first), filled(second)
    first.post(EDIT, one | {"own-words": "First"})
    form = other | {"own-words": "Second", f"words:{CONTROL}": "Kept"}
    assert second.post(EDIT, form).status_code == 409
    assert "First" in second.page.text
    assert "Second" in second.page.text
    hidden = {i["name"]: i["value"] for i in second.page.all("input") if i.get("type") == "hidden"}
    assert filled(first)["own-words"] == "First"
    second.post(EDIT, hidden | {"choose-1": "theirs"})
    assert filled(first)["own-words"] == "First"
    assert filled(first)[f"words:{CONTROL}"] == "Kept"
    with council.database.reading() as session:
        assert len(session.scalars(select(Arranged)).all()) == 2


def test_a_section_that_was_edited_meanwhile_is_not_published_unseen(council: Council) -> None:
    first, second = two(council)
    first.get(PAGE)
    edit(second, **{"own-words": "Second"})
    assert first.post(f"{PAGE}/publish", {"version": "0"}).status_code == 409
    assert "Someone else edited this section" in first.page.text
    assert released(council) == []


def test_publishing_twice_makes_one_edition(council: Council) -> None:
    _, visitor = opened(council)
    visitor.get(PAGE)
    for _ in range(2):
        visitor.post(f"{PAGE}/publish", {"version": "0"})
    assert [e.number for e in editions_of(council)] == [1]


def test_a_breakdown_is_kept_with_the_section(council: Council) -> None:
    _, visitor = opened(council)
    assert edit(visitor, by="safe") == 200
    assert "Yes" in visitor.get(PAGE).text
    assert "?safe=yes" in visitor.client.get(f"{PAGE}/section.csv").text
    assert "?safe=yes" not in visitor.client.get(f"{PAGE}/section.csv?by=").text
    visitor.get(PAGE)
    visitor.post(f"{PAGE}/publish", {"version": "1"})
    assert "?safe=yes" in visitor.client.get(f"{PAGE}/published/1/section.csv").text


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"own-words": "x" * 2001}, 422, "This has 2001 letters. Cut it to 2000 or fewer."),
        ({f"words__{CONTROL}": "y" * 1001}, 422, "This has 1001 letters. Cut it to 1000 or fewer."),
        ({f"place__{CONTROL}": "first"}, 422, "Type the place of the figure as a number, such as 2."),
        ({"by": "born"}, 422, "Choose one question, or two different ones"),
        ({"version": "7"}, 400, ""),
        ({"version": "-1"}, 400, ""),
        ({"version": "9" * 30}, 400, ""),
        ({f"place__{CONTROL}": "99999"}, 200, "Saved."),
        ({"place__small/nothing": "1", "in__small/nothing": "yes", "act": "up:small/nothing"}, 200, "Saved."),
        ({"own-words": "<b>&\x00\x1b\u202e{{ 7 * 7 }} \U0001f600"}, 200, "Saved."),
    ],
)  # fmt: skip
def test_what_can_not_be_is_told_and_nothing_is_lost(
    council: Council, changes: dict[str, object], status: int, said: str
) -> None:
    _, visitor = opened(council)
    assert edit(visitor, **changes) == status
    assert said in visitor.page.text
    if status == 422:
        typed = "".join(str(v) for v in changes.values())
        assert typed in visitor.client.get(EDIT).text or typed in visitor.page.text or len(typed) < 10
    assert "nothing" not in str(released(council))
    assert visitor.get(PAGE).status_code == 200
    for name in ("json", "docx", "md"):
        assert visitor.client.get(f"{PAGE}/section.{name}").status_code == 200


def test_editions_that_are_not_there(sqlite_council: Council) -> None:
    _, visitor = opened(sqlite_council)
    for number in ("0", "1", "9" * 30):
        assert visitor.get(f"{PAGE}/published/{number}").status_code == 404
    visitor.get(PAGE)
    visitor.post(f"{PAGE}/publish")
    assert visitor.get(f"{PAGE}/published/1/section.exe").status_code == 404
    assert visitor.get("/office/commitments/pledge-99/edit").status_code == 404
    assert visitor.get("/office/commitments/pledge-99/published/1").status_code == 404


def test_an_analyst_sees_no_comment_and_edits_nothing(council: Council) -> None:
    key, visitor = opened(council)
    written(council, key, "More visits please")
    visitor.get(PAGE)
    visitor.post(f"{PAGE}/publish")
    add(council, "ana", Role.ANALYST)
    analyst = sign_in(council, "ana")
    assert "More visits" not in analyst.get(PAGE).text
    assert "Edit this section" not in analyst.page.text
    assert "More visits" not in analyst.get(f"{PAGE}/published/1").text
    assert "More visits" not in analyst.client.get(f"{PAGE}/published/1/section.json").text
    assert analyst.get(EDIT).status_code == 403


def test_a_survey_nobody_asked_about_can_not_be_edited(sqlite_council: Council) -> None:
    visitor = signed_in(sqlite_council)
    visitor.get(EDIT)
    assert "Nothing has been asked about this promise yet." in visitor.page.text
    visitor.get(PAGE)
    assert "Edit this section" not in visitor.page.text


def test_a_section_without_any_figure_says_so_and_is_no_edition(sqlite_council: Council) -> None:
    _, visitor = opened(sqlite_council)
    form = {n: v for n, v in filled(visitor).items() if not n.startswith("in:")}
    visitor.post(EDIT, form)
    visitor.get(PAGE)
    assert "This section shows no figures about this pledge." in visitor.page.text
    visitor.post(f"{PAGE}/publish")
    assert editions_of(sqlite_council) == []


def test_later_answers_and_thresholds_change_no_edition(council: Council) -> None:
    key = council.open(survey())
    answer(council, key, *EVEN)
    visitor = signed_in(council)
    visitor.get(PAGE)
    visitor.post(f"{PAGE}/publish")
    before = visitor.client.get(f"{PAGE}/published/1/section.json").data
    council.clock[0] += timedelta(days=5)
    answer(council, key, (40, "disagree", "no"))
    assert visitor.client.get(f"{PAGE}/published/1/section.json").data == before
