"""Inviting, changing, resetting and removing people; the log of what was done; what an analyst sees."""

import csv
import io

import pytest

from feedback.adapters.store import comments, waves
from feedback.domain.roles import Role
from tests.conftest import PASSWORD, Council
from tests.web.people import add, code, hidden, log, set_up, sign_in, wait
from tests.web.test_office import answered
from tests.web.visitor import Visitor

NEW = "four other made up words"


def administrator(council: Council) -> Visitor:
    add(council, "boss", Role.ADMINISTRATOR)
    visitor = sign_in(council, "boss")
    if council.settings.signing_in.needs_second_factor:
        set_up(council, visitor)
    visitor.get("/office/people")
    return visitor


def invited(council: Council, boss: Visitor, name: str = "Sam", *roles: str) -> str:
    """The path of the link that was shown."""
    boss.get("/office/people")
    response = boss.post("/office/people", {"name": name, "roles": list(roles) or ["officer"]})
    assert response.status_code == 200, boss.page.text
    return link_on(boss)


def link_on(boss: Visitor) -> str:
    [link] = [i["value"] for i in boss.page.all("input") if i.get("id") == "link"]
    return "/office/" + link.split("/office/")[1]


def accept(council: Council, path: str, password: str = NEW) -> Visitor:
    visitor = Visitor(council.client())
    visitor.get(path)
    visitor.post(path, {"new-password": password, "again-password": password})
    return visitor


def number_of(boss: Visitor, name: str) -> str:
    boss.get("/office/people")
    text = boss.page.texts
    assert name in text
    links = [a["href"] for a in boss.page.all("a") if a["href"].startswith("/office/people/")]
    for link in links:
        boss.get(link)
        if f" {name} Here since" in boss.page.text:
            return link
    raise AssertionError(name)


def test_somebody_is_invited_chooses_a_password_and_a_second_factor_and_is_in(strict: Council) -> None:
    boss = administrator(strict)
    path = invited(strict, boss, "Sam Smith", "officer", "analyst")
    boss.get("/office/people")
    assert "invited, the link isn’t used yet" in boss.page.text
    visitor = accept(strict, path)
    assert "Set up your second factor" in visitor.page.text
    phone, codes = set_up(strict, visitor)
    assert len(codes) == 10
    visitor.get("/office/account")
    assert "sam smith: officer, analyst" in visitor.page.text
    assert "Read comments" in visitor.page.text
    wait(strict, seconds=60)
    again = sign_in(strict, "sam smith", NEW)
    again.post("/office/sign-in/code", {"code": code(strict, phone)})
    assert again.path == "/office/"
    said = log(strict)
    assert ("boss", "invited someone", "sam smith: officer, analyst") in said
    assert ("sam smith", "accepted an invitation", "") in said


def test_the_link_is_shown_once_works_once_and_is_kept_as_a_hash(strict: Council) -> None:
    boss = administrator(strict)
    path = invited(strict, boss)
    boss.get("/office/people")
    assert path not in str(boss.page.elements)
    assert path.rsplit("/", 1)[1] not in str(log(strict))
    accept(strict, path)
    second = Visitor(strict.client())
    assert second.get(path).status_code == 404
    assert "It was used before" in second.page.text
    assert second.client.get("/office/").status_code == 302


def test_the_link_is_good_for_seven_days(sqlite_council: Council) -> None:
    boss = administrator(sqlite_council)
    path = invited(sqlite_council, boss)
    wait(sqlite_council, days=6, hours=23)
    assert Visitor(sqlite_council.client()).get(path).status_code == 200
    wait(sqlite_council, hours=2)
    assert Visitor(sqlite_council.client()).get(path).status_code == 404


@pytest.mark.parametrize("password", ["short", "sam-sam-jones-sam", "password1234", "Cheshire East!"])
def test_a_weak_password_keeps_the_link_good(sqlite_council: Council, password: str) -> None:
    boss = administrator(sqlite_council)
    path = invited(sqlite_council, boss, "sam-sam-jones-sam")
    visitor = accept(sqlite_council, path, password)
    assert "There is a problem" in visitor.page.text
    assert visitor.client.get("/office/").status_code == 302
    assert accept(sqlite_council, path).path == "/office/"


