"""Pictures of shares, for a page, for Word and for print. Knows nothing of what is counted or told.

There are no letters in the pictures, so no font is needed: the numbers stand beside them as text. On a page
they take the colour of the text around them, so that dark mode and forced colours cost nothing.
"""

from feedback.adapters.charts.bar import bar as bar
from feedback.adapters.charts.drawing import Drawing as Drawing
from feedback.adapters.charts.stack import NOT_SHOWN as NOT_SHOWN
from feedback.adapters.charts.stack import stack as stack
from feedback.adapters.charts.stack import swatch as swatch
from feedback.adapters.charts.trend import Dot as Dot
from feedback.adapters.charts.trend import trend as trend
