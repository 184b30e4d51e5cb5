internal import ScoringKit

extension LightGBMTreeBlock {
  /// What a line of a tree may be called, in the order in which LightGBM 4.7 writes them.
  enum Key: Int, CaseIterable {
    case numLeaves, numCat, splitFeature, splitGain, threshold, decisionType, leftChild, rightChild,
      leafValue, leafWeight, leafCount, internalValue, internalWeight, internalCount, catBoundaries,
      catThreshold, isLinear, leafConst, numFeatures, leafFeatures, leafCoeff, shrinkage, hasCategorical,
      leafParent

    /// The key as it is written.
    var name: String { Self.names[rawValue] }

    private static let names = [
      "num_leaves", "num_cat", "split_feature", "split_gain", "threshold", "decision_type", "left_child",
      "right_child", "leaf_value", "leaf_weight", "leaf_count", "internal_value", "internal_weight",
      "internal_count", "cat_boundaries", "cat_threshold", "is_linear", "leaf_const", "num_features",
      "leaf_features", "leaf_coeff", "shrinkage", "has_categorical", "leaf_parent",
    ]
    private static let spellings = names.map { Array($0.utf8) }

    /// The key that is written in a range; nil for none of these.
    ///
    /// - Parameter expected: Where to look first: what LightGBM would write here.
    init?(_ bytes: Span<UInt8>, _ range: Range<Int>, expecting expected: Int) {
      let text = bytes.extracting(range)
      for step in Self.spellings.indices {
        let place = (expected + step) % Self.spellings.count
        let spelling = Self.spellings[place]
        if Self.isEqual(text, spelling.span) {
          self.init(rawValue: place)
          return
        }
      }
      return nil
    }

    private static func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
      guard left.count == right.count else { return false }
      for index in left.indices where left[index] != right[index] { return false }
      return true
    }
  }

  /// A tree's lines by key.
  struct Fields {
    private var lines = [LightGBMLines.Line?](repeating: nil, count: Key.allCases.count)

    subscript(key: Key) -> LightGBMLines.Line? {
      get { lines[key.rawValue] }
      set { lines[key.rawValue] = newValue }
    }

    /// Whether a line is missing that every release writes where this tree has splits or linear leaves, and whose
    /// absence would have a meaning of its own: an unknown key may be that line, damaged.
    var lacksWhatLightGBMWrites: Bool {
      let ofSplits = [Key.decisionType, .splitGain, .leafCount, .internalCount]
      return (self[.splitFeature] != nil && ofSplits.contains { self[$0] == nil })
        || (self[.leafConst] != nil && self[.isLinear] == nil)
    }
  }
}