def test_guessing_links_is_throttled(sqlite_council: Council) -> None:
    visitor = Visitor(sqlite_council.client())
    tried = [visitor.get(f"/office/invitation/guess-{n}").status_code for n in range(21)]
    assert tried == [404] * 20 + [429]
    wait(sqlite_council, minutes=16)
    assert visitor.get("/office/invitation/guess").status_code == 404


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"name": "", "roles": "officer"}, "An officer’s name needs 1 to 80 letters"),
        ({"name": "n" * 81, "roles": "officer"}, "An officer’s name needs 1 to 80 letters"),
        ({"name": "a\u200bb", "roles": "officer"}, "An officer’s name needs 1 to 80 letters"),
        ({"name": "sam"}, "Choose at least one role"),
        ({"name": "sam", "roles": "king"}, "Choose at least one role"),
        ({"name": " BOSS ", "roles": "officer"}, "There is somebody called boss already"),
    ],
)
def test_what_can_not_be_invited_is_told(council: Council, form: dict[str, str], said: str) -> None:
    boss = administrator(council)
    assert boss.post("/office/people", form).status_code == 422
    assert said in boss.page.text


def test_pressing_twice_invites_once(sqlite_council: Council) -> None:
    boss = administrator(sqlite_council)
    form = {"name": "sam", "roles": "officer", "csrf_token": boss.token}
    assert boss.post("/office/people", form).status_code == 200
    assert boss.post("/office/people", form).status_code == 422


def test_the_table_of_who_may_do_what_is_on_the_page(sqlite_council: Council) -> None:
    boss = administrator(sqlite_council)
    assert "Analyst look after their own account, see counts and sections" in boss.page.text
    assert "Youth reviewer look after their own account, try surveys and flag words" in boss.page.text


def test_a_lost_phone_is_reset_by_a_link_and_the_old_one_opens_nothing(strict: Council) -> None:
    boss = administrator(strict)
    visitor = accept(strict, invited(strict, boss))
    phone, codes = set_up(strict, visitor)
    page = number_of(boss, "sam")
    boss.post(f"{page}/reset", {"what": "second"})
    path = link_on(boss)
    visitor.get("/office/account")
    assert visitor.path == "/office/sign-in"
    stuck = sign_in(strict, "sam", NEW)  # the password alone isn't enough to set another phone up
    assert "You were given a new link" in stuck.page.text
    wrong = accept(strict, path, "not the password")
    assert "That isn’t your password" in wrong.page.text
    right = accept(strict, path, NEW)
    new, _codes = set_up(strict, right)
    assert new.secret != phone.secret
    wait(strict, seconds=60)
    again = sign_in(strict, "sam", NEW)
    assert again.post("/office/sign-in/code", {"code": codes[0]}).status_code == 422
    again.post("/office/sign-in/code", {"code": code(strict, new)})
    assert again.path == "/office/"


def test_everything_lost_is_chosen_anew(strict: Council) -> None:
    boss = administrator(strict)
    accept(strict, invited(strict, boss))
    boss.post(f"{number_of(boss, 'sam')}/reset", {"what": "everything"})
    path = link_on(boss)
    assert sign_in(strict, "sam", NEW).path == "/office/sign-in"
    visitor = accept(strict, path, "five quite other made up words")
    set_up(strict, visitor)
    assert "The six digits" in sign_in(strict, "sam", "five quite other made up words").page.text


def test_nobody_resets_themselves_here(sqlite_council: Council) -> None:
    boss = administrator(sqlite_council)
    page = number_of(boss, "boss")
    assert "They can’t sign in" not in boss.page.text
    assert boss.post(f"{page}/reset", {"what": "everything"}).status_code == 400


def test_the_last_administrator_can_not_go_or_step_down(council: Council) -> None:
    boss = administrator(council)
    page = number_of(boss, "boss")
    assert boss.post(f"{page}/remove", {"sure": "yes"}).status_code == 422
    assert "there has to be one administrator" in boss.page.text
    assert boss.post(f"{page}/roles", {"roles": "officer"}).status_code == 422
    add(council, "second", Role.ADMINISTRATOR)
    boss.post(f"{page}/remove", {"sure": "yes"})
    assert boss.path == "/office/sign-in"


