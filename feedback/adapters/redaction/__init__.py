"""Takes personal details out of what someone wrote, and says what it took and why. Knows nothing of who
wrote it.

Patterns, a list of first names and the council's own lists: they find much and not all. An officer reads
every
comment before it is quoted. docs/redaction.md says how much gets through.
"""

from feedback.adapters.redaction.found import Found, Kind, Redacted
from feedback.adapters.redaction.taking_out import explain, redact

__all__ = ["Found", "Kind", "Redacted", "explain", "redact"]
