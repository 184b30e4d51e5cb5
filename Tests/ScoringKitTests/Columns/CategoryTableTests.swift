import Testing

@testable import ScoringKit
import ScoringKitTestSupport

/// Sets answered beforehand, against each set asked by itself.
struct CategoryTableTests {
  static let rules: [SplitRule] = [
    .lightGBMCategorical, .xgBoostCategorical(defaultLeft: false), .xgBoostCategorical(defaultLeft: true),
    .scikitHistogramCategorical(missingLeft: false), .scikitHistogramCategorical(missingLeft: true),
  ]

  /// Categories, what lies around them, and what is none.
  static let probes: [Double] = {
    let marks: [Double] = [
      0, 1, 30, 31, 32, 33, 63, 64, 95, 96, 127, 128, 255, 256, 257, 0x1p24, 0x1p31, 0x1p53,
    ]
    var probes: [Double] = [-0.5, -1, (-1.0).nextUp, -1e-40, .nan, -.nan, .infinity, -.infinity]
    for mark in marks { probes += [mark, mark.nextUp, mark.nextDown, mark + 0.5, -mark] }
    return probes
  }()

  @Test(arguments: rules)
  func `a value's code answers for every set as the set itself does`(rule: SplitRule) throws {
    let sets = [
      CategorySet(words: []), CategorySet([0]), CategorySet([1, 31, 32]), CategorySet([0, 63, 64, 95]),
      CategorySet(0..<96),
    ]
    let table = try #require(CategoryTable(feature: 3, rule: rule, sets: sets, firstColumn: 7))
    for probe in Self.probes {
      let first = table.code(of: probe) * table.setCount
      for (place, set) in sets.enumerated() {
        let isRight = rule.comparand(probe, in: set) > SplitRule.categoryThreshold
        #expect(table.ranks[first + place] == (isRight ? 1 : 0), "\(probe) in set \(place)")
      }
    }
  }

  @Test(arguments: rules)
  func `sets of scikit-learn's 256 categories fit, and so does none at all`(rule: SplitRule) throws {
    for sets in [[CategorySet(0..<256)], [CategorySet(words: [])]] {
      let table = try #require(CategoryTable(feature: 0, rule: rule, sets: sets, firstColumn: 0))
      for probe in Self.probes {
        let isRight = rule.comparand(probe, in: sets[0]) > SplitRule.categoryThreshold
        #expect(table.ranks[table.code(of: probe)] == (isRight ? 1 : 0), "\(probe)")
      }
    }
  }

  @Test func `sets of too many categories have no table`() {
    let large = CategorySet([1 << 20])
    #expect(CategoryTable(feature: 0, rule: .lightGBMCategorical, sets: [large], firstColumn: 0) == nil)
  }

  @Test(arguments: EngineChoice.Kind.allCases, [5, 1 << 20])
  func `every engine answers sets with a table and without one`(
    engine: EngineChoice.Kind, greatest: Int
  ) throws {
    let trees = (0..<40).map { tree in
      Tree(
        splits: [
          .init(
            feature: 0, rule: .lightGBMCategorical, threshold: 0, categorySet: 0, left: .init(rawValue: ~0),
            right: .init(rawValue: 1)),
          .init(
            feature: 1, rule: .xgBoostCategorical(defaultLeft: tree % 2 == 0), threshold: 0, categorySet: 1,
            left: .init(rawValue: ~1), right: .init(rawValue: ~2)),
        ],
        leafValues: [Double(1 << tree), 0.25, 0.5],
        categorySets: [CategorySet([tree % 7, greatest]), CategorySet([tree % 3])])
    }
    let forest = try Forest(validating: Forest.Parts(featureNames: ["a", "b"], trees: trees))
    let evaluator = Evaluator(forest, engine: engine)
    for first in [0, 3, 6, 7, Double(greatest), Double(greatest) + 1, -1, .nan] {
      for second in [0, 1, 2, 3, -1, .nan] as [Double] {
        var expected = 0.0
        for (number, tree) in trees.enumerated() {
          let isFirst = first == Double(number % 7) || first == Double(greatest)
          let isSecond = second.isNaN ? number % 2 == 0 : second != Double(number % 3)
          expected += tree.leafValue(isFirst ? 0 : isSecond ? 1 : 2)
        }
        // One row alone, and many at once.
        #expect(try evaluator.margins(of: [first, second]) == [expected])
        let rows = [Double](repeating: 0, count: 200).indices.map { $0 % 2 == 0 ? first : second }
        var margins = [Double](repeating: 0, count: 100)
        var span = margins.mutableSpan
        try evaluator.writeMargins(
          of: rows.span, layout: RowLayout(rowCount: 100, columnCount: 2), into: &span)
        #expect(margins == [Double](repeating: expected, count: 100))
      }
    }
  }
}
