"""The page stands alone, fetches nothing, and its tables tell a screen reader what each number is."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from jinja2 import Environment, FileSystemLoader

from feedback.adapters.documents import FORMATS
from feedback.adapters.documents.as_html import teach
from feedback.adapters.settings import shipped
from feedback.domain.sections import Cell
from tests.adapters.documents_samples import by_age, by_hand, comments, finding, nothing_asked, source, thick

EMPTY = {"meta", "link", "br", "img", "rect", "path", "input", "hr"}


class Tree(HTMLParser):
    """Every element with its attributes and text; refuses a page whose elements don't close."""

    def __init__(self, page):
        super().__init__()
        self.found, self.open = [], []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "text": "", **dict(attrs)}
        self.found.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.found.append({"tag": tag, "text": "", **dict(attrs)})

    def handle_endtag(self, tag):
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def all(self, *tags):
        return [e for e in self.found if e["tag"] in tags]

    def texts(self, *tags):
        return [e["text"].strip() for e in self.all(*tags)]


def page(*sections):
    return FORMATS["html"].write(sections or [by_hand()]).decode()


def tree(*sections):
    return Tree(page(*sections))


def test_the_page_says_its_language_and_its_title():
    assert page().lstrip().startswith("<!doctype html>")
    (html,) = tree().all("html")
    assert html["lang"] == "en-GB"
    assert tree().texts("title") == ["Pledge 5: We will prepare you for adulthood"]


def test_the_headings_go_down_one_by_one():
    assert tree().texts("h1") == ["Pledge 5: We will prepare you for adulthood"]
    levels = [int(e["tag"][1]) for e in tree().all("h1", "h2", "h3", "h4")]
    assert levels == [1, 2, 3, 3, 3]


