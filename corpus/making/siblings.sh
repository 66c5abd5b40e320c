#!/bin/sh
# Makes the siblings of the Markdown documents in other formats. Run in corpus/. Needs pandoc, zip, LibreOffice (soffice) and Chromium.
# Output differs in time stamps from run to run; the committed files are what the tests read.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p docx pdf odt rtf html pptx

# Fonts that are everywhere. A second template as Swedish Word writes it: style ids Rubrik1–Rubrik4 (names stay "heading N"), tables with a grid.
pandoc -o "$work/reference.docx" --print-default-data-file reference.docx
mkdir "$work/parts"
(cd "$work/parts" && unzip -qo ../reference.docx)
sed -i 's/typeface="Cambria"/typeface="Liberation Serif"/g; s/typeface="Calibri"/typeface="Liberation Sans"/g' "$work/parts/word/theme/theme1.xml"
(cd "$work/parts" && zip -qr ../plain.docx .)
for level in 1 2 3 4; do
    sed -i "s/\"Heading$level\"/\"Rubrik$level\"/g; s/\"Heading${level}Char\"/\"Rubrik${level}Char\"/g" "$work/parts/word/styles.xml"
done
python3 - "$work/parts/word/styles.xml" <<'PY'
import re, sys
path = sys.argv[1]
styles = open(path, encoding="utf8").read()
edges = "".join(f'<w:{e} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for e in ("top", "left", "bottom", "right", "insideH", "insideV"))
table = re.search(r'<w:style [^>]*w:styleId="Table".*?</w:style>', styles, re.S).group(0)
bordered = re.sub(r"(<w:tblPr>)(.*?)(</w:tblPr>)", lambda m: m[1] + re.sub(r"(<w:tblInd[^>]*/>)", r"\1<w:tblBorders>" + edges + "</w:tblBorders>", m[2]) + m[3], table, count=1, flags=re.S)
open(path, "w", encoding="utf8").write(styles.replace(table, bordered))
PY
(cd "$work/parts" && zip -qr ../rubrik.docx .)

office() { soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }

# DOCX by pandoc, its own template
for name in exempel-policy folkhalsoplan-hallbacka uppforandekod-region-mellanasen reglemente-norrlida plan-funktionsratt-lindvalla; do
    pandoc -f gfm --lua-filter=making/widths.lua -M lang=sv-SE --reference-doc "$work/plain.docx" -o "docx/$name.docx" "documents/$name.md"
done
# DOCX by pandoc, Swedish heading styles
for name in handlingsplan-vald-mossaker program-nationella-minoriteter-bjorsele budget-ekvalla; do
    pandoc -f gfm --lua-filter=making/widths.lua -M lang=sv-SE --reference-doc "$work/rubrik.docx" -o "docx/$name.docx" "documents/$name.md"
done
# DOCX written by LibreOffice
pandoc -f gfm --lua-filter=making/widths.lua -M lang=sv-SE -o "$work/arsredovisning-savlunda.odt" documents/arsredovisning-savlunda.md
office docx docx "$work/arsredovisning-savlunda.odt"

# PDF by LibreOffice
for name in exempel-policy handlingsplan-vald-mossaker budget-ekvalla reglemente-norrlida arsredovisning-savlunda; do
    office pdf pdf "docx/$name.docx"
done
# PDF by Chromium, with running header and page numbers; two of them in two columns
print() {
    pandoc -f gfm --lua-filter=making/widths.lua -t html5 -s --metadata pagetitle="$1" -M lang=sv -H making/$2.html -o "$work/$1.html" "documents/$1.md"
    chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --user-data-dir="$work/chromium" --print-to-pdf="pdf/$1.pdf" "$work/$1.html" >/dev/null 2>&1
}
for name in strategi-cemr-region-mellanasen program-manskliga-rattigheter-granlida va-plan-vitgarn; do print $name one-column; done
for name in vision-tranevik riktlinje-bistand-stenvag; do print $name two-columns; done

# ODT, RTF and HTML by LibreOffice, from the DOCX
office odt odt docx/exempel-policy.docx
office odt odt docx/handlingsplan-vald-mossaker.docx
office rtf rtf docx/exempel-policy.docx
office rtf rtf docx/reglemente-norrlida.docx
office html html docx/exempel-policy.docx
# ODT, HTML and PPTX by pandoc
pandoc -s -f gfm -M lang=sv -o odt/riktlinje-bistand-stenvag.odt documents/riktlinje-bistand-stenvag.md
pandoc -s -f gfm -M lang=sv -M pagetitle=strategi-cemr-region-mellanasen -o html/strategi-cemr-region-mellanasen.html documents/strategi-cemr-region-mellanasen.md
pandoc -s -f gfm -M lang=sv -o pptx/vision-tranevik.pptx documents/vision-tranevik.md
ls -l docx pdf odt rtf html pptx
