/// What every command that reads a table says about it in its help.
enum TableRules {
  static let text = """
    THE TABLE: CSV as in RFC 4180, UTF-8, with a header. Columns are bound to features by name, so their order \
    does not matter; a name that differs only by spaces against _ is the same. A column that is missing, \
    unknown (unless ignored) or given twice is refused, and so is a row of another length than the header. A \
    number is decimal (35, -0.5, 1e-3) or inf, and is read as the nearest double. An empty cell, NaN, nan and \
    NA are missing. A category is written as its text. Spaces are part of a cell: ' 35' is no number. An empty \
    line is a row of one empty cell.

    FAILURE: one line on standard error that begins with 'skit:' and names file, line and column, never a value \
    of the table; and no output at all. Exit status 1 for a model or table that is refused or a file that \
    cannot be read or written, 64 for a wrong command line.
    """
}
