extension ColumnTransformer {
  /// How an output column's name is made: of its part's name, and of the name that the part gives it.
  ///
  /// Source: `verbose_feature_names_out` in `sklearn/compose/_column_transformer.py` of scikit-learn 1.6.
  public struct Naming: Hashable, Sendable {
    private enum Piece: Hashable, Sendable {
      case text(String)
      case transformerName
      case featureName
    }

    private let pieces: [Piece]

    /// The part's name, two low lines, the column's name: `num__age`.
    public static let prefixed = Naming(pieces: [.transformerName, .text("__"), .featureName])
    /// The column's name alone.
    public static let plain = Naming(pieces: [.featureName])

    private init(pieces: [Piece]) { self.pieces = pieces }

    /// Reads a format of Python in which `{transformer_name}` and `{feature_name}` stand for the names.
    ///
    /// - Returns: nil for a format with anything else in braces, or with a single brace, and for one that names the
    ///   feature twice, with which names within names would grow without bound.
    public init?(format: String) {
      var pieces: [Piece] = []
      var text = ""
      var rest = Substring(format)
      while let character = rest.popFirst() {
        if character == "{" || character == "}" {
          if rest.first == character {
            text.append(character)
            rest.removeFirst()
            continue
          }
          guard character == "{", let end = rest.firstIndex(of: "}") else { return nil }
          if !text.isEmpty { pieces.append(.text(text)) }
          text = ""
          switch rest[..<end] {
          case "transformer_name": pieces.append(.transformerName)
          case "feature_name": pieces.append(.featureName)
          default: return nil
          }
          rest = rest[rest.index(after: end)...]
        } else {
          text.append(character)
        }
      }
      if !text.isEmpty { pieces.append(.text(text)) }
      guard pieces.count(where: { $0 == .featureName }) <= 1 else { return nil }
      self.pieces = pieces
    }

    /// The name of an output column.
    package func name(ofPart part: String, feature: String) -> String {
      pieces.reduce(into: "") { name, piece in
        switch piece {
        case .text(let text): name += text
        case .transformerName: name += part
        case .featureName: name += feature
        }
      }
    }
  }
}
