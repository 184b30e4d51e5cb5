// Where leaves become answers. Each function makes the consumer out of a checked buffer and lets the engine fill it.

extension Engine {
  /// Adds the leaves of a range of trees to the margins, rows × outputs.
  func addLeaves<Scalar: RowScalar>(
    of elements: Span<Scalar>, _ layout: RowLayout, _ forest: Forest, _ table: LeafTable, trees: Range<Int>,
    to margins: inout MutableSpan<Double>
  ) {
    if table.width > 1 {
      return addVectorLeaves(of: elements, layout, forest, table, trees: trees, to: &margins)
    }
    unsafe margins.withUnsafeMutableBufferPointer { margins in
      unsafe table.values.withUnsafeBufferPointer { values in
        unsafe table.firstLeaf.withUnsafeBufferPointer { firstLeaf in
          unsafe forest.outputOfTree.withUnsafeBufferPointer { outputs in
            guard let margins = margins.baseAddress, let values = values.baseAddress,
              let firstLeaf = firstLeaf.baseAddress, let outputs = outputs.baseAddress
            else { return }
            // Safety: the door checked that the buffer holds rows × outputs; a table is made for its forest.
            // Pointers, because copying the arrays would count references for every row.
            var sum = unsafe LeafSum(
              values: values, firstLeaf: firstLeaf, outputOfTree: outputs, outputCount: forest.outputCount,
              precision: forest.precision, margins: margins)
            forEachBlock(of: elements, layout, forest, trees: trees, to: &sum)
          }
        }
      }
    }
  }

  private func addVectorLeaves<Scalar: RowScalar>(
    of elements: Span<Scalar>, _ layout: RowLayout, _ forest: Forest, _ table: LeafTable, trees: Range<Int>,
    to margins: inout MutableSpan<Double>
  ) {
    unsafe margins.withUnsafeMutableBufferPointer { buffer in
      guard let margins = buffer.baseAddress else { return }
      // Safety: as above.
      var sum = unsafe VectorLeafSum(forest: forest, table: table, margins: margins)
      forEachBlock(of: elements, layout, forest, trees: trees, to: &sum)
    }
  }

  /// Adds linear leaves of a range of trees to the margins, rows × outputs.
  func addLinearLeaves<Scalar: RowScalar>(
    of elements: Span<Scalar>, _ layout: RowLayout, _ forest: Forest, trees: Range<Int>,
    to margins: inout MutableSpan<Double>
  ) {
    unsafe margins.withUnsafeMutableBufferPointer { buffer in
      unsafe elements.withUnsafeBufferPointer { all in
        guard let margins = buffer.baseAddress else { return }
        // Safety: as above; the layout was checked against the elements.
        var sum = unsafe LinearLeafSum(forest: forest, elements: all, layout: layout, margins: margins)
        forEachBlock(of: elements, layout, forest, trees: trees, to: &sum)
      }
    }
  }

  /// Writes the trainer's leaf numbers of a range of trees, rows × trees of the range.
  func writeLeafNumbers<Scalar: RowScalar>(
    of elements: Span<Scalar>, _ layout: RowLayout, _ forest: Forest, trees: Range<Int>,
    into numbers: inout MutableSpan<Int32>
  ) {
    unsafe numbers.withUnsafeMutableBufferPointer { buffer in
      guard let numbers = buffer.baseAddress else { return }
      // Safety: the door checked that the buffer holds rows × trees.
      var writer = unsafe LeafNumbers(forest: forest, trees: trees, numbers: numbers)
      forEachBlock(of: elements, layout, forest, trees: trees, to: &writer)
    }
  }

  private func forEachBlock<Scalar: RowScalar, Consumer: LeafConsumer>(
    of elements: Span<Scalar>, _ layout: RowLayout, _ forest: Forest, trees: Range<Int>,
    to consumer: inout Consumer
  ) {
    switch self {
    case .byteRanks(let engine):
      engine.forEachBlock(
        of: elements, layout: layout, trees: trees, missing: forest.missingValue, to: &consumer)
    case .wordRanks(let engine):
      engine.forEachBlock(
        of: elements, layout: layout, trees: trees, missing: forest.missingValue, to: &consumer)
    case .thresholds(let engine):
      engine.forEachBlock(
        of: elements, layout: layout, trees: trees, missing: forest.missingValue, to: &consumer)
    }
  }
}
