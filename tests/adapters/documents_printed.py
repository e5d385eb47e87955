"""What a document says of some sections, whatever its format. No test lives here."""

from dataclasses import dataclass, field

ANSWERED = "People who answered"


@dataclass
class Printed:
    """Cells as (question, column, option, people, percent), where the column is a wave's heading, or for a
    breakdown (by, group). Groups heard from as (by, group, answered, out of, percent). Sentences as
    (question, wave, sentence). Every other paragraph is in `words`.
    """

    cells: set = field(default_factory=set)
    heard: set = field(default_factory=set)
    sentences: set = field(default_factory=set)
    words: set = field(default_factory=set)

    def table(self, question, caption, heads, rows):
        """Takes a table as its reader meets it: by its caption, its heads and the texts in its rows."""
        by = caption.partition(", by “")[2].partition("”: ")[0].replace("” and “", " and ")
        if caption.startswith("Who answered"):
            assert heads == ["Group", "Answered", "Out of", "Percent"]
            self.heard |= {(by, *row) for row in rows}
        elif by:
            for label, *texts in rows:
                for head, text in zip(heads[1:], texts, strict=True):
                    percent, _, people = text.replace(" (", "\n").removesuffix(")").partition("\n")
                    both = (people or percent, percent) if label != ANSWERED else (percent, "")
                    self.cells.add((question, (by, head), label, *both))
        else:
            waves = [head.removesuffix(": people") for head in heads[1::2]]
            assert heads[1:] == [f"{wave}: {what}" for wave in waves for what in ("people", "percent")]
            for label, *texts in rows:
                for i, wave in enumerate(waves):
                    self.cells.add((question, wave, label, *texts[2 * i : 2 * i + 2]))


def expected(section):
    """What every document should say, from the section itself."""
    said = Printed(words=set(section.notes))
    for heard in section.heard:
        said.words.update(heard.sentences)
        texts = ((r.label, r.answered_text, r.people_text, r.rate_text) for r in heard.rows)
        said.heard |= {(heard.by, *row) for row in texts}
    for finding in section.findings:
        if finding.change:
            said.words.add(finding.change)
        for told in finding.told:
            said.words.update(told.asides)
            said.sentences.add((finding.ask, heading(told.source.name, told.breaks), told.sentence))
            said.cells |= _column(finding, heading(told.source.name, told.breaks), told)
        for breakdown in finding.breakdowns:
            tells = any(c.count is not None for group in breakdown.groups for c in group.cells)
            for group in breakdown.groups:
                column = " and ".join(breakdown.by), group.label
                said.cells |= {c for c in _column(finding, column, group) if tells or c[2] == ANSWERED}
    return said


def heading(name, breaks):
    return name[:1].upper() + name[1:] + (" [b]" if breaks else "")


def _column(finding, column, told):
    """One wave's or group's cells; none for a question without options."""
    if not finding.rows:
        return set()
    rows = list(zip(finding.rows, told.cells, strict=True))
    if finding.counted_label:
        rows.append((finding.counted_label, told.counted))
    cells = {
        (finding.ask, column, label, *((c.count_text, c.percent_text) if c else ("[z]", "[z]")))
        for label, c in rows
    }
    return cells | {(finding.ask, column, ANSWERED, "[c]" if told.base is None else str(told.base), "")}
