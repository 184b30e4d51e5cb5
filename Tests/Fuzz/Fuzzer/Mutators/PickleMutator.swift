import ScoringKitTestSupport

/// Pickles instruction by instruction: values shared through the memo, containers in themselves, other classes, other
/// counts; also inside a compression, and compressed anew.
struct PickleMutator: Mutator {
  func mutated(_ bytes: [UInt8], maximum: Int, _ random: inout SplitMix64) -> [UInt8] {
    guard let plain = Deflate.expanded(bytes, limit: maximum * 4) else {
      let changed = mutatedInstructions(bytes, maximum, &random)
      return random.happens(onceIn: 16)
        ? Deflate.compressed(changed, asGzip: random.happens(onceIn: 2)) : changed
    }
    let changed = mutatedInstructions(plain, maximum * 4, &random)
    return Deflate.compressed(changed, asGzip: bytes[0] == 0x1F)
  }

  private func mutatedInstructions(_ bytes: [UInt8], _ maximum: Int, _ random: inout SplitMix64) -> [UInt8] {
    var instructions = PickleInstruction.all(of: bytes)
    for _ in 0..<1 + random.integer(below: 3) { change(&instructions, maximum, &random) }
    return instructions.flatMap(\.self)
  }

  private func change(_ instructions: inout [[UInt8]], _ maximum: Int, _ random: inout SplitMix64) {
    guard let place = random.place(below: instructions.count) else { return }
    switch random.integer(below: 9) {
    case 0: instructions.remove(at: place)
    case 1: instructions.insert(random.pick(Self.values), at: place)
    case 2: instructions.insert(random.pick(Self.verbs), at: place)
    case 3: repeatRun(at: place, in: &instructions, maximum, &random)
    case 4: share(in: &instructions, &random)
    case 5: instructions[place] = random.pick(instructions)
    case 6: instructions[place] = PickleInstruction.extreme(instructions[place], &random)
    case 7: instructions.insert(contentsOf: random.pick(Self.fragments), at: place)
    default: moveRun(in: &instructions, &random)
    }
  }

  /// A few instructions many times over.
  private func repeatRun(
    at place: Int, in instructions: inout [[UInt8]], _ maximum: Int, _ random: inout SplitMix64
  ) {
    let run = Array(instructions[place...].prefix(1 + random.integer(below: 12)))
    let size = run.reduce(1) { $0 + $1.count }
    let count = Swift.min(random.repetitions(), maximum / size)
    instructions.insert(contentsOf: [[[UInt8]]](repeating: run, count: count).joined(), at: place)
  }

  /// A value that stands at two places, of which the second may lie inside the first.
  private func share(in instructions: inout [[UInt8]], _ random: inout SplitMix64) {
    let number = UInt8(random.integer(below: 8) + 240)
    let put = random.integer(below: instructions.count)
    instructions.insert([0x71, number], at: put)
    let get = put + random.integer(below: instructions.count - put) + 1
    instructions.insert([0x68, number], at: Swift.min(get, instructions.count))
    if random.happens(onceIn: 3) { instructions.insert([0x61], at: Swift.min(get + 1, instructions.count)) }
  }

  private func moveRun(in instructions: inout [[UInt8]], _ random: inout SplitMix64) {
    let from = random.integer(below: instructions.count)
    let run = Array(instructions[from...].prefix(1 + random.integer(below: 40)))
    instructions.insert(contentsOf: run, at: random.integer(below: instructions.count))
  }
}

extension PickleMutator {
  private static func text(_ text: String) -> [UInt8] { [0x8C, UInt8(text.utf8.count)] + Array(text.utf8) }

  /// What pushes a value.
  private static let values: [[UInt8]] =
    [
      [0x4E], [0x88], [0x89], [0x5D], [0x7D], [0x29], [0x8F], [0x28], [0x4B, 0], [0x4B, 255], [0x4D, 0, 1],
      [0x4A, 0xFF, 0xFF, 0xFF, 0xFF], [0x4A, 0xFF, 0xFF, 0xFF, 0x7F], [0x8A, 0],
      [0x8A, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
      [0x47, 0x7F, 0xF0, 0, 0, 0, 0, 0, 0], [0x47, 0x7F, 0xF8, 0, 0, 0, 0, 0, 0], [0x43, 0],
    ] + ["f8", "f4", "i8", "i4", "O", "O8", "<U1", "b1", "V64", "S1", "<", ">", "|", "nan", ""].map(text)

  /// What takes values from the stack.
  private static let verbs: [[UInt8]] = [
    [0x74], [0x85], [0x86], [0x87], [0x6C], [0x64], [0x61], [0x65], [0x73], [0x75], [0x90], [0x91], [0x52],
    [0x81],
    [0x92], [0x62], [0x93], [0x94], [0x30], [0x31], [0x32], [0x6F],
  ]

  /// Objects of the classes that readers follow, without a state; steps and members, which hold others.
  private static let fragments: [[[UInt8]]] =
    [
      ("sklearn.pipeline", "Pipeline"), ("sklearn.model_selection._search", "GridSearchCV"),
      ("sklearn.calibration", "CalibratedClassifierCV"), ("sklearn.preprocessing._data", "MinMaxScaler"),
      ("sklearn.compose._column_transformer", "ColumnTransformer"),
      ("sklearn.linear_model._logistic", "LogisticRegression"),
      ("sklearn.preprocessing._encoders", "OneHotEncoder"),
      ("sklearn.tree._classes", "DecisionTreeClassifier"),
      ("sklearn.ensemble._forest", "RandomForestClassifier"), ("sklearn.impute._base", "SimpleImputer"),
      ("lightgbm.sklearn", "LGBMClassifier"), ("lightgbm.basic", "Booster"), ("xgboost.core", "Booster"),
      ("collections", "OrderedDict"), ("numpy", "ndarray"), ("numpy", "dtype"),
      ("sklearn.dummy", "DummyClassifier"),
    ].map { [text($0), text($1), [0x93], [0x29], [0x81]] }
    + [
      [
        "steps", "best_estimator_", "estimator", "base_estimator", "estimators_", "calibrated_classifiers_",
        "n_features_in_",
      ]
      .map(text)[0...], [[0x7D], [0x94], [0x68, 0], [0x73]][0...], [[0x5D], [0x94], [0x32], [0x61]][0...],
    ].map(Array.init)
}
