"""Pictures and recordings that somebody gives us: what they really are, and whether they may be kept. Goes by
what is in a file and never by its name. Knows nothing of where it is kept or shown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from xml.parsers import expat

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 25_000_000
SIDE = 480  # in pixels: a picture is shown far smaller
HEAVY_PNG = 40_000
MOST_SVG_BYTES = 20 * 1024
MOST_PICTURE_BYTES = 8 * 1024 * 1024  # as a phone's camera makes it; what is kept is far smaller
MOST_RECORDING_BYTES = 2 * 1024 * 1024
# Pillow warns of a picture with more than this, and refuses one with twice as many.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


class WrongFile(Exception):  # noqa: N818
    """A file that can't be kept, with what would be right."""


@dataclass(frozen=True)
class Media:
    """A file that may be kept, and what kind of file it is."""

    media_type: str
    content: bytes

    @property
    def digest(self) -> str:
        """What changes when the file does."""
        return sha256(self.content).hexdigest()


def picture(content: bytes) -> Media:
    """A picture as it is kept. Raises WrongFile.

    An SVG is kept as it is if it holds shapes alone. Any other is drawn anew, small and without all that a
    camera adds, such as the place.
    """
    if not content:
        raise WrongFile("The file is empty")
    if len(content) > MOST_PICTURE_BYTES:
        raise WrongFile(f"The picture is over {_megabytes(MOST_PICTURE_BYTES)}. Make it smaller first")
    if _looks_like_svg(content):
        _check_svg(content)
        return Media("image/svg+xml", content)
    return _redrawn(content)


def _redrawn(content: bytes) -> Media:
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            opened.draft("RGB", (SIDE, SIDE))  # a JPEG is read no larger than it will be kept
            turned = ImageOps.exif_transpose(opened)
            pixels = turned.convert("RGBA" if turned.has_transparency_data else "RGB")
            pixels.thumbnail((SIDE, SIDE))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        said = "The picture has too many dots. Make it smaller first: 2000 by 2000 is plenty"
        raise WrongFile(said) from problem
    except UnidentifiedImageError as problem:
        raise WrongFile("This is not a PNG, JPEG, WebP, GIF or SVG picture") from problem
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as problem:
        raise WrongFile("The picture is damaged, or only half of it arrived. Choose it again") from problem
    plain = Image.new(pixels.mode, pixels.size)
    plain.paste(pixels)
    return _smallest(plain)


def _smallest(plain: Image.Image) -> Media:
    """As PNG, which every phone can show; as WebP if that would be heavy."""
    made = BytesIO()
    plain.save(made, "PNG", optimize=True)
    if len(made.getvalue()) <= HEAVY_PNG:
        return Media("image/png", made.getvalue())
    made = BytesIO()
    plain.save(made, "WEBP", quality=80)
    return Media("image/webp", made.getvalue())


_SVG = "http://www.w3.org/2000/svg"
_NOT_SHAPES = {
    *("script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"),
    *("animate", "set", "animatetransform", "animatemotion", "animatecolor", "discard"),
}
_ELSEWHERE = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)|@import|javascript:|expression\s*\(", re.IGNORECASE)


def _looks_like_svg(content: bytes) -> bool:
    start = content[:2000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") or b"<svg" in start


def _check_svg(content: bytes) -> None:
    """Raises WrongFile unless it is an SVG of shapes alone: no script, nothing from elsewhere."""
    if len(content) > MOST_SVG_BYTES:
        raise WrongFile(f"The SVG is over {MOST_SVG_BYTES // 1024} KB. Make it simpler, or save it as PNG")
    checker = _Checker()
    try:
        checker.parser.Parse(content, True)
    except expat.ExpatError as problem:
        line = getattr(problem, "lineno", 1)
        raise WrongFile(f"The SVG can’t be read: look at line {line}, or save it as PNG") from problem
    except (LookupError, ValueError) as problem:
        raise WrongFile("The SVG can’t be read: save it as UTF-8, or as PNG") from problem


class _Checker:
    """Reads an SVG from front to back and stops at the first thing that is not a shape."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._element
        self.parser.CharacterDataHandler = self._words
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self.inside: list[str] = []
        self.parser.EndElementHandler = lambda _name: self.inside.pop() and None

    def _element(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, short = name.rpartition(" ")
        short = short.lower()
        if not self.inside and (space, short) != (_SVG, "svg"):
            raise WrongFile("This is not an SVG picture")
        self.inside.append(short)
        if short in _NOT_SHAPES:
            raise WrongFile(f"The SVG holds more than shapes (“{short}”). Save it as a plain SVG, or as PNG")
        for key, value in attributes.items():
            self._attribute(key.rpartition(" ")[2].lower(), value)

    def _attribute(self, key: str, value: str) -> None:
        if key.startswith("on"):
            raise WrongFile(f"The SVG has a script in it (“{key}”). Save it as a plain SVG, or as PNG")
        if (key in ("href", "src") and not value.strip().startswith("#")) or _ELSEWHERE.search(value):
            raise WrongFile("The SVG asks for something from elsewhere. Save it as a plain SVG, or as PNG")

    def _words(self, words: str) -> None:
        if self.inside and self.inside[-1] == "style" and ("\\" in words or _ELSEWHERE.search(words)):
            raise WrongFile("The SVG asks for something from elsewhere. Save it as a plain SVG, or as PNG")

    def _doctype(self, *_: object) -> None:
        raise WrongFile("The SVG has a DOCTYPE, which can hide things. Save it as a plain SVG, or as PNG")

    def _instruction(self, target: str, _: str) -> None:
        raise WrongFile(f"The SVG has an instruction in it (“{target}”). Save it as a plain SVG, or as PNG")


# Recordings


def recording(content: bytes) -> Media:
    """A recording as it is kept: just as it came. Raises WrongFile."""
    if not content:
        raise WrongFile("The file is empty")
    if len(content) > MOST_RECORDING_BYTES:
        raise WrongFile(
            f"The recording is over {_megabytes(MOST_RECORDING_BYTES)}. Record one question at a time, or "
            "save it with a lower quality"
        )
    kind = _sound(content[:200])
    if not kind:
        raise WrongFile("This is not an MP3, M4A, Ogg, WebM or WAV recording")
    return Media(kind, content)


def _sound(start: bytes) -> str:
    """What kind of recording begins so; nothing if none does."""
    if start[4:8] == b"ftyp" and start[8:12] in (
        b"M4A ",
        b"M4B ",
        b"mp42",
        b"mp41",
        b"isom",
        b"iso2",
        b"dash",
    ):
        return "audio/mp4"
    if start[:4] == b"OggS" and (b"OpusHead" in start or b"vorbis" in start or b"Speex" in start):
        return "audio/ogg"
    if start[:4] == b"\x1aE\xdf\xa3" and b"webm" in start:
        return "audio/webm"
    if start[:4] == b"RIFF" and start[8:12] == b"WAVE":
        return "audio/wav"
    return "audio/mpeg" if start[:3] == b"ID3" or _mp3_frame(start) else ""


def _mp3_frame(start: bytes) -> bool:
    """True if it begins with a frame of MPEG sound, of layer 3, at a bit rate and a sample rate there are."""
    if len(start) < 4 or start[0] != 0xFF or start[1] & 0xE6 != 0xE2:
        return False
    return start[1] & 0x18 != 0x08 and start[2] & 0xF0 not in (0, 0xF0) and start[2] & 0x0C != 0x0C


def _megabytes(count: int) -> str:
    return f"{count // (1024 * 1024)} MB"
