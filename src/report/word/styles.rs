//! How the memo looks: fonts, sizes, the marks of lists and the lines of tables.

use docx_rs::{
    AbstractNumbering, BorderType, Docx, IndentLevel, Level, LevelJc, LevelText, LineSpacing, LineSpacingType, NumberFormat, Numbering,
    NumberingId, NumberingProperty, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, RunFonts, SpecialIndentType, Start, Style,
    StyleType, Tab, TabValueType, TableBorder, TableBorderPosition, TableBorders, TableCellMargins, TableProperty,
};

use super::{TAB, TEXT_WIDTH};

/// The list with bullets; docx-rs always has a numbered list of its own as the first.
const BULLETS: usize = 2;

const BLUE: &str = "1F3A5F";
const GREY: &str = "595959";

/// Styles that are ours and not Word's own.
pub(super) const CUSTOM: [&str; 3] = ["Checklist", "TableText", "TableHead"];

/// What a paragraph, a run and a table are when nothing is said of them.
pub(super) const DEFAULTS: [&str; 3] = ["Normal", "DefaultParagraphFont", "TableNormal"];

/// The style of sentences of the document, which are Swedish in whatever language the memo is.
pub(super) const QUOTE: &str = "Quote";

/// A document with the memo's styles and lists.
pub(super) fn dress(docx: Docx) -> Docx {
    let face = RunFonts::new().ascii("Calibri").hi_ansi("Calibri").east_asia("Calibri").cs("Calibri");
    let mut docx = docx.default_fonts(face).default_size(22).default_line_spacing(lines(264).after(120));
    for style in paragraphs().into_iter().chain(tables()) {
        docx = docx.add_style(style);
    }
    docx.add_abstract_numbering(bullets()).add_numbering(Numbering::new(BULLETS, BULLETS))
}

/// A deeper item of the list; the outermost level comes with the style.
pub(super) fn bullet(depth: usize) -> (NumberingId, IndentLevel) {
    (NumberingId::new(BULLETS), IndentLevel::new(depth.min(3)))
}

/// The thin line after a table.
pub(super) fn gap() -> LineSpacing {
    LineSpacing::new().after(0).line(160).line_rule(LineSpacingType::Exact)
}

/// Space between lines, in 240ths of a line.
fn lines(line: i32) -> LineSpacing {
    LineSpacing::new().line(line).line_rule(LineSpacingType::Auto)
}

fn paragraph(id: &str, name: &str) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).based_on("Normal")
}

fn heading(level: usize, size: usize, before: u32, after: u32) -> Style {
    let spacing = lines(240).before(before).after(after);
    let mut style = paragraph(&format!("Heading{level}"), &format!("heading {level}")).next("Normal").ui_priority(9);
    style.paragraph_property = style.paragraph_property.keep_next(true).keep_lines(true);
    style.line_spacing(spacing).outline_lvl(level - 1).bold().size(size).color(if level < 3 { BLUE } else { "404040" })
}

fn paragraphs() -> Vec<Style> {
    let mut title = paragraph("Title", "Title").next("Normal").ui_priority(10).line_spacing(lines(240).after(240));
    title.paragraph_property = title.paragraph_property.keep_next(true);

    let mut quote = paragraph(QUOTE, "Quote").ui_priority(29).indent(Some(284), None, None, None);
    let bar = ParagraphBorder::new(ParagraphBorderPosition::Left).val(BorderType::Single).size(18).space(8).color("7F9DB9");
    quote.paragraph_property = quote.paragraph_property.keep_lines(true);
    quote.paragraph_property.borders = Some(ParagraphBorders::with_empty().set(bar));

    let mut list = paragraph("ListBullet", "List Bullet").ui_priority(99).line_spacing(LineSpacing::new().after(80));
    list.paragraph_property = list.paragraph_property.numbering_property(NumberingProperty::new().id(NumberingId::new(BULLETS)));

    let hanging = Some(SpecialIndentType::Hanging(TAB as i32));
    let mut checklist = paragraph("Checklist", "Checklist").line_spacing(LineSpacing::new().after(80));
    checklist = checklist.indent(Some(TAB as i32), hanging, None, None);
    checklist.paragraph_property.tabs = vec![Tab::new().val(TabValueType::Left).pos(TAB)];

    let table_text = paragraph("TableText", "Table Text").line_spacing(lines(240).before(40).after(40)).size(19);
    let mut table_head = paragraph("TableHead", "Table Head").based_on("TableText").bold();
    table_head.paragraph_property = table_head.paragraph_property.keep_next(true);

    let mut footer = paragraph("Footer", "footer").ui_priority(99).q_format(false).line_spacing(lines(240).after(0)).size(18).color(GREY);
    footer.paragraph_property.tabs = vec![Tab::new().val(TabValueType::Right).pos(TEXT_WIDTH)];

    vec![
        Style::new("DefaultParagraphFont", StyleType::Character)
            .name("Default Paragraph Font")
            .ui_priority(1)
            .semi_hidden()
            .q_format(false),
        title.bold().size(40).color(BLUE),
        heading(1, 30, 360, 120),
        heading(2, 25, 280, 80),
        heading(3, 22, 240, 60),
        quote,
        list,
        checklist,
        table_text,
        table_head,
        footer,
    ]
}

fn tables() -> Vec<Style> {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let grid = [Top, Left, Bottom, Right, InsideH, InsideV].into_iter().fold(TableBorders::with_empty(), |borders, position| {
        borders.set(TableBorder::new(position).border_type(BorderType::Single).size(4).color("A6A6A6"))
    });
    let table = |id: &str, name: &str| Style::new(id, StyleType::Table).name(name).q_format(false);
    let margins = TableCellMargins::new().margin(0, 108, 0, 108);
    vec![
        table("TableNormal", "Normal Table")
            .ui_priority(99)
            .semi_hidden()
            .table_property(TableProperty::without_borders().indent(0).set_margins(margins)),
        table("TableGrid", "Table Grid")
            .based_on("TableNormal")
            .ui_priority(39)
            .table_property(TableProperty::without_borders().set_borders(grid)),
    ]
}

/// Dots and dashes by turns, each level further in.
fn bullets() -> AbstractNumbering {
    let mut list = AbstractNumbering::new(BULLETS);
    list.multi_level_type = Some("hybridMultilevel".to_string());
    for (depth, (mark, left)) in [("•", 425), ("–", 851), ("•", 1276), ("–", 1701)].into_iter().enumerate() {
        let level = Level::new(depth, Start::new(1), NumberFormat::new("bullet"), LevelText::new(mark), LevelJc::new("left"));
        let level = level.indent(Some(left), Some(SpecialIndentType::Hanging(283)), None, None);
        list = list.add_level(if depth == 0 { level.paragraph_style("ListBullet") } else { level });
    }
    list
}
