"""Pictures of the easy-read version: what is seen in each, whose it is and how it may be used. No files."""

from feedback.domain.frameworks import Content, Key, Words


class Picture(Content):
    """One picture. `alt` says what is seen in it, for those who don't see it."""

    key: Key
    file: Words
    alt: Words
    licence: Words
    by: Words


class Pictures(Content):
    """The list of pictures in a content folder."""

    pictures: tuple[Picture, ...]
