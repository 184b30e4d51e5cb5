/// What every command that reads a table says about it in its help.
enum TableRules {
  static let text = """
    THE TABLE: CSV as in RFC 4180, UTF-8, with a header; --separator if it is not commas that stand between the \
    cells. Columns are bound to features by name, so their order does not matter; a name that differs only by \
    spaces against _, or by blanks around it, is the same (with the latter, blanks around the column's cells are \
    left out too). A column that is missing, unknown (unless ignored) or given twice is refused, and so are a row of \
    another length than the header and a header that comes again. A column that the model's own pipeline drops may \
    be missing, and may hold anything. A first line in which every name of the model's could be a number too, as those of a \
    model whose columns are called 0, 1, ... are, is refused unless --rows-header or --no-rows-header says what it is: no \
    applicant is taken for a header. A column without a name, such as pandas' index, is passed over, unless it is a \
    feature by the name that pandas gives it (Unnamed: 0).

    CELLS: what is missing is decided first. As pandas.read_csv has it, these cells are: the empty one, NaN, nan, -NaN, \
    -nan, NA, N/A, n/a, NULL, null, None, <NA>, #N/A, #NA, #N/A N/A, 1.#IND, -1.#IND, 1.#QNAN and -1.#QNAN; \
    --missing-words names others instead. Where the model lists such a cell as a category of that feature, it is the \
    category, unless --missing-words names it; skit inspect says of which features that is so. A number is decimal (35, \
    -0.5, 1e-3) or inf, read as the nearest double, as pandas reads it with float_precision='round_trip'; blanks around \
    it are nothing; True and False are 1 and 0. A decimal comma, separators of thousands, a percent sign and a date are \
    refused. A category is written as its text, blanks included. An empty line is passed over; in a table of one column \
    it is a row with an empty cell.

    FAILURE: one line on standard error that begins with 'skit:' and names file, line and column, never a value \
    of the table; and no output at all. Exit status 1 for a model or table that is refused or a file that \
    cannot be read or written, 64 for a wrong command line.
    """
}
