internal import CScoringKit
internal import ScoringKit

/// A handle that can be asked about rows.
protocol RowHandle: Handle {
  /// Columns a row must have.
  var featureCount: Int { get }
}

extension RowHandle {
  /// Asks about rows: checks what the caller gave, makes spans of it, asks, and maps what is thrown.
  ///
  /// - Parameters:
  ///   - pointer: The handle.
  ///   - rows: The caller's rows and options.
  ///   - answer: The caller's buffer; whether it has the right size is `write`'s to say.
  ///   - allowsInPlace: Whether the answer may be exactly the rows' own gapless memory.
  ///   - error: The caller's report, or null.
  ///   - write: Writes the answer.
  @inline(__always)
  static func ask<Scalar, Number>(
    _ pointer: OpaquePointer?, _ rows: RowArguments<Scalar>, into answer: AnswerArguments<Number>,
    allowsInPlace: Bool = false, _ error: UnsafeMutablePointer<skit_error>?,
    _ write: (Self, Span<Scalar>, RowLayout, inout MutableSpan<Number>, BatchOptions) throws(ScoringError) ->
      Void
  ) -> skit_status {
    // Safety: `RowMatrix`, `Handle`, `Argument` and `PredictOptions` check every pointer before it is used.
    unsafe reporting(to: error) { () throws(ScoringError) in
      let matrix = try rows.matrix()
      let handle = try unsafe held(by: pointer)
      let buffer = try unsafe answer.checked()
      try unsafe matrix.requireApart(from: buffer, allowsInPlace: allowsInPlace)
      let options = try rows.batchOptions(for: matrix, featureCount: handle.featureCount)
      // Safety: both buffers are checked; they are the caller's for the length of the call.
      let elements = unsafe matrix.elements.span
      var span = unsafe buffer.mutableSpan
      try write(handle, elements, matrix.layout, &span, options)
    }
  }
}
