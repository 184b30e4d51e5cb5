package import ScoringKit

/// The code that a refused call is refused with; nil if it is not refused.
package func refusal<Answer>(_ body: () throws -> Answer) -> ScoringError.Code? {
  refusedWith(body)?.code
}

/// The error that a refused call is refused with; nil if it is not refused.
package func refusedWith<Answer>(_ body: () throws -> Answer) -> ScoringError? {
  do {
    _ = try body()
    return nil
  } catch let error as ScoringError {
    return error
  } catch {
    return ScoringError(.internalFault, "not a ScoringError: \(error)")
  }
}
