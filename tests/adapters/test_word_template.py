"""What we write takes on the looks of the council's own Word template, and leaves the rest of it alone."""

import re
import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from feedback.adapters.documents import FORMATS
from feedback.adapters.documents.house_style import HouseStyle
from feedback.adapters.settings import Settings, WrongSetting
from feedback.adapters.word_templates import WrongTemplate, read
from tests.adapters.answered import wave_of
from tests.adapters.documents_marks import figures_in
from tests.adapters.documents_samples import by_hand, thick
from tests.adapters.documents_text import text_of

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def template(marker="[[told us]]"):
    """Odd fonts, a header, a page on its side, and a style with a key that is not its name."""
    made = Document()
    made.styles["Normal"].font.name = "Garamond"
    made.styles["Heading 1"].font.size = Pt(33)
    page = made.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    page.left_margin = Cm(5)
    page.header.paragraphs[0].text = "Anyshire County Council"
    made.core_properties.author = made.core_properties.last_modified_by = "Somebody"
    made.add_paragraph("Before.")
    if marker:
        split = made.add_paragraph()
        split.add_run(marker[:4])
        split.add_run(marker[4:])
        made.add_paragraph("After.")
    return made


@pytest.fixture
def saved(tmp_path):
    def save(made=None, name="council.docx"):
        path = tmp_path / name
        (template() if made is None else made).save(path)
        return path

    return save


def written(path, *sections, name="docx"):
    return FORMATS[name].write(sections or [by_hand()], HouseStyle(path))


def opened(path, *sections, **more):
    return Document(BytesIO(written(path, *sections, **more)))


@pytest.mark.parametrize("name", ["docx", "report"])
def test_its_page_header_and_styles_stay_and_ours_are_not_put_over_them(saved, name):
    made = opened(saved(), name=name)
    page = made.sections[0]
    assert page.orientation == WD_ORIENT.LANDSCAPE
    assert page.left_margin.cm == pytest.approx(5, abs=0.01)
    assert page.header.paragraphs[0].text == "Anyshire County Council"
    assert made.styles["Normal"].font.name == "Garamond"
    assert made.styles["Heading 1"].font.size == Pt(33)
    assert len(made.styles.element.findall(qn("w:style"))) == len(
        {s.get(qn("w:styleId")) for s in made.styles.element.findall(qn("w:style"))}
    )


def test_what_we_write_stands_where_the_marker_stood(saved):
    texts = [p.text for p in opened(saved()).paragraphs]
    assert texts[:2] == ["Before.", "Pledge 5: We will prepare you for adulthood"]
    assert texts[-1] == "After."
    assert not [t for t in texts if "[[" in t]


def test_without_a_marker_it_stands_at_the_end(saved):
    texts = [p.text for p in opened(saved(template(marker=None))).paragraphs]
    assert texts[:2] == ["Before.", "Pledge 5: We will prepare you for adulthood"]
    assert texts[-1] == "[z] Not asked."


def test_a_marker_in_a_table_cell_is_found_and_the_cell_ends_as_word_needs(saved):
    made = Document()
    made.add_table(1, 1).cell(0, 0).text = "[[told us]]"
    result = opened(saved(made), by_hand(quotes=(), notes=(), findings=by_hand().findings[:1]))
    cell = result.tables[0].cell(0, 0)
    assert cell.paragraphs[0].text == "Pledge 5: We will prepare you for adulthood"
    assert cell._tc[-1].tag == qn("w:p")


def test_a_marker_that_ends_a_part_of_the_document_keeps_the_end(saved):
    made = Document()
    marker = made.add_paragraph("[[told us]]")
    made.add_section()
    before = [p for p in made.paragraphs if p._p.xpath("./w:pPr/w:sectPr")]
    before[0]._p.getparent().remove(before[0]._p)
    marker._p.get_or_add_pPr().append(before[0]._p.xpath("./w:pPr/w:sectPr")[0])
    result = opened(saved(made))
    assert len(result.sections) == 2
    assert "[[told us]]" not in [p.text for p in result.paragraphs]


def test_every_style_that_is_used_is_there_under_its_name(saved):
    made = opened(saved(), thick())
    keys = {
        s.get(qn("w:styleId")): s.find(qn("w:name")).get(qn("w:val"))
        for s in made.styles.element.iter(qn("w:style"))
    }
    used = {s.get(qn("w:val")) for s in made.element.body.iter(qn("w:pStyle"))}
    assert used <= set(keys)
    assert {"heading 1", "Quote", "caption", "Told us number"} <= {
        keys[k].replace("Heading", "heading").replace("Caption", "caption") for k in used
    }
    pointed = {
        e.get(qn("w:val")) for e in made.styles.element.iter(qn("w:basedOn"), qn("w:next"), qn("w:link"))
    }
    assert pointed <= set(keys)


