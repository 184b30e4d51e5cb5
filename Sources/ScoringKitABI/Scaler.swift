public import CScoringKit
internal import ScoringKit

/// Sets the defaults of a scaler; scoringkit.h documents it.
@c @implementation
public func skit_scaler_options_init(_ options: UnsafeMutablePointer<skit_scaler_options>?) {
  // Safety: null is skipped; the caller's struct is of the header's type.
  unsafe options?.pointee = ScalerOptions.defaults
}

/// Makes a scaler of fitted attributes; scoringkit.h documents it.
@c @implementation
public func skit_scaler_create(
  _ scale: UnsafePointer<Double>?, _ minimum: UnsafePointer<Double>?, _ featureCount: Int64,
  _ options: UnsafePointer<skit_scaler_options>?, _ scaler: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument`, `CText` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let target = try unsafe emptied(scaler, named: "scaler")
    let options = try unsafe ScalerOptions(options)
    let scaler = try MinMaxScaler(
      scale: unsafe numbers(scale, count: featureCount, named: "scale"),
      minimum: unsafe numbers(minimum, count: featureCount, named: "minimum"),
      clip: options.clips ? try options.featureRange : nil)
    unsafe target.pointee = ScalerHandle(scaler).handOver()
  }
}

/// Fits a scaler to minima and maxima; scoringkit.h documents it.
@c @implementation
public func skit_scaler_create_from_bounds(
  _ dataMinimum: UnsafePointer<Double>?, _ dataMaximum: UnsafePointer<Double>?, _ featureCount: Int64,
  _ options: UnsafePointer<skit_scaler_options>?, _ scaler: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument`, `CText` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let target = try unsafe emptied(scaler, named: "scaler")
    let options = try unsafe ScalerOptions(options)
    let scaler = try MinMaxScaler(
      dataMinimum: unsafe numbers(dataMinimum, count: featureCount, named: "data_minimum"),
      dataMaximum: unsafe numbers(dataMaximum, count: featureCount, named: "data_maximum"),
      featureRange: try options.featureRange, clips: options.clips)
    unsafe target.pointee = ScalerHandle(scaler).handOver()
  }
}

/// Frees a scaler; scoringkit.h documents it.
@c @implementation
public func skit_scaler_free(_ scaler: OpaquePointer?) {
  // Safety: `Handle` skips null; the interface leaves it to the caller that no thread uses the scaler any more.
  unsafe ScalerHandle.free(scaler)
}

/// How many columns a scaler takes; scoringkit.h documents it.
@c @implementation
public func skit_scaler_feature_count(_ scaler: OpaquePointer?) -> Int64 {
  // Safety: `Handle` refuses null.
  guard let handle = try? unsafe ScalerHandle.held(by: scaler) else { return 0 }
  return Int64(handle.scaler.featureCount)
}

/// A scaler's fitted numbers; scoringkit.h documents it.
@c @implementation
public func skit_scaler_numbers(
  _ scaler: OpaquePointer?, _ scale: UnsafeMutablePointer<Double>?, _ minimum: UnsafeMutablePointer<Double>?,
  _ featureCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Handle` and `Argument` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let fitted = try unsafe ScalerHandle.held(by: scaler).scaler
    guard featureCount == fitted.featureCount else {
      throw ScoringError(
        .shapeMismatch, "feature_count is \(featureCount), the scaler has \(fitted.featureCount) features")
    }
    try unsafe write(fitted.scale, into: scale, named: "scale")
    try unsafe write(fitted.minimum, into: minimum, named: "minimum")
  }
}

/// A copy of a caller's numbers, one a feature; refuses more than a model's columns can be counted by.
private func numbers(
  _ start: UnsafePointer<Double>?, count: Int64, named name: StaticString
) throws(ScoringError) -> [Double] {
  // Safety: `buffer` checks pointer and count; that the memory is there is the caller's word.
  let numbers = try unsafe Argument.buffer(start, count: count, named: name)
  guard count <= Int64(Int32.max) else {
    throw ScoringError(
      .sizeOverflow, "feature_count is \(count), and there are at most \(Int32.max) features")
  }
  return unsafe Array(numbers)
}

private func write(
  _ numbers: [Double], into start: UnsafeMutablePointer<Double>?, named name: StaticString
) throws(ScoringError) {
  // Safety: null is skipped, `buffer` checks the alignment; the header asks for room for one number a feature.
  if unsafe start == nil { return }
  let buffer = try unsafe Argument.buffer(start, count: Int64(numbers.count), named: name)
  for index in numbers.indices { unsafe buffer[index] = numbers[index] }
}
