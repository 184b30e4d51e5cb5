internal import ScoringKit

/// Arrays as joblib writes them: a stand-in object in the pickle, and the elements right behind it in the stream.
///
/// Source: `NumpyArrayWrapper` in joblib 1.6's `numpy_pickle.py`; joblib before 1.2 wrote no padding.
enum JoblibName {
  static func isArrayWrapper(_ name: String) -> Bool {
    isOfJoblib(name) && name.hasSuffix(".numpy_pickle.NumpyArrayWrapper")
  }

  /// The stand-in of joblib before 0.10, for an array in a file of its own.
  static func isFileWrapper(_ name: String) -> Bool {
    isOfJoblib(name) && (name.hasSuffix(".NDArrayWrapper") || name.hasSuffix(".ZNDArrayWrapper"))
  }

  private static func isOfJoblib(_ name: String) -> Bool {
    name.hasPrefix("joblib.") || name.hasPrefix("sklearn.externals.joblib.")
  }
}

extension PickleMachine {
  /// If this object is joblib's stand-in for an array, takes the elements behind it.
  mutating func readJoblibArray(_ object: UInt32, at index: PickleNode.Index) throws(ScoringError) {
    guard knowsJoblib, let name = arena.global(arena.construction(of: object).callable)?.name else { return }
    guard !JoblibName.isFileWrapper(name) else {
      throw refusal(
        .unsupportedFeature,
        "the arrays are in files of their own (joblib before 0.10); load the model in Python and save it again"
      )
    }
    guard JoblibName.isArrayWrapper(name) else { return }
    let wrapper = try joblibWrapper(at: index)
    if wrapper.dtype.kind == .object {
      let root = try runNested()
      arena.replace(index, by: root)
    } else {
      if wrapper.isPadded { _ = try take(UInt64(try takeByte())) }
      var byteCount = UInt64(wrapper.dtype.itemSize)
      for length in wrapper.shape {
        let (product, overflows) = byteCount.multipliedReportingOverflow(by: UInt64(length))
        byteCount = overflows ? .max : product
      }
      let extent = try take(wrapper.shape.contains(0) ? 0 : byteCount)
      try arena.change(object, of: index, adding: []) { $0.arrayBytes = extent }
    }
  }

  private mutating func joblibWrapper(at index: PickleNode.Index) throws(ScoringError) -> JoblibWrapper {
    // The arena is lent to a document for as long as the wrapper is read, so that it need not be copied.
    let document = PickleDocument(arena.taken(), root: index)
    defer { arena = document.arena }
    return try JoblibWrapper(document.root)
  }
}

/// What joblib's stand-in says of its array.
struct JoblibWrapper {
  let dtype: NumpyDtype
  let shape: [Int]
  let order: NumpyOrder
  /// Whether a byte tells how many bytes of padding stand before the elements.
  let isPadded: Bool

  init(_ value: PickleValue) throws(ScoringError) {
    guard let subclass = try value.attribute("subclass").global,
      ["numpy.ndarray", "numpy.memmap", "numpy._core.memmap.memmap"].contains(subclass.name)
    else {
      throw value.refusal(.unsupportedFeature, "only plain NumPy arrays are read, none of a class of its own")
    }
    dtype = try value.attribute("dtype").numpyDtype()
    shape = try value.attribute("shape").shape()
    order = try value.attribute("order").string() == "F" ? .fortran : .c
    isPadded = try value.attributeIfPresent("numpy_array_alignment_bytes").map { !$0.isNone } ?? false
  }
}

extension PickleValue {
  /// The array that joblib's stand-in and the bytes behind it make.
  func joblibArray(_ bytes: ArraySlice<UInt8>) throws(ScoringError) -> PickleArray {
    let wrapper = try JoblibWrapper(self)
    return try PickleArray(
      wrapper.dtype, shape: wrapper.shape, order: wrapper.order, bytes: bytes, source: self)
  }
}
