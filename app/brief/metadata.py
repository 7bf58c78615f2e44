"""What a document says of itself: its title, what kind it is, its language, who made it."""

import re
from xml.sax.saxutils import escape

from app.brief import file
from app.brief.file import File

_MAKER = "Bridgebook"
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # no letters, in no XML


def information(into: File, title: str, subject: str) -> int:
    """Put it where readers have looked from the beginning; gives the number of the object."""
    kind = f"/Subject{file.text(subject)}" if subject else ""
    maker = file.text(_MAKER)
    return into.add(
        f"<</Title{file.text(title)}{kind}/Author{maker}/Creator{maker}/Producer{maker}>>"
    )


def write(into: File, title: str, subject: str, language: str) -> int:
    """Put it as XMP, which newer ones read; gives the number of the object."""
    kind = f"<dc:description>{_worded(subject)}</dc:description>" if subject else ""
    told = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">\n'
        f"<dc:format>application/pdf</dc:format>\n<dc:title>{_worded(title)}</dc:title>{kind}\n"
        f"<dc:creator><rdf:Seq><rdf:li>{_MAKER}</rdf:li></rdf:Seq></dc:creator>\n"
        f"<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>\n"
        f"<xmp:CreatorTool>{_MAKER}</xmp:CreatorTool><pdf:Producer>{_MAKER}</pdf:Producer>\n"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    )
    number = into.number()
    into.plain(number, told.encode(), "/Type/Metadata/Subtype/XML")  # for who cannot unpack it
    return number


def _worded(words: str) -> str:
    known = escape(_UNSEEN.sub(" ", words))
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{known}</rdf:li></rdf:Alt>'
