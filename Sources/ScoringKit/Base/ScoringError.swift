/// Why something was refused: a stable code, a sentence for a person, and the place.
///
/// A message says what is wrong, where, and what was expected. It may quote a model's document or a
/// feature's name, as it is; ``description`` is what a person or a log is shown. Neither holds an applicant's value.
public struct ScoringError: Error, Hashable, Sendable {
  /// What kind of refusal this is; the number is the C status and never changes its meaning.
  public let code: Code
  /// What is wrong and what was expected, in one sentence.
  public let message: String
  /// Where it is wrong.
  public let location: Location
  /// The file that the place is in, where a message must name it; nil where the caller knows.
  package let file: String?

  /// Makes an error; `location` may be left out where there is only one place it could be.
  public init(_ code: Code, _ message: String, at location: Location = .none) {
    self.init(code, message, at: location, inFile: nil)
  }

  init(_ code: Code, _ message: String, at location: Location, inFile file: String?) {
    self.code = code
    self.message = message
    self.location = location
    self.file = file
  }
}

extension ScoringError {
  /// Where in the input the refusal happened. Lines, rows and columns count from 1; bytes from 0.
  public enum Location: Hashable, Sendable {
    /// No place beyond what the message says.
    case none
    /// A line of a text document, with the byte offset of its first byte.
    case line(Int, byte: Int)
    /// A byte offset into a document.
    case byte(Int)
    /// A JSON path such as `$.policy.threshold`, with the byte offset where it is known.
    case path(String, byte: Int?)
    /// A row of a matrix or table, and a column where one is to blame.
    case row(Int, column: Int?)

    /// The byte offset, where the place has one.
    public var byteOffset: Int? {
      switch self {
      case .line(_, let byte), .byte(let byte): byte
      case .path(_, let byte): byte
      case .none, .row: nil
      }
    }
  }
}
