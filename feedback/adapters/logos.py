"""A council's logo as it is kept: small, without scripts, its size known. Knows no page."""

import gzip
import re
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from feedback.adapters import media

HIGH, WIDE = 40, 160  # pixels on the page; kept at twice that, for sharp screens
MOST_SENT = 6_000  # bytes
_COLOURS = 32
_SIZE = re.compile(r'viewBox\s*=\s*"\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')


@dataclass(frozen=True)
class Made:
    """The file, its size on the page in pixels, and how many bytes of it are sent."""

    file: media.Media
    wide: int
    high: int
    weight: int


def made(content: bytes) -> Made:
    """A logo from what was chosen. Raises media.WrongFile."""
    checked = media.picture(content)
    return _drawing(checked) if checked.media_type == "image/svg+xml" else _dots(checked.content)


def _drawing(checked: media.Media) -> Made:
    sent = len(gzip.compress(checked.content, mtime=0))
    if sent > MOST_SENT:
        raise media.WrongFile(f"The SVG is over {MOST_SENT // 1000} KB when it’s sent. Save it as PNG")
    found = _SIZE.search(checked.content.decode("utf-8", "replace"))
    if found is None or not all(map(_is_size, found.groups())):
        raise media.WrongFile("The SVG doesn’t say its size in a viewBox. Save it again, or as PNG")
    return Made(checked, *_shown(float(found[1]), float(found[2])), sent)


def _is_size(number: str) -> bool:
    return number.count(".") <= 1 and float(number) > 0 if number.strip(".") else False


def _dots(content: bytes) -> Made:
    with Image.open(BytesIO(content)) as opened:
        pixels = opened.convert("RGBA")
    wide, high = _shown(*pixels.size)
    pixels.thumbnail((2 * wide, 2 * high))
    tries = [_as_png(pixels), *(_as_webp(pixels, quality) for quality in (80, 50, 25))]
    file = next((f for f in tries if len(f.content) <= MOST_SENT), None)
    if file is None:
        raise media.WrongFile("The logo has too much in it to be made small. Choose a simpler one")
    return Made(file, wide, high, len(file.content))


def _shown(wide: float, high: float) -> tuple[int, int]:
    """The size on the page: as large as fits, and never nothing."""
    scale = min(WIDE / wide, HIGH / high)
    return max(1, round(wide * scale)), max(1, round(high * scale))


def _as_png(pixels: Image.Image) -> media.Media:
    """In few colours, which is plenty for a logo; every phone can show it."""
    kept = BytesIO()
    pixels.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE).save(kept, "PNG", optimize=True)
    return media.Media("image/png", kept.getvalue())


def _as_webp(pixels: Image.Image, quality: int) -> media.Media:
    kept = BytesIO()
    pixels.save(kept, "WEBP", quality=quality, method=6)
    return media.Media("image/webp", kept.getvalue())
