"""Officers keep a code frame, code comments by it, see who spoke of what, and how far two of them agree."""

from sqlalchemy import delete, select

from feedback.adapters.store import themes as kept
from feedback.adapters.tables import Comment
from feedback.adapters.tables_themes import CodedComment, CommentTheme
from tests.conftest import Council
from tests.web import people
from tests.web.test_office import answered
from tests.web.visitor import Visitor


def signed_in(council: Council, name: str = "officer") -> Visitor:
    people.add(council, name)
    return people.sign_in(council, name)


def begin(visitor: Visitor, *names: str) -> None:
    for name in names:
        visitor.get("/office/themes")
        assert visitor.post("/office/themes", {"name": name}).status_code == 200


def code(visitor: Visitor, key: str, *themes: str, which: str = "") -> int:
    visitor.get(f"/office/waves/{key}/themes/code?which={which}")
    hidden = {
        i["name"]: i["value"] for i in visitor.page.all("input") if i.get("name") in ("comment", "which")
    }
    return visitor.post(f"/office/waves/{key}/themes/code", {**hidden, "theme": list(themes)}).status_code


def test_a_frame_begins_with_promises_once_and_its_words_can_be_changed(council: Council) -> None:
    visitor = signed_in(council)
    for _ in range(2):
        visitor.get("/office/themes")
        visitor.post("/office/themes", {"framework": "cheshire-east-pledges"})
    assert "Education, employment and training education, employment, training 0" in visitor.page.text
    with council.database.reading() as session:
        assert [t.place for t in kept.frame(session)] == [1, 2, 3, 4, 5, 6]
    visitor.get("/office/themes/pledge-2")
    visitor.post("/office/themes/pledge-2", {"name": "Learning and work", "rules": "college\njob*\nCollege"})
    assert "Learning and work college, job* 0" in visitor.page.text.replace("College", "college")
    for form, said in [
        ({"name": "", "rules": "x y"}, "Write what the theme is called"),
        ({"name": "Learning", "rules": "*"}, "can’t be looked for"),
    ]:
        visitor.get("/office/themes/pledge-2")
        assert visitor.post("/office/themes/pledge-2", form).status_code == 422
        assert said in visitor.page.text
    assert visitor.post("/office/themes", {"framework": "no-such"}).status_code == 400
    assert visitor.get("/office/themes/no-such").status_code == 404
    visitor.get("/office/themes")
    assert visitor.post("/office/themes", {"name": "learning AND work"}).status_code == 422


def test_comments_are_coded_one_by_one_and_people_counted(council: Council) -> None:
    key = answered(council, 20, 12, words="My money never lasts", writers=12)
    visitor = signed_in(council)
    begin(visitor, "Money", "Home")
    visitor.get(f"/office/waves/{key}/themes/code")
    assert "Its words are here: money" in visitor.page.text
    assert code(visitor, key) == 422
    assert "Tick at least one theme" in visitor.page.text
    assert code(visitor, key, "money", "-none") == 422
    assert code(visitor, key, "no-such") == 400
    for n in range(12):
        assert code(visitor, key, *(["money", "home"] if n < 4 else ["money"])) == 200
    assert "You have coded them all." in visitor.page.text
    visitor.get(f"/office/waves/{key}/themes")
    assert "12 of 12 comments are coded, 12 by you." in visitor.page.text
    assert "Money 12 of 12 –" in visitor.page.text
    assert "Home 4 of 12 [c] –" in visitor.page.text
    assert ("officer", "coded a comment", key) in people.log(council)


def test_two_people_see_how_far_they_agree_without_seeing_what_the_other_chose(
    sqlite_council: Council,
) -> None:
    key = answered(sqlite_council, 20, 12, words="My money never lasts", writers=12)
    one = signed_in(sqlite_council)
    begin(one, "Money")
    for n in range(4):
        code(one, key, "money" if n < 2 else "-none")
    other = signed_in(sqlite_council, "other")
    other.get(f"/office/waves/{key}/themes")
    assert "Code those that somebody else coded (4)" in other.page.text
    other.get(f"/office/waves/{key}/themes/code?which=others")
    assert "4 left" in other.page.text
    assert not [i for i in other.page.all("input") if "checked" in i]
    for _ in range(4):
        assert code(other, key, "money", which="others") == 200
    other.get(f"/office/waves/{key}/themes")
    assert "2 of 4 comments 0.00 too few comments to say" in other.page.text


