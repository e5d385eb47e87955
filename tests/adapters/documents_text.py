"""The whole text of a document of any format, as people see it. No test lives here."""

from html.parser import HTMLParser

from tests.adapters.documents_readers import W, docx_body, docx_text, unescaped


def text_of(name, data):
    if name == "docx":
        return "\n".join(docx_text(p) for p in docx_body(data).iter(W + "p"))
    if name == "html":
        return _html_text(data.decode())
    return unescaped(data.decode("utf-8-sig")) if name == "md" else data.decode("utf-8-sig")


class _Text(HTMLParser):
    """Keeps the text of the body, but not of what is in its head."""

    def __init__(self):
        super().__init__()
        self.parts, self.inside = [], False

    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or tag == "body"

    def handle_data(self, data):
        if self.inside:
            self.parts.append(data)


def _html_text(page):
    parser = _Text()
    parser.feed(page)
    return "".join(parser.parts)
