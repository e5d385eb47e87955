"""The code frame, and what people coded comments as. Knows nothing of how themes are suggested."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from feedback.adapters.tables import Comment, Wave
from feedback.adapters.tables_themes import CodedComment, CommentTheme, ThemeRow
from feedback.domain.themes import Theme

Place = tuple[int, str]  # of a comment in its wave: seq and question


def frame(session: Session, retired: bool = False) -> tuple[Theme, ...]:
    """The themes in their order; with `retired`, those too that aren't offered any more."""
    rows = session.scalars(select(ThemeRow).order_by(ThemeRow.place, ThemeRow.key))
    return tuple(_theme(row) for row in rows if retired or not row.retired)


def get(session: Session, key: str) -> Theme | None:
    row = session.get(ThemeRow, key)
    return _theme(row) if row else None


def keep(session: Session, theme: Theme) -> None:
    """Adds a theme, or puts it in place of the one with its key. A new one comes last."""
    row = session.get(ThemeRow, theme.key)
    if row is None:
        last = session.scalar(select(func.max(ThemeRow.place))) or 0
        row = ThemeRow(key=theme.key, place=last + 1)
        session.add(row)
    row.name, row.rules, row.retired = theme.name, list(theme.rules), theme.retired
    session.flush()


def code(session: Session, wave: Wave, place: Place, who: str, themes: Set[str]) -> None:
    """Keeps what someone decided that a comment is about, in place of what they decided before."""
    mine = {"wave_id": wave.id, "seq": place[0], "question": place[1], "who": who}
    session.execute(delete(CodedComment).filter_by(**mine))
    session.add(CodedComment(**mine))
    session.flush()
    session.add_all(CommentTheme(**mine, theme=theme) for theme in sorted(themes))
    session.flush()


def coded(session: Session, wave: Wave) -> Mapping[str, Mapping[Place, frozenset[str]]]:
    """Of each person who coded comments of a wave: the themes of each comment, perhaps none."""
    found: dict[str, dict[Place, set[str]]] = defaultdict(dict)
    for one in session.scalars(select(CodedComment).filter_by(wave_id=wave.id)):
        found[one.who][(one.seq, one.question)] = set()
    for theme in session.scalars(select(CommentTheme).filter_by(wave_id=wave.id)):
        found[theme.who][(theme.seq, theme.question)].add(theme.theme)
    return {who: {place: frozenset(t) for place, t in by.items()} for who, by in found.items()}


def by_person(session: Session, who: str, most: int) -> Sequence[tuple[str, frozenset[str]]]:
    """Comments that someone coded, of every wave, with their themes: at most so many, from the latest
    waves.
    """
    wanted = (
        select(Comment.text, CodedComment)
        .join(
            CodedComment,
            (CodedComment.wave_id == Comment.wave_id)
            & (CodedComment.seq == Comment.seq)
            & (CodedComment.question == Comment.question),
        )
        .where(CodedComment.who == who)
        .order_by(Comment.wave_id.desc(), Comment.seq, Comment.question)
        .limit(most)
    )
    rows = session.execute(wanted).all()
    chosen: dict[tuple[int, int, str], set[str]] = defaultdict(set)
    for one in session.scalars(select(CommentTheme).filter_by(who=who)):
        chosen[(one.wave_id, one.seq, one.question)].add(one.theme)
    return [(text, frozenset(chosen[(c.wave_id, c.seq, c.question)])) for text, c in reversed(rows)]


def times_used(session: Session) -> Mapping[str, int]:
    """How many comments were coded as each theme, by anyone."""
    one_each = (
        select(CommentTheme.theme, CommentTheme.wave_id, CommentTheme.seq, CommentTheme.question)
        .distinct()
        .subquery()
    )
    counted = select(one_each.c.theme, func.count()).group_by(one_each.c.theme)
    return {theme: many for theme, many in session.execute(counted)}


def _theme(row: ThemeRow) -> Theme:
    return Theme(row.key, row.name, tuple(row.rules), row.place, row.retired)
