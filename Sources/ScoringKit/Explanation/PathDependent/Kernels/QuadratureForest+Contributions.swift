extension QuadratureForest {
  /// Adds all trees' Shapley values of the rows of a block.
  ///
  /// Safety: the sums have a place for every group and output, and in it one more than there are players.
  ///
  /// - Parameters:
  ///   - width: Players, and the base value.
  ///   - sums: Vector (group, output, player).
  func addContributions(
    _ block: borrowing ComparandBlock, width: Int, scratch: inout QuadratureScratch,
    to sums: inout MutableSpan<SIMD8<Double>>
  ) {
    let (groupCount, columnCount) = (block.groupCount, block.columnCount)
    unsafe constants.withUnsafeBufferPointer { constantPairs in
      unsafe constantPairs.withMemoryRebound(to: Double.self) { constants in
        unsafe block.values.withUnsafeBufferPointer { columns in
          unsafe sums.withUnsafeMutableBufferPointer { sums in
            guard let columns = columns.baseAddress, let sums = sums.baseAddress else { return }
            let groups = unsafe SingleRowGroups(
              count: groupCount, columns: columns, columnCount: columnCount, sums: sums,
              sumCount: baseValues.count &* width)
            for entry in trees {
              unsafe entry.tree.addContributions(
                of: groups.skipping(entry.output &* width), constants: constants.baseAddress,
                scratch: &scratch
              )
            }
          }
        }
      }
    }
  }

  /// Adds all trees' Shapley values of one row: the same bits as among eight, because every number comes from the
  /// same operations, points are summed in index order, and splits in reverse preorder.
  ///
  /// Safety: as above; `SingleRowScratch` was made for the greatest tree, and `SingleRowForest` numbers places,
  /// constants and rules within its arrays; so every place in the kernel is inside.
  ///
  /// - Parameters:
  ///   - block: The row is its first.
  ///   - width: Players, and the base value.
  ///   - sums: Number (output, player).
  func addContributions(
    ofFirstRow block: borrowing ComparandBlock, width: Int, scratch: inout SingleRowScratch,
    to sums: inout MutableSpan<Double>
  ) {
    unsafe block.values.withUnsafeBufferPointer { columns in
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        guard let columns = columns.baseAddress, let sums = sums.baseAddress else { return }
        withFrame(&scratch) { frame in
          unsafe rows.addContributions(frame, columns, width: width, to: sums)
        }
      }
    }
  }

  func withFrame(_ scratch: inout SingleRowScratch, _ body: (SingleRowFrame) -> Void) {
    // Safety: the scratch was made for the greatest tree (`SingleRowScratch`), the other arrays are of all trees.
    unsafe rows.splits.withUnsafeBufferPointer { splits in
      unsafe rows.shares.withUnsafeBufferPointer { shares in
        unsafe constants.withUnsafeBufferPointer { constants in
          unsafe rows.rules.withUnsafeBufferPointer { rules in
            unsafe scratch.above.withUnsafeMutableBufferPointer { above in
              unsafe scratch.below.withUnsafeMutableBufferPointer { below in
                unsafe scratch.satisfied.withUnsafeMutableBufferPointer { satisfied in
                  unsafe scratch.factors.withUnsafeMutableBufferPointer { factors in
                    let frame = unsafe SingleRowFrame(
                      splits: splits.baseAddress, shares: shares.baseAddress,
                      constants: constants.baseAddress,
                      rules: rules.baseAddress, above: above.baseAddress, below: below.baseAddress,
                      satisfied: satisfied.baseAddress, factors: factors.baseAddress)
                    // Without a tree that has splits there is nothing to add.
                    if let frame { body(frame) }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
