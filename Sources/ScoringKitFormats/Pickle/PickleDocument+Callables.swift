internal import ScoringKit

extension PickleDocument {
  /// Refuses a pickle that names what no model needs, such as `os.system` or `builtins.eval`.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` with the name and the byte.
  func requireNothingDangerous() throws(ScoringError) {
    for global in arena.globals where PickleCallables.isDangerous(global.name) {
      throw Self.refusal("the pickle refers to \(global.quotedName)", at: global.byteOffset)
    }
  }

  /// Refuses a pickle that asks to call anything but classes of known libraries.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` with the name and the byte.
  func requireKnownCallables() throws(ScoringError) {
    try requireNothingDangerous()
    // Thousands of objects are of a few classes.
    var known: Set<[UInt32]> = []
    for object in arena.objects {
      guard case .global(let index) = arena.node(object.callable) else {
        throw Self.refusal(
          "the pickle asks to call what another call returns", at: Int(object.byteOffset))
      }
      let question = [index, object.form == .call ? 0 : 1]
      guard !known.contains(question) else { continue }
      let global = arena.globals[Int(index)]
      guard PickleCallables.isKnown(global.name, form: object.form) else {
        throw Self.refusal(
          "the pickle asks to call \(global.quotedName), which is no part of a model this library reads",
          at: Int(object.byteOffset))
      }
      known.insert(question)
    }
  }

  private static func refusal(_ message: String, at byte: Int) -> ScoringError {
    ScoringError(
      .unsupportedFeature, "\(message); pickles are read as data: nothing was imported and nothing was run",
      at: .byte(byte))
  }
}

extension PickleGlobal {
  /// The name in quotes, fit for a message: a long one is cut, control characters are written as escapes.
  var quotedName: String {
    let characters = name.unicodeScalars.prefix(128).map { $0.escaped(asASCII: false) }
    return "'\(characters.joined())\(name.unicodeScalars.count > 128 ? "…" : "")'"
  }
}
