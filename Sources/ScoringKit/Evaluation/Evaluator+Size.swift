extension Evaluator {
  /// Bytes that scoring a row reads from: the engine and the leaves' values, without the rest of the forest.
  package var preparedByteCount: Int { engine.byteCount + forest.leafTable.byteCount }

  /// Splits and leaves of all trees.
  package var nodeCount: Int { forest.trees.reduce(0) { $0 + $1.splits.count + $1.leafCount } }
}

extension Engine {
  var byteCount: Int {
    switch self {
    case .byteRanks(let engine): engine.byteCount
    case .wordRanks(let engine): engine.byteCount
    case .thresholds(let engine): engine.byteCount
    }
  }
}

extension ByteRankEngine {
  var byteCount: Int {
    scales.byteCount + selectionNodes.byteCount + descentNodes.byteCount + trees.byteCount
      + roots.byteCount
  }
}

extension WordRankEngine {
  var byteCount: Int { scales.byteCount + nodes.byteCount + roots.byteCount }
}

extension RankScales {
  var byteCount: Int {
    scales.byteCount + sets.byteCount + thresholds.byteCount + cells.byteCount
      + tables.reduce(0) { $0 + $1.ranks.byteCount }
  }
}

extension ThresholdEngine {
  var byteCount: Int { columns.byteCount + nodes.byteCount + roots.byteCount + leafOfNode.byteCount }
}

extension LeafTable {
  var byteCount: Int { values.byteCount + firstLeaf.byteCount }
}

extension Array {
  /// Bytes of the elements themselves.
  fileprivate var byteCount: Int { count * MemoryLayout<Element>.stride }
}
