internal import ScoringKit

extension PickleValue {
  /// A NumPy array; of a scalar, the array of its one element and no axes.
  ///
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` where shape, dtype and bytes do not agree.
  func array() throws(ScoringError) -> PickleArray {
    guard case .object(let object) = node else { throw mismatch("an array") }
    if let extent = document.arena.objects[Int(object)].arrayBytes {
      return try joblibArray(document.arena.bytes[extent.range])
    }
    switch className {
    case NumPyName.reconstruct: return try reconstructedArray()
    case NumPyName.fromBuffer: return try bufferArray()
    case NumPyName.scalar: return try scalarArray()
    default: throw mismatch("an array")
    }
  }

  /// `_reconstruct(class, (0,), b'b')` with the state `(1, shape, dtype, is Fortran order, bytes or list)`.
  private func reconstructedArray() throws(ScoringError) -> PickleArray {
    guard let subclass = try arguments().first?.global, subclass.name == NumPyName.array else {
      throw refusal(.unsupportedFeature, "only plain NumPy arrays are read, none of a class of its own")
    }
    guard let state = try state()?.elements(), state.count == 5, try (0...1).contains(state[0].integer())
    else {
      throw refusal(.unsupportedVersion, "the array's state is of no version that NumPy writes")
    }
    let dtype = try state[2].numpyDtype()
    let shape = try state[1].shape()
    if dtype.kind == .object {
      guard case .list = state[4].node else { throw state[4].mismatch("a list") }
      // Reached from here, the elements are named by their place in the array.
      let values = try values(of: document.arena.children(state[4].index))
      return try PickleArray(dtype, shape: shape, values: values, source: self)
    }
    return try PickleArray(
      dtype, shape: shape, order: try state[3].isTrue() ? .fortran : .c, bytes: try state[4].bytes(),
      source: self)
  }

  /// `_frombuffer(bytes, dtype, shape, order, order of axes)`.
  private func bufferArray() throws(ScoringError) -> PickleArray {
    let arguments = try arguments()
    guard (4...5).contains(arguments.count) else { throw mismatch("an array of four or five parts") }
    var order = NumpyOrder.c
    switch try arguments[3].string() {
    case "C", "A": break
    case "F": order = .fortran
    case "K":
      if arguments.count == 5, !arguments[4].isNone { order = .axes(try arguments[4].shape()) }
    default: throw arguments[3].refusal(.unsupportedFeature, "expected the order C, F, A or K")
    }
    return try PickleArray(
      try arguments[1].numpyDtype(), shape: try arguments[2].shape(), order: order,
      bytes: try arguments[0].bytes(), source: self)
  }

  /// `scalar(dtype, bytes)`, or of an object the object itself.
  private func scalarArray() throws(ScoringError) -> PickleArray {
    let arguments = try arguments()
    guard arguments.count == 2 else { throw mismatch("a scalar of two parts") }
    let dtype = try arguments[0].numpyDtype()
    if dtype.kind == .object {
      return try PickleArray(dtype, shape: [], values: [arguments[1]], source: self)
    }
    return try PickleArray(dtype, shape: [], order: .c, bytes: try arguments[1].bytes(), source: self)
  }

  /// The lengths of an array's axes.
  func shape() throws(ScoringError) -> [Int] {
    let elements = try elements()
    guard elements.count <= 64 else { throw refusal(.malformedDocument, "an array has 64 axes at most") }
    var shape: [Int] = []
    for element in elements { shape.append(try element.integer(in: 0...Int.max)) }
    return shape
  }

  /// A truth, or an integer in its place.
  private func isTrue() throws(ScoringError) -> Bool {
    if case .integer(let value) = node { return value != 0 }
    return try boolean()
  }
}