def test_removing_needs_a_tick_and_ends_their_session_at_once(council: Council) -> None:
    boss = administrator(council)
    add(council, "sam", Role.OFFICER)
    sam = sign_in(council, "sam")
    page = number_of(boss, "sam")
    assert boss.post(f"{page}/remove").status_code == 422
    boss.post(f"{page}/remove", {"sure": "yes"})
    assert "They are removed" in boss.page.text
    sam.get("/office/commitments")
    assert sam.path == "/office/sign-in"
    assert boss.get(page).status_code == 404
    assert ("boss", "removed someone", "sam") in log(council)


@pytest.mark.parametrize("number", ["0", "99", "2147483648", "9" * 40])
def test_a_person_who_is_not_there_is_not_found(council: Council, number: str) -> None:
    assert administrator(council).get(f"/office/people/{number}").status_code == 404


# What an analyst sees


def test_an_analyst_gets_counts_and_no_comments(sqlite_council: Council) -> None:
    key = answered(sqlite_council, 20, 12, words="Say it in simple words", writers=12)
    with sqlite_council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        for comment in list(comments.every(session, wave)):
            called = comments.reference(wave, comment.seq, comment.question)
            comments.judge(session, wave, called, "cleared")
    add(sqlite_council, "ana", Role.ANALYST)
    add(sqlite_council, "olu", Role.OFFICER)
    seen = {}
    for name in ("ana", "olu"):
        visitor = sign_in(sqlite_council, name)
        pages = [visitor.get("/office/commitments/pledge-5").text]
        pages += [
            visitor.client.get(f"/office/commitments/pledge-5/section.{ending}").text
            for ending in ("html", "md", "json")
        ]
        seen[name] = ["Say it in simple words" in page for page in pages]
        assert all("20 of 32" in page.replace("\\", "") for page in pages)
        visitor.get(f"/office/waves/{key}")
        links = {a["href"] for a in visitor.page.all("a")}
        visitor.get("/office/")
        links |= {a["href"] for a in visitor.page.all("a")}
        assert (f"/office/waves/{key}/comments" in links) == (name == "olu")
        assert name != "ana" or not {h for h in links if "pictures" in h or "people" in h or "paper" in h}
    assert seen == {"ana": [False] * 4, "olu": [True] * 4}


def test_each_link_of_the_office_opens_for_whoever_sees_it(sqlite_council: Council) -> None:
    sqlite_council.open()
    add(sqlite_council, "keys", Role.ADMINISTRATOR)
    for role in Role:
        add(sqlite_council, f"one-{role}", role)
        visitor = sign_in(sqlite_council, f"one-{role}")
        to_see, seen = ["/office/", "/office/account"], set()
        while to_see:
            path = to_see.pop()
            seen.add(path)
            assert visitor.get(path).status_code == 200, (role, path)
            found = {a["href"].split("#")[0] for a in visitor.page.all("a")} - seen - set(to_see)
            to_see += [
                p for p in found if p.startswith("/office") and "section." not in p and ".csv" not in p
            ]


# The log


def test_the_log_is_read_filtered_and_paged(council: Council) -> None:
    boss = administrator(council)
    for _ in range(60):
        boss.post("/office/account/sign-out-everywhere")
    boss.get("/office/audit")
    assert boss.page.text.count("signed out everywhere else") == 50 + 1  # and once in the list to choose from
    [older] = [a["href"] for a in boss.page.all("a") if "before=" in a["href"]]
    boss.get(older)
    assert "signed in" in boss.page.text
    boss.get("/office/audit?act=signed+in")
    assert "boss signed in" in boss.page.text
    assert boss.page.text.count("signed out everywhere else") == 1
    boss.get("/office/audit?who=nobody")
    assert "There is nothing of that kind." in boss.page.text
    for strange in ("before=x", "before=" + "9" * 30, "who=%00", "act=" + "a" * 500):
        assert boss.get(f"/office/audit?{strange}").status_code == 200


