"""The table of what was pressed under “Does this feel true?”. Knows nothing of queries."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from feedback.adapters.tables import NO_ORDER, Base


class Press(Base):
    """How many pressed one answer about one edition of a promise's section: `so_far`, as it was `told` at the
    last step, and the least that is `known` of it. No time, no address, nobody.
    """

    __tablename__ = "press"
    __table_args__ = NO_ORDER

    commitment: Mapped[str] = mapped_column(String(60), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    feels: Mapped[str] = mapped_column(String(12), primary_key=True)
    so_far: Mapped[int]
    told: Mapped[int]
    known: Mapped[int]
