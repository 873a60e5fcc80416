"""Drawings: what is drawn stays, what a program notes for itself goes, and what would run or fetch is refused."""

from __future__ import annotations

import base64
import gzip
import io
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from publisher.typesetting.pictures import drawing
from publisher.typesetting.pictures.drawing import cleaned
from publisher.typesetting.pictures.refusal import RefusedPictureError, kind_of

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 80 60">'
SVG = "{http://www.w3.org/2000/svg}"


def svg(inside: str, head: str = HEAD) -> bytes:
    return f"{head}{inside}</svg>".encode()


def clean(inside: str, head: str = HEAD, *, is_print: bool = False) -> str:
    """Return what is left between the tags of the root element."""
    text = cleaned(svg(inside, head), is_print=is_print).data.decode()
    assert ET.fromstring(text).tag == f"{SVG}svg"
    return text.split(">", 2)[2].rpartition("</svg>")[0] if "</svg>" in text else ""


def refusal(data: bytes) -> tuple[str, str]:
    """Return the code and the words of a refusal."""
    with pytest.raises(RefusedPictureError) as caught:
        cleaned(data, is_print=False)
    return caught.value.code.removeprefix("typesetting/"), str(next(iter(caught.value.values.values()), ""))


def picture(kind: str = "PNG", size: tuple[int, int] = (3, 2)) -> str:
    stream = io.BytesIO()
    Image.new("RGB", size, "red").save(stream, kind)
    return base64.b64encode(stream.getvalue()).decode()


# --- what stays ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "drawn",
    [
        '<path d="M0 0L5 5" stroke="#a00" stroke-width="2"/>',
        '<g transform="translate(3 4)"><circle cx="5" cy="5" r="3" style="fill:rgb(1,2,3);stroke:none"/></g>',
        '<radialGradient id="a"><stop offset="0" stop-color="red"/></radialGradient><rect width="9" fill="url(#a)"/>',
        '<text x="3" y="9" font-size="5">渡<tspan dy="2">口</tspan> &lt;&amp;&gt;</text>',
        '<symbol id="s"><rect width="2" height="2"/></symbol><use xlink:href="#s" x="4"/>',
        "<title>渡口</title><desc>一条船</desc>",
        '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><rect width="2" height="2" filter="url(#f)"/>',
        '<clipPath id="c"><circle r="5"/></clipPath><rect width="9" height="9" clip-path="url(#c)"/>',
    ],
)
def test_what_is_drawn_stays_as_it_is(drawn: str) -> None:
    assert clean(drawn) == drawn


def test_rules_stay_with_what_they_may_say() -> None:
    style = "<style>/* Illustrator */ .cls-1{fill:url(#g);-x-made-by:me} rect , .b {stroke:none}</style>"
    assert clean(style) == '<style type="text/css">.cls-1{fill:url(#g)}\nrect , .b{stroke:none}</style>'


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<!-- made by hand --><?editor keep?><rect/>", "<rect/>"),
        ("<metadata><rdf xmlns='urn:r'>me, at home</rdf></metadata><rect/>", "<rect/>"),
        ('<s:namedview xmlns:s="http://sodipodi.example" s:x="1"><s:grid/></s:namedview><rect/>', "<rect/>"),
        ('<rect xmlns:i="http://inkscape.example" i:label="me" data-name="x" nonsense="1" rx="2"/>', '<rect rx="2"/>'),
        ('<rect style="-inkscape-stroke:none;fill:red;behavior:none"/>', '<rect style="fill:red"/>'),
        ('<a xlink:href="javascript:alert(1)"><rect/></a>', "<rect/>"),
        ('<a href="https://example.org/"><text>字</text></a>', "<text>字</text>"),
        (
            '<switch><foreignObject requiredExtensions="urn:x"><b/></foreignObject><rect/></switch>',
            "<switch><rect/></switch>",
        ),
        ("<g>loose words<rect/></g>", "<g><rect/></g>"),
    ],
)
def test_what_a_program_notes_for_itself_goes(written: str, kept: str) -> None:
    assert clean(written) == kept


def test_bare_doctype_of_an_old_program_is_dropped() -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    made = cleaned(b'<?xml version="1.0"?>' + doctype.encode() + svg("<rect/>"), is_print=False)
    assert b"DOCTYPE" not in made.data


@pytest.mark.parametrize(
    ("encoding", "declared", "words"),
    [
        ("utf-8-sig", "", "渡口"),
        ("utf-16", "", "渡口"),
        ("latin-1", '<?xml version="1.0" encoding="iso-8859-1"?>', "quai é"),
    ],
)
def test_words_survive_every_encoding(encoding: str, declared: str, words: str) -> None:
    data = f"{declared}{HEAD}<text>{words}</text></svg>".encode(encoding)
    assert cleaned(data, is_print=False).words == words


