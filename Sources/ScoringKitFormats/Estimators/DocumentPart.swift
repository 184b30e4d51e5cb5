/// One of the things in a document that holds several, and what became of it.
///
/// The commonest file of all is a dictionary: the model, the scaler its rows went through, the columns' names, the
/// threshold, the metrics. What changes an answer is applied or the file is refused; what is neither says nothing about
/// an answer.
public struct DocumentPart: Hashable, Sendable {
  /// What became of a part.
  public enum Role: String, Hashable, Sendable {
    /// What answers.
    case model
    /// Applied to every row before the model.
    case applied
    /// Names the columns of a row.
    case names
    /// Changes no answer: says something of the model, or was of use in training only.
    case unused
  }

  /// The way to it, such as `$.scaler`.
  public let path: String
  /// What it is, such as `StandardScaler`, `a list of 12` or `0.35`.
  public let content: String
  /// What became of it.
  public let role: Role
  /// Why, or what it tells, in a few words; empty where the role says all.
  public let note: String
}
