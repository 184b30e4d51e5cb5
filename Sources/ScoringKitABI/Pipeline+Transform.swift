public import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// Transforms rows; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_transform_f64(
  _ pipeline: OpaquePointer?, _ rows: UnsafePointer<Double>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ answer: UnsafeMutablePointer<Double>?, _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer before it is used.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, options)
  return unsafe writeTransformed(pipeline, rows, AnswerArguments(answer, answerCount), error)
}

/// Transforms float rows; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_transform_f32(
  _ pipeline: OpaquePointer?, _ rows: UnsafePointer<Float>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ answer: UnsafeMutablePointer<Double>?, _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer before it is used.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, options)
  return unsafe writeTransformed(pipeline, rows, AnswerArguments(answer, answerCount), error)
}

private func writeTransformed<Scalar: RowScalar>(
  _ pipeline: OpaquePointer?, _ rows: RowArguments<Scalar>, _ answer: AnswerArguments<Double>,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer before it is used.
  unsafe PipelineHandle.ask(pipeline, rows, into: answer, error) {
    (handle, rows, layout, answer, _) throws(ScoringError) in
    do throws(ScoringError) {
      try handle.document.pipeline.writeTransformed(of: rows, layout: layout, into: &answer)
    } catch {
      throw handle.schema.naming(error)
    }
  }
}