def test_embedded_pictures_are_cleaned_like_any_other() -> None:
    image = Image.new("RGB", (9, 9), "red")
    stream = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Riverside Lane 14"
    image.save(stream, "JPEG", exif=exif)
    link = f"data:image/jpeg;base64,{base64.b64encode(stream.getvalue()).decode()}"
    kept = clean(f'<image width="9" height="9" xlink:href="{link}"/>')
    data = base64.b64decode(kept.partition("base64,")[2].partition('"')[0])
    assert (b"Riverside" in stream.getvalue(), b"Riverside" in data) == (True, False)
    with Image.open(io.BytesIO(data)) as found:
        assert found.size == (9, 9)


def test_embedded_picture_that_no_layout_is_given_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(stream, "PNG")
    monkeypatch.setattr(drawing, "MAX_EMBEDDED", 40)
    with pytest.raises(RefusedPictureError) as caught:
        clean(f'<image href="data:image/png;base64,{base64.b64encode(stream.getvalue()).decode()}"/>')
    assert caught.value.code == "typesetting/large-picture"


def test_words_of_a_pdf_are_set_in_the_face_it_has() -> None:
    drawn = '<text font-family="Arial" style="font-family:Foo;font-size:3px">渡口</text>'
    made = cleaned(svg(drawn), is_print=True)
    assert (b"Arial" in made.data, b"Foo" in made.data, b'font-family="Reissue heads"' in made.data) == (
        False,
        False,
        True,
    )
    assert made.words == "渡口"
    assert "Arial" in clean(drawn)


def test_same_drawing_gives_same_bytes_and_is_clean_already() -> None:
    once = cleaned(svg('<g id="a" class="b"><rect rx="1" width="3"/>\n</g>'), is_print=False).data
    assert cleaned(once, is_print=False).data == once


# --- its size -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 80 60"', (80, 60)),
        ('viewBox="0,0,80,60" width="100%" height="100%"', (80, 60)),
        ('width="80" height="60px"', (80, 60)),
        ('width="25.4mm" height="1in"', (96, 96)),
        ('viewBox="0 0 80 60" width="160"', (160, 120)),
        ('viewBox="-5 -5 80 60" height="30pt"', (53, 40)),
    ],
)
def test_size_is_what_the_drawing_says(attributes: str, size: tuple[int, int]) -> None:
    made = cleaned(svg("<rect/>", f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>'), is_print=False)
    root = ET.fromstring(made.data)
    assert (made.width, made.height) == size
    assert (round(float(root.get("width", 0))), round(float(root.get("height", 0)))) == size
    assert len(root.get("viewBox", "").replace(",", " ").split()) == 4


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ("", "drawing-without-size"),
        ('width="100%" height="50%"', "drawing-without-size"),
        ('width="0" height="0"', "drawing-without-size"),
        ('viewBox="0 0 0 0"', "bad-picture"),
        ('viewBox="0 0 nan 5"', "bad-picture"),
        ('viewBox="0 0 8"', "bad-picture"),
        ('width="1e9" height="1e9"', "large-picture"),
        ('viewBox="0 0 1 90000"', "large-picture"),
    ],
)
def test_drawing_of_no_size_or_a_mad_one_is_refused(attributes: str, code: str) -> None:
    assert refusal(svg("", f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>'))[0] == code


# --- attacks ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<x:script xmlns:x='http://www.w3.org/2000/svg'>1</x:script>", "<script>"),
        ("<h:iframe xmlns:h='http://www.w3.org/1999/xhtml' src='http://a.example'/>", "<iframe>"),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", "<foreignObject>"),
        ('<rect onclick="alert(1)"/>', "onclick="),
        ('<g><a OnLoad="x"><rect/></a></g>', "OnLoad="),
        ("<rect><animate attributeName='x' to='9'/></rect>", "<animate>"),
        ("<rect><set attributeName='onload' to='alert(1)'/></rect>", "<set>"),
        ('<image xlink:href="file:///etc/passwd"/>', 'href="file:///etc/passwd"'),
        ('<image href="http://127.0.0.1/x.png"/>', 'href="http://127.0.0.1/x.png"'),
        ('<image href="photo.jpg"/>', 'href="photo.jpg"'),
        ('<use xlink:href="other.svg#a"/>', 'href="other.svg#a"'),
        ('<use href="data:image/svg+xml;base64,PHN2Zy8+"/>', 'href="data:image/svg+xml;base64,PHN2Zy8+"'),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', 'href="data:image/svg+xml;base64,PHN2Zy8+"'),
        ('<image href="data:text/html,x"/>', 'href="data:text/html,x"'),
        ('<image href="data:image/png;base64,===="/>', "data:image"),
        ('<feImage href="http://a.example/x"/>', "<feImage>"),
        ('<filter id="f"><feImage href="#a"/></filter>', "<feImage>"),
        ("<style>@import url(http://a.example/x.css);</style>", "@import"),
        ("<style>@font-face{font-family:x;src:url(x.woff)}</style>", "@font-face"),
        ("<style>rect{fill:url(http://a.example/#a)}</style>", "url(http://a.example/#a)"),
        ("<style>rect{background:url(//a.example/x)}</style>", "url(//a.example/x)"),
        (r"<style>rect{fill:u\72l(http://a.example)}</style>", "\\"),
        ("<style>rect{fill:image-set('http://a.example/x' 1x)}</style>", "image-set("),
        ("<style>broken {{ }</style>", "<style>"),
        ('<rect style="fill:url(file:///etc/passwd)"/>', "url(file:///etc/passwd)"),
        ('<rect style="fill:expression(alert(1))"/>', "expression("),
        ('<rect fill="url(http://a.example/x#y)"/>', "url(http://a.example/x#y)"),
        ('<rect mask="URL( &apos;x.svg#m&apos; )"/>', "url(x.svg#m)"),
        ('<rect fill="url(#a"/>', "url(#a"),
        ("<font><glyph/></font>", "<font>"),
        ("<video src='x'/>", "<video>"),
        ("<flowRoot><flowPara>words that would be lost</flowPara></flowRoot>", "<flowRoot>"),
        ('<g xmlns=""><script/></g>', "<g>"),
    ],
)
def test_what_would_run_or_fetch_is_refused_by_name(inside: str, what: str) -> None:
    assert refusal(svg(inside)) == ("unsafe-drawing", what)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]>{HEAD}<text>&l9;</text></svg>', "<!DOCTYPE […]>"),
        (f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{HEAD}<text>&x;</text></svg>', "<!DOCTYPE […]>"),
        (f'<!DOCTYPE svg [<!ENTITY % p SYSTEM "http://a.example/x.dtd">%p;]>{HEAD}</svg>', "<!DOCTYPE […]>"),
        (f'<!DOCTYPE svg SYSTEM "http://a.example/x.dtd">{HEAD}<text>&x;</text></svg>', "&x;"),
        (f'<?xml-stylesheet href="http://a.example/x.css"?>{HEAD}</svg>', "<?xml-stylesheet"),
        (f"{HEAD}{'<g>' * 10_000}{'</g>' * 10_000}</svg>", "depth > 100"),
        (f"{HEAD}{'<g/>' * 60_000}</svg>", "elements > 50000"),
    ],
)
def test_bombs_of_xml_are_refused(data: str, what: str) -> None:
    assert refusal(data.encode()) == ("unsafe-drawing", what)


