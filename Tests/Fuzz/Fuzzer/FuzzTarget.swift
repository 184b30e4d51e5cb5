import Glibc

/// One kind of input: what reads it, and how it is mutated.
struct FuzzTarget: Sendable {
  /// As run.sh and the folders of Corpus call it.
  let name: String
  /// Reads the bytes and uses what they are; ends the process where something is wrong.
  let run: @Sendable ([UInt8]) -> Void
  /// Mutations that know the format.
  let mutator: (any Mutator)?

  init(_ name: String, _ mutator: (any Mutator)? = nil, _ run: @escaping @Sendable ([UInt8]) -> Void) {
    self.name = name
    self.mutator = mutator
    self.run = run
  }

  /// All of them; run.sh takes the names from its folders of Corpus.
  static let all = [
    FuzzTarget("lightgbm", LineMutator(), DocumentTarget.run),
    FuzzTarget("xgboost-json", JSONMutator(), DocumentTarget.run),
    FuzzTarget("xgboost-ubjson", UBJSONMutator(), DocumentTarget.run),
    FuzzTarget("catboost", JSONMutator(), DocumentTarget.run),
    FuzzTarget("onnx", ProtobufMutator(), DocumentTarget.run),
    FuzzTarget("pickle", PickleMutator(), DocumentTarget.run),
    FuzzTarget("bundle", JSONMutator(), DocumentTarget.run),
    FuzzTarget("statements", JSONMutator(), StatementTarget.run),
    FuzzTarget("tables", TableMutator(), TableTarget.run),
    FuzzTarget("calls", nil, CallTarget.run),
  ]

  /// The one that the environment's SCORINGKIT_FUZZ_TARGET names.
  static let chosen: FuzzTarget = {
    // Safety: the name is a literal, and the answer is read before anything could change the environment.
    let name = unsafe getenv("SCORINGKIT_FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
    guard let target = all.first(where: { $0.name == name }) else {
      fatalError("SCORINGKIT_FUZZ_TARGET must be one of \(all.map(\.name).joined(separator: ", "))")
    }
    return target
  }()
}
