"""Small PDFs written by hand: what stands where is known to the point.

Pages are 612 by 792 points. ``y`` counts from the top to the baseline, as a reader would
measure; type is Helvetica, whose digits and blanks are .556 and .278 of its size wide, or
Courier, whose signs are all .6 wide.
"""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH, HEIGHT = 612, 792
PLAIN, BOLD, MONO = "F1", "F2", "F3"


@dataclass
class PageMaker:
    """Collects the drawing operators of one page."""

    operators: list[str] = field(default_factory=list)
    extra: str = ""

    def text(self, x, y, words, size=10, *, bold=False, mono=False, turn="1 0 0 1"):
        """Words at a place; ``turn`` is the upper part of the text matrix."""
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font = MONO if mono else BOLD if bold else PLAIN
        place = f"{turn} {x} {HEIGHT - y} Tm"
        self.operators.append(f"BT /{font} {size} Tf {place} ({escaped}) Tj ET")
        return self

    def lines(self, x, y, *words, size=10, leading=12, **style):
        """Lines below each other."""
        for number, line in enumerate(words):
            self.text(x, y + number * leading, line, size, **style)
        return self

    def box(self, left, top, right, bottom):
        """A filled rectangle, as a drawing has."""
        self.operators.append(
            f"0.8 g {left} {HEIGHT - bottom} {right - left} {bottom - top} re f 0 g"
        )
        return self


def pdf(*pages, catalog="", info="", objects=()):
    """The bytes of a file; ``objects`` are further ones, numbered from 100."""
    numbers = range(10, 10 + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    fonts = "<< /F1 3 0 R /F2 4 0 R /F3 6 0 R >>"
    parts = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: font("Helvetica"),
        4: font("Helvetica-Bold"),
        5: f"<< {info} >>",
        6: font("Courier"),
    }
    for number, page in zip(numbers, pages, strict=True):
        content = "\n".join(page.operators)
        parts[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {page.extra} "
            f"/Contents {number + 1} 0 R /Resources << /Font {fonts} >> >>"
        )
        parts[number + 1] = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    parts |= dict(enumerate(objects, start=100))
    return assembled(parts)


def font(name):
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"


def assembled(parts):
    """Objects by number → a file with its table of places."""
    data, places = b"%PDF-1.7\n", {}
    for number, body in parts.items():
        places[number] = len(data)
        data += f"{number} 0 obj\n".encode("cp1252") + body.encode("cp1252") + b"\nendobj\n"
    table = "xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        table += f"{number} 1\n{place:010d} 00000 n \n"
    trailer = f"trailer\n<< /Size {max(parts) + 1} /Root 1 0 R /Info 5 0 R >>\n"
    end = f"startxref\n{len(data)}\n%%EOF\n"
    return data + (table + trailer + end).encode()


def page():
    return PageMaker()