def test_the_log_goes_into_a_file_that_no_spreadsheet_runs(council: Council) -> None:
    boss = administrator(council)
    boss.post("/office/people", {"name": "=cmd|' /c calc'!a0", "roles": "officer"})
    add(council, "@sum(1)", Role.OFFICER)
    sign_in(council, "@sum(1)")
    response = boss.client.get("/office/audit.csv")
    assert "audit-log.csv" in response.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"))))
    assert rows[0] == ["at", "who", "act", "about"]
    cells = {cell for row in rows for cell in row}
    assert {"'@sum(1)", "'=cmd|' /c calc'!a0: officer"} <= cells
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-"))]
    assert rows[-1][1:] == ["boss", "took the audit log out", ""]
    only = boss.client.get("/office/audit.csv?who=%40sum(1)").data.decode("utf-8-sig")
    assert [row[2] for row in csv.reader(io.StringIO(only))] == ["act", "signed in"]


def test_wrong_sign_ins_are_logged_without_what_a_stranger_typed(council: Council) -> None:
    add(council, "sam", Role.OFFICER)
    sign_in(council, "sam", "not the right one")
    sign_in(council, "my secret password")
    assert log(council) == [("sam", "wrong sign-in", ""), ("someone unknown", "wrong sign-in", "")]


def test_a_page_that_was_refused_is_logged_once_in_a_while(sqlite_council: Council) -> None:
    add(sqlite_council, "ana", Role.ANALYST)
    visitor = sign_in(sqlite_council, "ana")
    refused = ("ana", "was refused a page", "office.people")
    for _ in range(3):
        assert visitor.get("/office/people").status_code == 403
    assert log(sqlite_council).count(refused) == 1
    wait(sqlite_council, minutes=16)
    visitor.get("/office/people")
    assert log(sqlite_council).count(refused) == 2


def test_what_is_done_in_the_office_is_logged(sqlite_council: Council) -> None:
    key = answered(sqlite_council, 20, 12, words="Say it in simple words", writers=12)
    add(sqlite_council, "sam", Role.OFFICER)
    visitor = sign_in(sqlite_council, "sam")
    visitor.get(f"/office/waves/{key}/comments")
    visitor.post(f"/office/waves/{key}/comments", {"comment": hidden(visitor, "comment"), "state": "cleared"})
    visitor.post(
        f"/office/waves/{key}/totals",
        {"people": "410", "source": "The register", "counted-on": "2026-11-01"},
    )
    visitor.post(f"/office/waves/{key}/totals", {"remove": "yes"})
    visitor.post("/office/commitments/pledge-5/publish")
    visitor.client.get("/office/commitments/pledge-5/section.csv")
    visitor.get(f"/office/waves/{key}/entry")
    paper = {
        "form": hidden(visitor, "form"),
        "language": "en",
        "day": "2026-11-20",
        "q-safe": "1",
        "save": "yes",
    }
    visitor.post(f"/office/waves/{key}/entry", paper)
    visitor.post(f"/office/waves/{key}/entry", paper)
    visitor.get(f"/office/waves/{key}")
    visitor.post(f"/office/waves/{key}/group")
    assert visitor.client.get("/office/account").status_code == 302
    assert log(sqlite_council) == [
        ("sam", "signed in", ""),
        ("sam", "cleared a comment", key),
        ("sam", "kept totals", key),
        ("sam", "took totals away", key),
        ("sam", "published a section", "pledge-5"),
        ("sam", "downloaded a section", "pledge-5.csv"),
        ("sam", "keyed a paper in", key),
        ("sam", "began a group session", key),
    ]


def test_my_account_says_who_i_am_and_what_i_may_do(sqlite_council: Council) -> None:
    add(sqlite_council, "sam", Role.ANALYST)
    visitor = sign_in(sqlite_council, "sam")
    visitor.get("/office/account")
    assert "You are signed in as sam: analyst." in visitor.page.text
    assert "See counts and sections" in visitor.page.text
    assert "Read comments" not in visitor.page.text
    assert PASSWORD not in str(visitor.page.elements)
