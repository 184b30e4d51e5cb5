internal import ScoringKit

/// Makes up rows that reach many leaves of a model: values at and between the thresholds of its splits.
struct BenchRowGenerator: RandomNumberGenerator {
  /// Of each raw column, what to draw from.
  private enum Source {
    /// Positions in a schema's list of categories.
    case positions(Range<Int>)
    /// Values the model compares with or looks for.
    case values([Double])
  }

  private let sources: [Source]
  private var state: UInt64 = 1

  /// Looks at a model's schema and splits.
  init(_ model: ScoringModel) {
    var values = Self.comparedValues(model.forest)
    if model.pipeline != nil { values = Self.beforePipeline(values, model) }
    sources = model.schema.features.indices.map { feature in
      switch model.schema.features[feature].kind {
      case .categorical(let categories, _): .positions(categories.indices)
      case .numeric: .values(values[feature])
      }
    }
  }

  /// Rows, row-major; about that share of the numbers is missing.
  mutating func rows(_ count: Int, missing: Double) -> [Double] {
    var rows: [Double] = []
    rows.reserveCapacity(count * sources.count)
    for _ in 0..<count {
      for source in sources {
        if missing > 0, Double.random(in: 0..<1, using: &self) < missing {
          rows.append(.nan)
        } else {
          rows.append(value(from: source))
        }
      }
    }
    return rows
  }

  /// SplitMix64: the same numbers in every run.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  private mutating func value(from source: Source) -> Double {
    switch source {
    case .positions(let positions): return Double(Int.random(in: positions, using: &self))
    case .values(let values):
      guard let first = values.randomElement(using: &self), let second = values.randomElement(using: &self)
      else { return Double.random(in: 0..<1, using: &self) }
      // A third exactly at a threshold.
      guard Int.random(in: 0..<3, using: &self) > 0 else { return first }
      let between = first + (second - first) * Double.random(in: 0..<1, using: &self)
      return between.isFinite ? between : first
    }
  }

  /// Of each column the model sees: its thresholds, and some members of its category sets.
  private static func comparedValues(_ forest: Forest) -> [[Double]] {
    var values = [[Double]](repeating: [], count: forest.featureCount)
    for tree in forest.trees {
      for split in tree.splits {
        if split.rule.isCategorical {
          values[Int(split.feature)] += members(of: tree.categorySets[Int(split.categorySet)])
        } else if split.threshold.isFinite {
          values[Int(split.feature)].append(split.threshold)
        }
      }
    }
    return values
  }

  /// A set's first categories, and one that is not in it.
  private static func members(of set: CategorySet) -> [Double] {
    let upTo = min(set.words.count * 32, 256)
    return ((0..<upTo).filter { set.contains($0) }.prefix(8) + [upTo]).map { Double($0) }
  }

  /// The same values as they are before a scaler. Behind a pipeline that moves or makes columns: none.
  private static func beforePipeline(_ values: [[Double]], _ model: ScoringModel) -> [[Double]] {
    let width = model.schema.features.count
    let none = [[Double]](repeating: [], count: width)
    guard model.transformedCount == width, let zeros = transformed(0, model), let ones = transformed(1, model)
    else { return none }
    return values.indices.map { feature in
      let slope = ones[feature] - zeros[feature]
      guard slope.isFinite, slope != 0 else { return [] }
      return values[feature].map { ($0 - zeros[feature]) / slope }.filter { $0.isFinite }
    }
  }

  /// What the pipeline makes of a row that holds one number throughout; nil if it refuses it.
  private static func transformed(_ number: Double, _ model: ScoringModel) -> [Double]? {
    do throws(ScoringError) {
      let row = [Double](repeating: number, count: model.schema.features.count)
      var answer = [Double](repeating: 0, count: model.transformedCount)
      var span = answer.mutableSpan
      let layout = try RowLayout(rowCount: 1, columnCount: row.count)
      try model.writeTransformed(of: row.span, layout: layout, into: &span)
      return answer
    } catch {
      return nil
    }
  }
}
