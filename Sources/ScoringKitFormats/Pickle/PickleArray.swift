internal import ScoringKit

/// A NumPy array: its shape, and its elements where they are; they are unpacked when asked for, in C order (the last
/// index varies fastest) whatever the order in memory.
struct PickleArray {
  /// Where the elements are.
  enum Storage {
    case bytes(ArraySlice<UInt8>)
    /// Values of Python, in C order.
    case values([PickleValue])
  }

  let dtype: NumpyDtype
  let shape: [Int]
  /// The number of elements.
  let count: Int
  let storage: Storage
  /// Bytes from one element to the next along each axis.
  private let strides: [Int]
  /// Bytes from the storage's beginning to the first element.
  private let offset: Int
  /// What the array was read from; refusals name its place.
  let source: PickleValue

  private init(
    _ dtype: NumpyDtype, shape: [Int], count: Int, strides: [Int], offset: Int, _ storage: Storage,
    _ source: PickleValue
  ) {
    self.dtype = dtype
    self.shape = shape
    self.count = count
    self.strides = strides
    self.offset = offset
    self.storage = storage
    self.source = source
  }

  /// A part of every element of a structured array.
  ///
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` where there is none of that name.
  func field(_ name: String) throws(ScoringError) -> PickleArray {
    guard let field = dtype.fields.first(where: { $0.name == name }) else {
      throw source.refusal(.inconsistentDocument, "the array has no field '\(name)'")
    }
    return PickleArray(
      field.dtype, shape: shape, count: count, strides: strides, offset: offset + field.offset, storage,
      source)
  }
}

/// The order of an array's elements in memory.
enum NumpyOrder {
  /// The last index varies fastest.
  case c
  /// The first index varies fastest.
  case fortran
  /// C order of the axes given, by which the shape is ordered as well.
  case axes([Int])
}

extension PickleArray {
  /// An array whose elements are bytes in memory, all of which must be there.
  init(
    _ dtype: NumpyDtype, shape: [Int], order: NumpyOrder, bytes: ArraySlice<UInt8>, source: PickleValue
  ) throws(ScoringError) {
    guard dtype.kind != .object else { throw source.refusal(.malformedDocument, "objects cannot be bytes") }
    let count = try Self.count(shape, source)
    let (byteCount, overflows) = count.multipliedReportingOverflow(by: dtype.itemSize)
    guard !overflows, byteCount == bytes.count, dtype.itemSize > 0 || count == 0 else {
      throw source.refusal(
        .inconsistentDocument,
        "an array of shape \(shape) and dtype '\(dtype.code)' cannot have \(bytes.count) bytes")
    }
    var shape = shape
    var strides = [Int](repeating: 0, count: shape.count)
    if count > 0 {
      // Every product is at most the number of bytes, which is known to fit.
      var stride = dtype.itemSize
      let axes = if case .fortran = order { Array(shape.indices) } else { Array(shape.indices.reversed()) }
      for axis in axes {
        strides[axis] = stride
        stride *= shape[axis]
      }
    }
    if case .axes(let axes) = order {
      guard axes.sorted() == Array(shape.indices) else {
        throw source.refusal(.malformedDocument, "the order of axes does not name each axis once")
      }
      shape = axes.map { shape[$0] }
      strides = axes.map { strides[$0] }
    }
    self.init(dtype, shape: shape, count: count, strides: strides, offset: 0, .bytes(bytes), source)
  }

  /// An array whose elements are values of Python.
  init(_ dtype: NumpyDtype, shape: [Int], values: [PickleValue], source: PickleValue) throws(ScoringError) {
    guard dtype.kind == .object else {
      throw source.refusal(.unsupportedFeature, "an array of dtype '\(dtype.code)' written as a list")
    }
    let count = try Self.count(shape, source)
    guard count == values.count else {
      throw source.refusal(
        .inconsistentDocument, "an array of shape \(shape) cannot have \(values.count) values")
    }
    let strides = [Int](repeating: 0, count: shape.count)
    self.init(dtype, shape: shape, count: count, strides: strides, offset: 0, .values(values), source)
  }

  /// The product of the shape.
  private static func count(_ shape: [Int], _ source: PickleValue) throws(ScoringError) -> Int {
    if shape.contains(0) { return 0 }
    var count = 1
    for length in shape {
      let (product, overflows) = count.multipliedReportingOverflow(by: length)
      guard !overflows else {
        throw source.refusal(.numberOutOfRange, "an array of shape \(shape) fits no memory")
      }
      count = product
    }
    return count
  }

  /// The place of every element in the bytes, in C order.
  func forEachOffset(_ body: (Int) throws(ScoringError) -> Void) throws(ScoringError) {
    guard count > 0 else { return }
    guard let last = strides.last, let length = shape.last else { return try body(offset) }
    // The last axis runs in a plain loop, the others count as an odometer does.
    var indices = [Int](repeating: 0, count: shape.count - 1)
    var start = offset
    while true {
      for index in 0..<length { try body(start + index * last) }
      var axis = indices.count - 1
      while axis >= 0 {
        indices[axis] += 1
        start += strides[axis]
        if indices[axis] < shape[axis] { break }
        start -= strides[axis] * shape[axis]
        indices[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }
}
