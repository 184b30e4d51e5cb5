internal import ScoringKit

/// The categories that pandas numbered for a LightGBM model's columns.
///
/// LightGBM sees their codes. A text model's last line, `pandas_categorical:[["a", "b"], [1, 2]]`, lists the categories
/// of the data frame's category columns in their order, and a parameter, `[categorical_feature: 0,3]`, the columns that
/// were made categorical, by whatever means. A list is a column's only where there are as many of the one as of the
/// other, and the codes that LightGBM met in the column, which `feature_infos` lists, are among the list's.
///
/// Source: `_data_from_pandas` and `_dump_pandas_categorical` in LightGBM 4.7's `basic.py`; `bin_info_string` in its
/// `bin.h`.
struct LightGBMCategories {
  /// The columns made categorical, ascending as LightGBM writes them.
  private(set) var columns: [Int] = []
  /// Of every column what training met there: `[0:9.5]`, `0:2:1` of a categorical one, `none`; nil for none stated.
  var infos: [String]?
  private let featureCount: Int
  private var lists: [[Category]?] = []

  init(featureCount: Int) { self.featureCount = featureCount }

  /// The categories of each column that has any; none where lists and columns do not match.
  var ofColumns: [Int: [Category]] { placed(lists) }

  /// Lists in the order of category columns, each with its column.
  ///
  /// - Parameter lists: nil for one whose values are of no kind that is known.
  func placed(_ lists: [[Category]?]) -> [Int: [Category]] {
    guard lists.count == columns.count, Set(columns).count == columns.count else { return [:] }
    var categories: [Int: [Category]] = [:]
    for (column, list) in zip(columns, lists) {
      guard (0..<featureCount).contains(column) else { return [:] }
      guard let list else { continue }
      guard metCodes(column).allSatisfy({ $0 < list.count }) else { return [:] }
      guard !list.isEmpty, Set(list).count == list.count else { continue }
      categories[column] = list
    }
    return categories
  }

  /// The codes that training met; one that no list has for a column that LightGBM did not take for categorical.
  private func metCodes(_ column: Int) -> [Int] {
    guard let infos, infos.indices.contains(column), infos[column] != "none" else { return [] }
    return infos[column].split(separator: ":").map { Int($0) ?? Int.max }
  }
}

extension LightGBMCategories {
  /// Takes in a line behind the trees, if it says anything of categories.
  mutating func read(_ line: ArraySlice<UInt8>, _ budget: ReadBudget) throws(ScoringError) {
    if line.starts(with: Self.columnsKey) {
      let numbers = line.dropFirst(Self.columnsKey.count).prefix { $0 != UInt8(ascii: "]") }
        .split(separator: UInt8(ascii: ",")).map { Int(String(decoding: $0, as: UTF8.self)) }
      columns = numbers.contains(nil) ? [] : numbers.compactMap(\.self)
    } else if line.starts(with: Self.listsKey) {
      // `null`, or what is no JSON, lists nothing.
      let text = Array(line.dropFirst(Self.listsKey.count))
      let elements = (try? JSONScan.tape(text, budget: budget).root.elements()) ?? []
      lists = elements.map { try? $0.categories() }
      try budget.requireKept()
    }
  }

  private static let columnsKey = Array("[categorical_feature: ".utf8)
  private static let listsKey = Array("pandas_categorical:".utf8)
}
