-- Gives table columns widths after what stands in them: without it every column is equally wide and words break in two.
local function cells_of(rows, lengths)
    for _, row in ipairs(rows) do
        for index, cell in ipairs(row.cells or row[2]) do
            local text = pandoc.utils.stringify(cell.contents)
            local longest = 0
            for word in text:gmatch("%S+") do longest = math.max(longest, utf8.len(word)) end
            lengths[index] = math.max(lengths[index] or 0, 1.2 * longest + 3, 3 * math.sqrt(utf8.len(text)))
        end
    end
end

function Table(tbl)
    local lengths = {}
    cells_of(tbl.head.rows or tbl.head[2], lengths)
    for _, body in ipairs(tbl.bodies) do cells_of(body.body, lengths) end
    local sum = 0
    for _, length in ipairs(lengths) do sum = sum + length end
    for index, spec in ipairs(tbl.colspecs) do tbl.colspecs[index] = { spec[1], (lengths[index] or 4) / math.max(sum, 40) } end
    return tbl
end