def test_a_style_is_found_by_its_name_whatever_its_key(saved):
    made = template()
    heading = made.styles["Heading 1"].element
    heading.set(qn("w:styleId"), "Rubrik1")
    for pointing in made.styles.element.iter(qn("w:basedOn"), qn("w:next"), qn("w:link")):
        if pointing.get(qn("w:val")) == "Heading1":
            pointing.set(qn("w:val"), "Rubrik1")
    first = next(p for p in opened(saved(made)).paragraphs if p.text.startswith("Pledge 5"))
    assert first._p.pPr.pStyle.val == "Rubrik1"


def test_a_style_that_it_lacks_comes_from_us_but_in_its_font(saved):
    made = opened(saved())
    ours = made.styles["Told us sentence"]
    assert ours.base_style.name == "Normal"
    assert ours.font.name is None


def test_a_key_that_it_uses_for_something_else_is_not_taken(saved):
    made = template()
    other = made.styles.add_style("Their own", WD_STYLE_TYPE.PARAGRAPH)
    other.element.set(qn("w:styleId"), "Tolduscell")
    result = opened(saved(made))
    assert result.styles["Their own"].element.get(qn("w:styleId")) == "Tolduscell"
    assert result.tables[0].cell(0, 0).paragraphs[0].style.name == "Told us cell"


@pytest.mark.parametrize(
    ("names", "wanted"),
    [(["Council table"], "Council table"), (["Another", "Told us table"], "Told us table"), ([], None)],
)
def test_tables_take_the_councils_look_if_it_has_one(saved, names, wanted):
    made = template()
    for style in list(made.styles.element.iter(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) != "1":
            style.getparent().remove(style)
    for name in names:
        made.styles.add_style(name, WD_STYLE_TYPE.TABLE)
    (table,) = opened(saved(made)).tables
    ours = table._tbl.xpath("./w:tblPr/w:tblBorders | .//w:tcBorders")
    assert (table.style.name if wanted else None) == wanted
    assert bool(ours) is (wanted is None)


def test_tables_are_as_wide_as_the_page_between_its_margins(saved):
    made = opened(saved())
    page = made.sections[0]
    room = (page.page_width - page.left_margin - page.right_margin) / 635
    widths = [int(c.get(qn("w:w"))) for c in made.tables[0]._tbl.iter(qn("w:gridCol"))]
    assert sum(widths) == pytest.approx(room, abs=10)


def test_numbers_of_bookmarks_and_pictures_are_not_used_twice(saved):
    made = template()
    names = nsdecls("w")
    made.paragraphs[0]._p.append(parse_xml(f'<w:bookmarkStart {names} w:id="3" w:name="theirs"/>'))
    made.paragraphs[0]._p.append(parse_xml(f'<w:bookmarkEnd {names} w:id="3"/>'))
    body = opened(saved(made), thick()).element.body
    for tag, name in ((qn("w:bookmarkStart"), qn("w:id")), (qn("wp:docPr"), "id")):
        used = [e.get(name) for e in body.iter(tag)]
        assert len(used) > 1
        assert len(set(used)) == len(used)
    starts = {e.get(qn("w:id")) for e in body.iter(qn("w:bookmarkStart"))}
    assert starts == {e.get(qn("w:id")) for e in body.iter(qn("w:bookmarkEnd"))}


def test_figures_can_still_be_recounted_beside_a_list_of_the_councils_own(saved):
    path = saved()
    with zipfile.ZipFile(path) as file:
        theirs = file.read("customXml/item1.xml")
    data = written(path)
    assert figures_in(data) == figures_in(FORMATS["docx"].write([by_hand()]))
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert len(set(file.namelist())) == len(file.namelist())
        assert file.read("customXml/item1.xml") == theirs


def test_it_says_the_same_as_on_our_own_page(saved):
    ours = text_of("docx", FORMATS["docx"].write([thick()]))
    theirs = text_of("docx", written(saved(), thick()))
    assert theirs == f"Before.\n{ours}\nAfter."


def test_the_same_template_makes_the_same_bytes_and_names_nobody(saved):
    path = saved()
    assert written(path) == written(path)
    about = opened(path).core_properties
    assert (about.author, about.last_modified_by) == ("", "")
    assert about.title == "Pledge 5: We will prepare you for adulthood"


# What can't be used


def changed(path, to, **parts):
    """A copy of a Word file with some parts changed; None leaves one out."""
    given = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in parts.items()}
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            content = given.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name in set(given) - set(old.namelist()):
            new.writestr(name, given[name])
    return to


