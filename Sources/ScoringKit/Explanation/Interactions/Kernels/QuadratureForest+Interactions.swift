extension QuadratureForest {
  /// Adds all trees' Shapley values and interactions of eight rows.
  ///
  /// Safety: the sums have a place for every output and in it one more than there are players, and those of pairs
  /// one for every output and pair; `InteractionPaths` numbers splits, pairs, steps and gains within these arrays,
  /// and the scratch was made for the greatest tree.
  ///
  /// - Parameters:
  ///   - block: Of eight rows at most.
  ///   - width: Players, and the base value.
  ///   - sums: Vector (output, player).
  func addInteractions(
    _ block: borrowing ComparandBlock, width: Int, _ paths: InteractionPaths,
    scratch: inout QuadratureScratch, _ interactionScratch: inout InteractionScratch<SIMD8<Double>>,
    to sums: inout [SIMD8<Double>], _ pairs: inout PairSums
  ) {
    let (columnCount, size) = (block.columnCount, pairs.outputSize)
    paths.withFrame(player: pairs.player, &interactionScratch) { frame in
      unsafe constants.withUnsafeBufferPointer { constantPairs in
        unsafe constantPairs.withMemoryRebound(to: Double.self) { constants in
          unsafe block.values.withUnsafeBufferPointer { columns in
            unsafe sums.withUnsafeMutableBufferPointer { sums in
              unsafe pairs.vectors.withUnsafeMutableBufferPointer { pairs in
                guard let columns = columns.baseAddress, let sums = sums.baseAddress,
                  let pairs = pairs.baseAddress
                else { return }
                let group = unsafe SingleRowGroups(
                  count: 1, columns: columns, columnCount: columnCount, sums: sums,
                  sumCount: baseValues.count &* width)
                var place = 0
                for entry in trees where !entry.tree.splits.isEmpty {
                  unsafe entry.tree.addInteractions(
                    of: group.skipping(entry.output &* width), constants: constants.baseAddress,
                    scratch: &scratch, frame.moved(to: paths.trees[place]), to: pairs + entry.output &* size)
                  place += 1
                }
              }
            }
          }
        }
      }
    }
  }

  /// Adds all trees' Shapley values and interactions of one row: the same bits as among eight.
  ///
  /// Safety: as above.
  ///
  /// - Parameters:
  ///   - block: The row is its first.
  ///   - width: Players, and the base value.
  ///   - sums: Number (output, player).
  func addInteractions(
    ofFirstRow block: borrowing ComparandBlock, width: Int, _ paths: InteractionPaths,
    scratch: inout SingleRowScratch, _ interactionScratch: inout InteractionScratch<SIMD2<Double>>,
    to sums: inout [Double], _ pairs: inout PairSums
  ) {
    let size = pairs.outputSize
    unsafe block.values.withUnsafeBufferPointer { columns in
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        unsafe pairs.vectors.withUnsafeMutableBufferPointer { vectors in
          unsafe vectors.withMemoryRebound(to: Double.self) { numbers in
            guard let columns = columns.baseAddress, let sums = sums.baseAddress,
              let numbers = numbers.baseAddress
            else { return }
            paths.withFrame(player: pairs.player, &interactionScratch) { pathFrame in
              withFrame(&scratch) { frame in
                unsafe rows.addInteractions(
                  frame, columns, width: width, to: sums, paths.trees, pathFrame, pairCount: size, numbers)
              }
            }
          }
        }
      }
    }
  }
}

extension InteractionPaths {
  /// Hands the paths' and the scratch's memory to a kernel; not if there is no tree that has splits.
  fileprivate func withFrame<Vector>(
    player: Int?, _ scratch: inout InteractionScratch<Vector>, _ body: (InteractionFrame<Vector>) -> Void
  ) {
    // Safety: the paths' arrays are of all trees, and the scratch was made for the greatest tree
    // (`InteractionScratch`).
    unsafe places.withUnsafeBufferPointer { places in
      unsafe steps.withUnsafeBufferPointer { steps in
        unsafe gains.withUnsafeBufferPointer { constants in
          unsafe scratch.gains.withUnsafeMutableBufferPointer { gains in
            unsafe scratch.terms.withUnsafeMutableBufferPointer { terms in
              let frame = unsafe InteractionFrame(
                player: player, places: places.baseAddress, steps: steps.baseAddress,
                constants: constants.baseAddress, gains: gains.baseAddress, terms: terms.baseAddress)
              if let frame { body(frame) }
            }
          }
        }
      }
    }
  }
}
