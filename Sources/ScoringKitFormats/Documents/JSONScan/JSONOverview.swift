/// What a scanned document holds, for whoever has it parsed: what it says it is, and what json-c's tree of it takes.
///
/// The sizes are those of json-c 0.16 on 64 bits, with malloc's own words: an object begins with a table of sixteen
/// entries, an array with 32 places, and both grow by doubling. Source: `json_object.c`, `linkhash.c` and
/// `arraylist.c`.
struct JSONOverview {
  /// The text at the document's key `format`; nil where there is none.
  var format: String?
  /// The bytes that json-c's tree takes, at most.
  private(set) var treeSize = 0

  mutating func countObject() { treeSize += 800 }
  mutating func countArray() { treeSize += 360 }
  mutating func countKey(_ text: Range<Int>) { treeSize += 160 + text.count }
  /// Counts a text, a number, which keeps its text, or a word, with its place in an array.
  mutating func countScalar(_ text: Range<Int>) { treeSize += 128 + 2 * text.count }
}