def test_several_sections_share_one_page_with_one_first_heading():
    both = tree(by_hand(), nothing_asked(words="We will listen"))
    assert both.texts("h1") == ["Our Pledges 2022-26"]
    assert both.texts("h2") == ["Pledge 5: We will prepare you for adulthood", "Pledge 5: We will listen"]
    assert len(both.all("section")) == 2
    levels = [int(e["tag"][1]) for e in both.all("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_nothing_runs_and_nothing_is_fetched():
    text = page(by_hand(sources=(source(made_up=True),)), nothing_asked())
    assert "<script" not in text
    assert "<link" not in text
    assert not re.search(r"(src|href|action)=|url\(|@import|https?:", text)
    assert "default-src 'none'" in text


def test_no_element_has_a_style_or_a_handler_of_its_own():
    for element in tree().found:
        assert "style" not in element
        assert not [name for name in element if name.startswith("on")]


def test_a_table_has_a_caption_and_every_heading_a_scope():
    found = tree()
    assert found.texts("caption") == [
        "I feel in control of my life: How people answered: Care leavers survey, autumn 2026 and autumn 2025"
    ]
    scopes = [(e["scope"], e["text"]) for e in found.all("th")]
    waves = [("colgroup", "Autumn 2026"), ("colgroup", "Autumn 2025")]
    assert scopes[:7] == [("col", "Answer"), *waves, *[("col", "People"), ("col", "Percent")] * 2]
    rows = ["Agree", "Neither", "Disagree", "Agree or neither", "People who answered"]
    assert scopes[7:] == [("row", label) for label in rows]


def test_bars_stand_beside_the_newest_percentages_and_are_for_the_eye_alone():
    chosen = by_hand(findings=(finding(kind="choose-one"),))
    bars = tree(chosen).all("svg")
    assert [b["class"] for b in bars] == ["told-bar"] * 4
    assert all(b["aria-hidden"] == "true" for b in bars)
    assert page(chosen).count('fill="currentColor"/>') == 4


def test_a_scale_has_a_stacked_bar_a_wave_that_says_all_that_it_shows():
    pictures = tree().all("svg")
    (stack,) = [p for p in pictures if p["class"] == "told-stack"]  # the older wave's base is hidden
    assert (stack["role"], stack["aria-label"]) == (
        "img",
        "Autumn 2026: Agree 52%, Neither 33%, Disagree 15%.",
    )
    swatches = [p for p in pictures if p["class"] == "told-swatch"]
    assert len(swatches) == 3
    assert all(s["aria-hidden"] == "true" for s in swatches)
    assert not [p for p in pictures if p["class"] == "told-bar"]


def test_a_stacked_bar_that_hides_something_has_a_key_for_it():
    cells = (*finding().told[0].cells[:1], *[Cell(None, None, "[c]", "[c]")] * 2)
    hides = by_hand(findings=(finding(told=(replace(finding().told[0], cells=cells),)),))
    (key,) = [e for e in tree(hides).all("li") if e.get("class") == "told-key"]
    assert key["text"] == "Hidden [c]"
    assert not [e for e in tree().all("li") if e.get("class") == "told-key"]


def test_a_share_over_waves_has_a_picture_with_every_number_in_words_too():
    found = tree(thick())
    (picture,) = [p for p in found.all("svg") if p["class"] == "told-trend"]
    assert picture["aria-label"].endswith("Autumn 2024 67%, then Autumn 2025 [b] 83%, then Autumn 2026 85%.")
    at = [e["text"] for e in found.all("figcaption", "li")]
    for words in ("Autumn 2024 67%", "Autumn 2025 [b] 83%", "Autumn 2026 85%"):
        assert words in at


def test_a_breakdown_has_its_groups_for_columns():
    found = tree(by_hand(findings=(finding(told=finding().told[:1], breakdowns=(by_age(),)),)))
    heads = [e["text"] for e in found.all("th") if e["scope"] == "col"]
    assert heads[-4:] == ["Answer", "16 or 17", "18 to 20", "Didn’t say"]
    figures = {e["data-figure"]: e["text"] for e in found.all("span") if "data-figure" in e}
    assert figures["care-leavers-autumn-2026/in-control?age=18-20"] == "20"
    assert figures["care-leavers-autumn-2026/in-control/option-1?age=18-20"] == "6"
    labels = [e["aria-label"] for e in found.all("svg") if e["class"] == "told-stack"]
    assert labels[1:] == ["16 or 17: Agree 50%, Neither 30%, Disagree 20%."]  # the others give no percentages


def test_every_table_of_a_page_has_a_name_of_its_own():
    names = [e["aria-label"] for e in tree(thick()).all("div") if e.get("role") == "region"]
    assert len(names) == len(set(names)) == 5


def test_every_figure_carries_its_identity():
    carried = {(e["data-figure"], e["text"].strip()) for e in tree().found if "data-figure" in e}
    for one in by_hand().findings:
        for told in one.told:
            assert (f"{told.source.wave}/{one.question}", told.sentence) in carried
            for cell in told.cells:
                both = {(cell.identity, cell.count_text), (cell.identity, cell.percent_text)}
                assert cell.identity is None or both <= carried


def test_a_question_in_words_has_quotes_and_no_table():
    found = tree(by_hand(findings=(comments(),)))
    assert not found.all("table")
    assert found.texts("blockquote") == ["Someone to ask.\nBefore, not after."]
    assert found.texts("figcaption") == ["Care leavers survey, autumn 2026"]


def test_a_section_without_notes_or_sources_has_no_empty_lists():
    found = tree(by_hand(sources=(), notes=(), findings=(comments(),)))
    assert not found.all("ul")
    assert "About these numbers" not in page(by_hand(notes=()))


def test_every_class_is_in_the_stylesheet():
    css = (shipped("templates") / "documents" / "section.css").read_text()
    used = {c for e in tree(thick(sources=(source(made_up=True),))).found for c in e.get("class", "").split()}
    styled = {name for name in used if f".{name}" in css}
    assert used - styled == {"unseen"}  # which every page of ours has


@pytest.mark.parametrize("trim", [True, False])
def test_another_page_can_show_the_same_section(trim):
    """As the office's does, in an environment of its own."""
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")), autoescape=True, trim_blocks=trim, lstrip_blocks=trim
    )
    teach(environment)
    macro = environment.from_string(
        '{% from "macros/section.html" import section_body %}{{ section_body(section, 3) }}'
    )
    shown = Tree(macro.render(section=by_hand(findings=(finding(ask="<b>Bold?</b>"),))))
    assert [e["tag"] for e in shown.all("h1", "h2", "h3", "h4")] == ["h3", "h4", "h4"]
    assert "<b>Bold?</b>" in shown.texts("h4")