def test_a_dotx_is_used_as_a_document(saved, tmp_path):
    path = saved()
    with zipfile.ZipFile(path) as file:
        types = file.read("[Content_Types].xml").decode()
    dotx = changed(
        path,
        tmp_path / "council.DOTX",
        **{"[Content_Types]_xml": types.replace("document.main", "template.main")},
    )
    with pytest.raises(ValueError, match="is not a Word file"):
        Document(str(dotx))  # so it is one
    assert written(dotx) == written(path)
    assert MAIN in zipfile.ZipFile(BytesIO(written(dotx))).read("[Content_Types].xml").decode()


@pytest.mark.parametrize("ending", [".docm", ".dotm", ".DOCM"])
def test_macros_are_refused_by_name(saved, ending):
    with pytest.raises(WrongTemplate, match=r"can hold macros. Save it in Word as a \.docx or a \.dotx"):
        read(saved(name=f"council{ending}"))


def test_macros_are_refused_under_any_name(saved, tmp_path):
    hidden = changed(saved(), tmp_path / "hidden.docx", word__vbaProject_bin=b"x")
    with pytest.raises(WrongTemplate, match="has macros in it"):
        read(hidden.rename(tmp_path / "still.docx"))


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_a_damaged_file_is_told_as_one(tmp_path, content):
    path = tmp_path / "council.docx"
    path.write_bytes(content)
    with pytest.raises(WrongTemplate, match=r"council\.docx is damaged, or not a Word file"):
        read(path)


def test_a_file_that_is_there_but_is_no_document_is_told_as_one(saved, tmp_path):
    with pytest.raises(WrongTemplate, match="damaged"):
        read(changed(saved(), tmp_path / "none.docx", word__document_xml=None))
    broken = changed(saved(), tmp_path / "broken.docx", word__document_xml=b"<w:document")
    with pytest.raises(WrongTemplate, match="damaged"):
        read(broken)
    no_styles = changed(saved(), tmp_path / "plain.docx", word__styles_xml=b"<w:styles")
    with pytest.raises(WrongTemplate, match="damaged"):
        read(no_styles)


def test_a_page_without_a_size_is_told_before_anything_is_written_on_it(saved):
    made = template()
    made.element.body.remove(made.element.body[-1])
    with pytest.raises(WrongTemplate, match=r"damaged.*Save it again in Word"):
        read(saved(made))


def test_other_kinds_of_file_and_missing_ones_are_told(tmp_path):
    with pytest.raises(WrongTemplate, match=r"should end in \.docx or \.dotx"):
        read(tmp_path / "council.odt")
    with pytest.raises(WrongTemplate, match="can’t be read: No such file"):
        read(tmp_path / "council.docx")


def test_the_setting_is_checked_when_it_is_read(saved, tmp_path):
    given = {"TOLDUS_INSTANCE": str(tmp_path)}
    assert Settings.from_environment(given).word_template is None
    path = saved()
    found = Settings.from_environment({**given, "TOLDUS_WORD_TEMPLATE": str(path)})
    assert found.word_template == path
    with pytest.raises(WrongSetting, match=r"^TOLDUS_WORD_TEMPLATE: .*gone\.docx can’t be read"):
        Settings.from_environment({**given, "TOLDUS_WORD_TEMPLATE": str(tmp_path / "gone.docx")})


def test_the_command_writes_on_it(toldus, stored, saved, monkeypatch, tmp_path):
    with stored.writing() as session:
        wave_of(session)
    monkeypatch.setenv("TOLDUS_WORD_TEMPLATE", str(saved()))
    assert toldus("section", "pledge-5", "-o", str(tmp_path / "out.docx")).exit_code == 0
    made = Document(str(tmp_path / "out.docx"))
    assert made.sections[0].header.paragraphs[0].text == "Anyshire County Council"
    (tmp_path / "council.docx").write_bytes(b"broken since")
    ran = toldus("section", "pledge-5", "-o", str(tmp_path / "out.docx"))
    assert re.match(r"Error: TOLDUS_WORD_TEMPLATE: .*council\.docx is damaged", ran.stderr)
    assert Document(str(tmp_path / "out.docx")).paragraphs  # what was there before is still there
