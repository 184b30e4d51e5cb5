import CScoringKit
import ScoringKitABI
import Testing

@Suite struct ScalerTests {
  private static var options: skit_scaler_options {
    var options = skit_scaler_options()
    unsafe skit_scaler_options_init(&options)
    return options
  }

  /// Scales rows in a buffer of their own and frees the scaler.
  private func transform(_ scaler: OpaquePointer?, _ rows: [Double], columns: Int64) -> (
    skit_status, [Double]
  ) {
    var answer = [Double](repeating: 0, count: rows.count)
    let status = unsafe skit_scaler_transform_f64(
      scaler, rows, Int64(rows.count) / columns, columns, columns, 1, &answer, Int64(rows.count), nil)
    unsafe skit_scaler_free(scaler)
    return (status, answer)
  }

  @Test func `a scaler fitted to bounds maps them to the range`() {
    var options = Self.options
    options.range_minimum = -1
    var scaler: OpaquePointer?
    #expect(unsafe skit_scaler_create_from_bounds([18, 0], [82, 4], 2, &options, &scaler, nil) == SKIT_OK)
    #expect(unsafe skit_scaler_feature_count(scaler) == 2)
    let (status, answer) = unsafe transform(scaler, [18, 0, 82, 4, 50, 5], columns: 2)
    #expect(status == SKIT_OK)
    #expect(answer == [-1, -1, 1, 1, 0, 1.5])
  }

  @Test func `clipping keeps what is beyond the range at its ends`() {
    var options = Self.options
    options.flags = SKIT_CLIP
    var scaler: OpaquePointer?
    #expect(unsafe skit_scaler_create([0.5], [0.25], 1, &options, &scaler, nil) == SKIT_OK)
    #expect(unsafe transform(scaler, [-9, 0.5, 9], columns: 1).1 == [0, 0.5, 1])
  }

  @Test func `without clipping the range of a made scaler does not matter`() {
    var options = Self.options
    options.range_minimum = .nan
    var scaler: OpaquePointer?
    #expect(unsafe skit_scaler_create([0.5], [0.25], 1, &options, &scaler, nil) == SKIT_OK)
    #expect(unsafe transform(scaler, [-9, 9], columns: 1).1 == [-4.25, 4.75])
  }

  @Test func `a range that is empty, reversed or no number is refused`() {
    for (low, high) in [(1.0, 0.0), (0, 0), (.nan, 1), (0, .nan), (0, .infinity), (-.infinity, 0)] {
      var options = Self.options
      options.range_minimum = low
      options.range_maximum = high
      var scaler: OpaquePointer?
      #expect(
        unsafe skit_scaler_create_from_bounds([0], [1], 1, &options, &scaler, nil) == SKIT_INVALID_ARGUMENT)
      #expect(unsafe scaler == nil)
    }
  }

  @Test func `impossible arrays are refused`() {
    var scaler: OpaquePointer?
    #expect(unsafe skit_scaler_create([1], [1], -1, nil, &scaler, nil) == SKIT_INVALID_ARGUMENT)
    #expect(unsafe skit_scaler_create([1], [1], .max, nil, &scaler, nil) == SKIT_SIZE_OVERFLOW)
    #expect(unsafe skit_scaler_create(nil, nil, 0, nil, &scaler, nil) == SKIT_SHAPE_MISMATCH)
    #expect(unsafe skit_scaler_create([1], nil, 1, nil, &scaler, nil) == SKIT_NULL_POINTER)
    #expect(unsafe skit_scaler_create([.infinity], [1], 1, nil, &scaler, nil) == SKIT_INVALID_ARGUMENT)
    #expect(unsafe skit_scaler_create([1], [1], 1, nil, nil, nil) == SKIT_NULL_POINTER)
  }

  @Test func `gapless rows can be scaled in place, other overlaps are refused`() {
    var scaler: OpaquePointer?
    #expect(unsafe skit_scaler_create([2, 4], [0, 1], 2, nil, &scaler, nil) == SKIT_OK)
    var rows: [Double] = [1, 2, 3, 4, 5, 6]
    unsafe rows.withUnsafeMutableBufferPointer { buffer in
      let start = buffer.baseAddress
      #expect(unsafe skit_scaler_transform_f64(scaler, start, 2, 2, 2, 1, start, 4, nil) == SKIT_OK)
      let columnMajor = unsafe skit_scaler_transform_f64(scaler, start, 2, 2, 1, 2, start, 4, nil)
      #expect(columnMajor == SKIT_INVALID_ARGUMENT)
      let next = unsafe start.map { unsafe $0 + 1 }
      let shifted = unsafe skit_scaler_transform_f64(scaler, start, 2, 2, 2, 1, next, 4, nil)
      #expect(shifted == SKIT_INVALID_ARGUMENT)
    }
    #expect(rows == [2, 9, 6, 17, 5, 6])
    unsafe skit_scaler_free(scaler)
  }

  @Test func `float rows are rounded to float after each of the two operations`() {
    var scaler: OpaquePointer?
    let (scale, minimum) = (0.1, -0.3)
    #expect(unsafe skit_scaler_create([scale], [minimum], 1, nil, &scaler, nil) == SKIT_OK)
    let rows: [Float] = [3, 7, 11.5]
    var answer = [Float](repeating: 0, count: 3)
    #expect(unsafe skit_scaler_transform_f32(scaler, rows, 3, 1, 1, 1, &answer, 3, nil) == SKIT_OK)
    #expect(answer == rows.map { Float(Double(Float(Double($0) * scale)) + minimum) })
    unsafe skit_scaler_free(scaler)
  }
}