def laughing_uses(wrap: str) -> str:
    """Return nine groups, each of which draws the one before ten times."""
    groups = [f'<g id="g0">{wrap}</g>']
    groups += [f'<g id="g{n}">{f"""<use href="#g{n - 1}"/>""" * 10}</g>' for n in range(1, 10)]
    return "".join(groups)


@pytest.mark.parametrize(
    "inside",
    [
        laughing_uses("<rect/>"),
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<pattern id="p"><rect fill="url(#p)"/></pattern>',
        '<style>.x{mask:url(#m)}</style><mask id="m"><rect class="x"/></mask>',
        '<style>rect{fill:url(#m)}</style><pattern id="m"><rect/></pattern>',
        '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>',
        "".join(f'<g id="g{n}"><use href="#g{n + 1}"/></g>' for n in range(500)),
    ],
    ids=["laughs", "itself", "circle", "pattern", "class", "rule", "gradients", "chain"],
)
def test_drawing_that_draws_itself_or_too_much_is_refused(inside: str) -> None:
    assert refusal(svg(inside))[0] == "unsafe-drawing"


def test_many_small_uses_are_no_bomb() -> None:
    drawn = '<g id="tree"><path d="M0 0"/></g>' + '<use xlink:href="#tree"/>' * 3000
    assert clean(drawn) == drawn


@pytest.mark.parametrize(
    "data",
    [
        b"<svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'/><svg/>",
        b"<svg viewBox='0 0 1 1'/>",
        b"<html/>",
        b'<?xml version="1.0" encoding="ebcdic-x"?>' + svg(""),
        svg("\0"),
        svg("<text>\ufffe</text>"),
    ],
)
def test_broken_xml_is_a_bad_picture(data: bytes) -> None:
    assert refusal(data)[0] == "bad-picture"


def test_drawing_beyond_ten_megabytes_is_too_large() -> None:
    assert refusal(svg(" " * 10_000_001))[0] == "large-picture"


def test_packed_drawing_is_no_kind_we_know() -> None:
    with pytest.raises(RefusedPictureError):
        kind_of(gzip.compress(svg("")))


def test_embedded_bomb_is_refused() -> None:
    stream = io.BytesIO()
    Image.new("1", (7000, 7000)).save(stream, "PNG")
    link = f"data:image/png;base64,{base64.b64encode(stream.getvalue()).decode()}"
    assert refusal(svg(f'<image href="{link}"/>'))[0] == "large-picture"