def test_what_was_learnt_from_ones_own_coding_is_shown_with_its_words(sqlite_council: Council) -> None:
    key = answered(sqlite_council, 20, 14, words="We waited ages for a bus", writers=14)
    visitor = signed_in(sqlite_council)
    begin(visitor, "Travel")
    for n in range(13):
        code(visitor, key, "travel" if n < 9 else "-none")
    visitor.get(f"/office/waves/{key}/themes/code")
    assert "You coded others like it so. What led to this:" in visitor.page.text
    stranger = signed_in(sqlite_council, "other")
    stranger.get(f"/office/waves/{key}/themes/code")
    assert "You coded others" not in stranger.page.text


def test_what_was_coded_goes_when_the_comment_goes_and_sent_twice_is_kept_once(council: Council) -> None:
    key = answered(council, 20, 12, words="Money", writers=12)
    visitor = signed_in(council)
    begin(visitor, "Money")
    visitor.get(f"/office/waves/{key}/themes/code")
    hidden = {i["name"]: i["value"] for i in visitor.page.all("input") if i.get("name") == "comment"}
    for _ in range(2):
        visitor.post(f"/office/waves/{key}/themes/code", {**hidden, "theme": "money"})
    with council.database.writing() as session:
        assert len(session.scalars(select(CommentTheme)).all()) == 1
        session.execute(delete(Comment))
        assert session.scalars(select(CodedComment)).all() == []
        assert session.scalars(select(CommentTheme)).all() == []
    assert visitor.post(f"/office/waves/{key}/themes/code", {**hidden, "theme": "money"}).status_code == 400


def test_an_analyst_codes_nothing(sqlite_council: Council) -> None:
    from feedback.domain.roles import Role

    people.add(sqlite_council, "ann", Role.ANALYST)
    visitor = people.sign_in(sqlite_council, "ann")
    assert visitor.get("/office/themes").status_code == 403


def test_themes_are_told_in_a_section_once_all_is_coded(council: Council) -> None:
    key = answered(council, 20, 32, words="My money never lasts", writers=32)
    visitor = signed_in(council)
    begin(visitor, "Money", "Home")
    for n in range(31):
        assert code(visitor, key, *(["money"] if n < 20 else ["-none"])) == 200
    visitor.get(f"/office/waves/{key}/themes")
    assert "31 of 32 answers are coded." in visitor.page.text
    assert "Tell these themes" not in visitor.page.text
    question = {"question": "more"}
    assert visitor.post(f"/office/waves/{key}/themes/tell", question).status_code == 409
    assert "Code every answer to this question first" in visitor.page.text
    code(visitor, key, "-none")
    visitor.get(f"/office/waves/{key}/themes")
    assert "Tell these themes" in visitor.page.text
    for _ in range(2):
        assert visitor.post(f"/office/waves/{key}/themes/tell", question).status_code == 200
    assert "Their themes are told in sections since 22 November 2026" in visitor.page.text
    said = "Of the 32 young people who wrote an answer to “What else?”, 20 (63%) wrote about “Money”."
    visitor.get("/office/commitments/pledge-5")
    assert said in visitor.page.text
    assert "What people wrote about: “What else?”" in visitor.get(f"/office/waves/{key}").text
    assert "What people wrote about" not in visitor.get(f"/office/waves/{key}/progress").text
    assert "What people wrote about" in visitor.get("/office/commitments/pledge-5/edit").text
    assert ("officer", "told themes in sections", f"{key}: more") in people.log(council)
    visitor.get(f"/office/waves/{key}/themes")
    visitor.post(f"/office/waves/{key}/themes/tell", {**question, "do": "back"})
    visitor.get("/office/commitments/pledge-5")
    assert said not in visitor.page.text
    visitor.get(f"/office/waves/{key}/themes")
    visitor.post(f"/office/waves/{key}/themes/tell", question)
    visitor.get("/office/commitments/pledge-5")
    visitor.post("/office/commitments/pledge-5/publish", {"by": ""})
    visitor.get(f"/office/waves/{key}/themes")
    assert "They were published" in visitor.page.text
    assert visitor.post(f"/office/waves/{key}/themes/tell", {**question, "do": "back"}).status_code == 409
    assert visitor.post(f"/office/waves/{key}/themes/tell", {"question": "no-such"}).status_code == 409
