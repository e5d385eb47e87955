"""Files that somebody gives us: what may be kept, and how each that may not is told."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from feedback.adapters import media
from feedback.adapters.media import WrongFile
from feedback.adapters.settings import shipped

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">%s</svg>'
SHAPES = SVG % b'<g fill="#123"><path d="M0 0h9v9z"/><use href="#a"/><rect fill="url(#g)" width="3"/></g>'


def drawn(form: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **more: object) -> bytes:
    made = BytesIO()
    Image.new(mode, size, "red").save(made, form, **more)
    return made.getvalue()


def noisy(side: int) -> Image.Image:
    return Image.effect_noise((side, side), 90).convert("RGB")


def opened(kept: media.Media) -> Image.Image:
    return Image.open(BytesIO(kept.content))


# Pictures


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_every_usual_picture_is_drawn_anew(form):
    kept = media.picture(drawn(form))
    assert kept.media_type == "image/png"
    assert opened(kept).size == (40, 20)


def test_a_photo_is_made_small_and_light():
    made = BytesIO()
    noisy(2000).save(made, "JPEG")
    kept = media.picture(made.getvalue())
    assert kept.media_type == "image/webp"
    assert max(opened(kept).size) == media.SIDE
    assert len(kept.content) < 150_000


def test_what_is_clear_stays_clear():
    made = BytesIO()
    Image.new("RGBA", (9, 9), (0, 0, 0, 0)).save(made, "PNG")
    assert opened(media.picture(made.getvalue())).convert("RGBA").getpixel((0, 0))[3] == 0


def test_where_and_when_a_photo_was_taken_is_gone_and_it_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held sideways
    exif[0x9003] = "2026:11:22 10:00:00"
    exif[0x010E] = "Sam at home"
    exif.get_ifd(0x8825)[2] = (53.0, 1.0, 2.0)
    for form, more in (("JPEG", {"comment": b"Sam at home"}), ("PNG", {}), ("WEBP", {})):
        photo = drawn(form, exif=exif.tobytes(), icc_profile=b"Sam at home" * 20, **more)
        assert b"Sam at home" in photo or form == "PNG"
        kept = media.picture(photo)
        assert opened(kept).size == (20, 40), form
        assert not opened(kept).getexif(), form
        for left in (b"Sam", b"2026", b"Exif", b"eXIf", b"EXIF", b"ICCP", b"iCCP"):
            assert left not in kept.content, (form, left)


def bomb(side: int) -> bytes:
    """A small PNG that would be a picture of side by side."""

    def chunk(name: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [5_001, 7_000, 30_000])
@pytest.mark.filterwarnings("ignore")  # Pillow's own, which is no error outside of tests
def test_a_picture_with_too_many_dots_is_refused_before_it_is_unpacked(side):
    with pytest.raises(WrongFile, match="too many dots"):
        media.picture(bomb(side))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"hello", "not a PNG, JPEG, WebP, GIF or SVG"),
        (b"%PDF-1.7", "not a PNG, JPEG, WebP, GIF or SVG"),
        (drawn("BMP"), "not a PNG, JPEG, WebP, GIF or SVG"),
        (drawn("TIFF"), "not a PNG, JPEG, WebP, GIF or SVG"),
        (drawn("PNG")[:60], "damaged"),
        (drawn("JPEG", (400, 400))[:400], "damaged"),
        (b"x" * (media.MOST_PICTURE_BYTES + 1), "over 8 MB"),
    ],
    ids=range(8),
)
def test_what_is_no_picture_is_told(content, told):
    with pytest.raises(WrongFile, match=told):
        media.picture(content)


# SVG


@pytest.mark.parametrize(
    "content",
    [
        SHAPES,
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- drawn by hand -->' + SHAPES,
        b"\xef\xbb\xbf" + SHAPES,
    ],
)
def test_an_svg_of_shapes_is_kept_as_it_is(content):
    assert media.picture(content) == media.Media("image/svg+xml", content)


def test_every_shipped_picture_could_be_given_to_us():
    pictures = list((shipped("surveys") / "pictures").glob("*.svg"))
    assert len(pictures) > 50
    for path in pictures:
        assert media.picture(path.read_bytes()).media_type == "image/svg+xml"


XLINK = b' xmlns:x="http://www.w3.org/1999/xlink" '


@pytest.mark.parametrize(
    "spoilt",
    [
        SVG % b"<script>alert(1)</script>",
        SVG % b'<g onclick="alert(1)"/>',
        SVG % b'<g ONLOAD="alert(1)"/>',
        SVG % b'<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        SVG % b'<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
        SVG % b'<a href="javascript:alert(1)"><path/></a>',
        SVG % (b"<image" + XLINK + b'x:href="https://evil.example/a.png"/>'),
        SVG % b'<image href="data:image/png;base64,AAAA"/>',
        SVG % b'<use href="other.svg#a"/>',
        SVG % b'<rect fill="url(https://evil.example/a)"/>',
        SVG % b"<rect style=\"fill:url( '//evil.example')\"/>",
        SVG % b"<style>@import 'https://evil.example/a.css';</style>",
        SVG % b"<style>g{fill:u\\72l(//evil.example)}</style>",
        SVG % b'<set attributeName="href" to="javascript:alert(1)"/>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG % b"<text>&a;</text>",
        b'<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + SHAPES,
        ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE svg>' + SHAPES.decode()).encode("utf-16"),
        b'<?xml-stylesheet href="https://evil.example/a.css"?>' + SHAPES,
        b'<html xmlns="http://www.w3.org/1999/xhtml"><svg xmlns="http://www.w3.org/2000/svg"/></html>',
        b"<svg><path/></svg>",
        b"<svg",
        b'<?xml version="1.0" encoding="no-such"?>' + SHAPES,
        SVG % (b"<path/>" * 4000),
    ],
    ids=range(23),
)
def test_an_svg_that_holds_more_than_shapes_is_refused(spoilt):
    with pytest.raises(WrongFile, match=r"SVG"):
        media.picture(spoilt)


@settings(deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<svg ", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF0000WEBP"]),
)
def test_any_bytes_are_kept_or_refused_and_never_a_surprise(rest, start):
    for check in (media.picture, media.recording):
        with suppress(WrongFile):
            assert check(start + rest).content


# Recordings


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"ID3\x04\0\0", "audio/mpeg"),
        (b"\xff\xfb\x90\x64", "audio/mpeg"),
        (b"\xff\xf3\x40\xc0", "audio/mpeg"),
        (b"\0\0\0\x20ftypM4A \0\0\0\0", "audio/mp4"),
        (b"\0\0\0\x20ftypmp42\0\0\0\0", "audio/mp4"),
        (b"OggS\0\x02" + b"\0" * 22 + b"OpusHead", "audio/ogg"),
        (b"OggS\0\x02" + b"\0" * 22 + b"\x01vorbis", "audio/ogg"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "audio/webm"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
    ],
)
def test_a_recording_is_known_by_its_first_bytes_and_kept_as_it_came(start, kind):
    content = start + b"\0" * 500
    assert media.recording(content) == media.Media(kind, content)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"MP3 I promise" * 9, "not an MP3"),
        (b"\0\0\0\x20ftypheic\0\0\0\0", "not an MP3"),
        (b"OggS\0\x02" + b"\0" * 22 + b"\x80theora", "not an MP3"),
        (b"RIFF\x24\0\0\0AVI LIST", "not an MP3"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska", "not an MP3"),
        (b"\xff\xff\xff\xff", "not an MP3"),
        (b"<html><script>alert(1)</script>", "not an MP3"),
        (b"ID3" + b"\0" * media.MOST_RECORDING_BYTES, "over 2 MB"),
    ],
    ids=range(9),
)
def test_what_is_no_recording_is_told(content, told):
    with pytest.raises(WrongFile, match=told):
        media.recording(content)
