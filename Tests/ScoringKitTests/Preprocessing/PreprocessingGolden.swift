// swift-format-ignore-file
import ScoringKit
import ScoringKitTestSupport
import Testing

/// Transformers as scikit-learn fitted them; rows, and scikit-learn's answers to the bit, are in the samples.
///
/// The cases are written by Samples/Preprocessing/make.py with scikit-learn 1.9.1 and NumPy 2.4.6.
enum PreprocessingGolden {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let pipeline: @Sendable () throws(ScoringError) -> Pipeline
    let inputNames: [String]
    let outputNames: [String]
    /// Row after row.
    let rows: [Double]
    /// Transformed row after transformed row.
    let expected: [Double]

    var testDescription: String { name }

    init(_ name: String, _ pipeline: @escaping @Sendable () throws(ScoringError) -> Pipeline) {
      self.name = name
      self.pipeline = pipeline
      let tables = NumberTables(Samples.text("Preprocessing/\(name).txt"))
      inputNames = tables["inputs"].flatMap(\.self)
      outputNames = tables["outputs"].flatMap(\.self)
      rows = tables["rows"].flatMap(\.self)
      expected = tables["expected"].flatMap(\.self)
    }
  }

  static let cases: [Case] = [
    Case("standard-scaler") { () throws(ScoringError) in
      try Pipeline([StandardScaler(mean: [40.54848484848485, 2976.696638674717, 0.1, .nan, 1.45],
        scale: [12.796474922086496, 2185.0359979793097, 1.0, .nan, 1.0712142642814275])])
    },
    Case("standard-scaler-mean-alone") { () throws(ScoringError) in
      try Pipeline([StandardScaler(mean: [40.54848484848485, 2976.696638674717, 0.1, .nan, 1.45],
        scale: nil)])
    },
    Case("standard-scaler-scale-alone") { () throws(ScoringError) in
      try Pipeline([StandardScaler(mean: nil, scale: [12.796474922086496, 2185.0359979793097, 1.0, .nan,
        1.0712142642814275])])
    },
    Case("robust-scaler") { () throws(ScoringError) in
      try Pipeline([StandardScaler(mean: [42.2, 2658.364721031264, 0.1, .nan, 1.5],
        scale: [13.100000000000001, 2668.3892612463524, 1.0, .nan, 1.25])])
    },
    Case("min-max-scaler-clipped") { () throws(ScoringError) in
      try Pipeline([MinMaxScaler(scale: [0.06379585326953748, 0.0005218467189341909, 4.0, .nan,
        1.3333333333333333], minimum: [-1.30622009569378, -1.2536492788466849, -1.4, .nan, -1.0],
        clip: -1.0...3.0)])
    },
    Case("imputer-by-mean-indicators") { () throws(ScoringError) in
      try Pipeline([SimpleImputer(statistics: [40.54848484848485, 2976.696638674717, 0.1, .nan, 1.45],
        indicatedColumns: [0, 1, 3])])
    },
    Case("imputer-by-median-empty-columns-kept") { () throws(ScoringError) in
      try Pipeline([SimpleImputer(statistics: [42.2, 2658.364721031264, 0.1, 0.0, 1.5],
        keepsEmptyColumns: true)])
    },
    Case("imputer-by-constant") { () throws(ScoringError) in
      try Pipeline([SimpleImputer(statistics: [-3.7, -3.7, -3.7, .nan, -3.7], indicatedColumns: [0, 1, 3])])
    },
    Case("imputer-then-scalers") { () throws(ScoringError) in
      try Pipeline([SimpleImputer(statistics: [40.54848484848485, 2976.696638674717, 0.1, .nan, 1.45]),
        MinMaxScaler(scale: [0.01594896331738437, 0.00013046167973354772, 1.0, 0.3333333333333333],
        minimum: [-0.07655502392344497, -0.0634123197116712, -0.1, 0.0]),
        StandardScaler(mean: [0.5701512735005558, 0.32493252382703774, 0.0, 0.4833333333333332],
        scale: [0.18537441066533422, 0.2298255142148313, 1.0, 0.3570714214271425]), StandardScaler(mean: nil,
        scale: [3.07567409899891, 2.9373043218427757, 1.0, 1.446956086828944])])
    },
    Case("imputer-of--1") { () throws(ScoringError) in
      try Pipeline([SimpleImputer(statistics: [40.54848484848485, 2976.696638674717, 1.45],
        missingValues: [-1.0, -1.0, -1.0], indicatedColumns: [0, 1])])
    },
    Case("one-hot") { () throws(ScoringError) in
      try Pipeline([OneHotEncoder(columns: [.init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["free", "own",
        "rent", "with parents"]), .init(categories: [0.0, 1.0], labels: ["f", "m"]), .init(categories: [0.0,
        1.0, 2.0, .nan], labels: ["clerk", "cook", "nurse", "nan"]), .init(categories: [0.0, 1.0, 2.0, 3.0],
        labels: ["0", "1", "2", "3"])], unknown: .ignored)])
    },
    Case("one-hot-first-dropped") { () throws(ScoringError) in
      try Pipeline([OneHotEncoder(columns: [.init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["free", "own",
        "rent", "with parents"], dropped: 0), .init(categories: [0.0, 1.0], labels: ["f", "m"], dropped: 0),
        .init(categories: [0.0, 1.0, 2.0, .nan], labels: ["clerk", "cook", "nurse", "nan"], dropped: 0),
        .init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["0", "1", "2", "3"], dropped: 0)],
        unknown: .ignored)])
    },
    Case("one-hot-binary-dropped") { () throws(ScoringError) in
      try Pipeline([OneHotEncoder(columns: [.init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["free", "own",
        "rent", "with parents"]), .init(categories: [0.0, 1.0], labels: ["f", "m"], dropped: 0),
        .init(categories: [0.0, 1.0, 2.0, .nan], labels: ["clerk", "cook", "nurse", "nan"]),
        .init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["0", "1", "2", "3"])], unknown: .ignored)])
    },
    Case("one-hot-named-dropped") { () throws(ScoringError) in
      try Pipeline([OneHotEncoder(columns: [.init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["free", "own",
        "rent", "with parents"], dropped: 1), .init(categories: [0.0, 1.0], labels: ["f", "m"], dropped: 1),
        .init(categories: [0.0, 1.0, 2.0, .nan], labels: ["clerk", "cook", "nurse", "nan"], dropped: 3),
        .init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["0", "1", "2", "3"], dropped: 2)],
        unknown: .ignored)])
    },
    Case("one-hot-infrequent-ignored") { () throws(ScoringError) in
      try Pipeline([OneHotEncoder(columns: [.init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["free", "own",
        "rent", "with parents"], infrequent: [0, 3]), .init(categories: [0.0, 1.0], labels: ["f", "m"]),
        .init(categories: [0.0, 1.0, 2.0, .nan], labels: ["clerk", "cook", "nurse", "nan"], infrequent: [0]),
        .init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["0", "1", "2", "3"])], unknown: .ignored)])
    },
    Case("one-hot-infrequent") { () throws(ScoringError) in
      try Pipeline([OneHotEncoder(columns: [.init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["free", "own",
        "rent", "with parents"], infrequent: [0, 3]), .init(categories: [0.0, 1.0], labels: ["f", "m"]),
        .init(categories: [0.0, 1.0, 2.0, .nan], labels: ["clerk", "cook", "nurse", "nan"], infrequent: [0]),
        .init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["0", "1", "2", "3"])], unknown: .infrequent)])
    },
    Case("one-hot-infrequent-and-dropped") { () throws(ScoringError) in
      try Pipeline([OneHotEncoder(columns: [.init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["free", "own",
        "rent", "with parents"], infrequent: [0, 3], dropped: 0), .init(categories: [0.0, 1.0], labels: ["f",
        "m"], dropped: 0), .init(categories: [0.0, 1.0, 2.0, .nan], labels: ["clerk", "cook", "nurse",
        "nan"], infrequent: [0, 2], dropped: 0), .init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["0", "1",
        "2", "3"], infrequent: [0, 3], dropped: 0)], unknown: .infrequent)])
    },
    Case("one-hot-all-infrequent") { () throws(ScoringError) in
      try Pipeline([OneHotEncoder(columns: [.init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["free", "own",
        "rent", "with parents"], infrequent: [0, 1, 2, 3]), .init(categories: [0.0, 1.0], labels: ["f", "m"],
        infrequent: [0, 1]), .init(categories: [0.0, 1.0, 2.0, .nan], labels: ["clerk", "cook", "nurse",
        "nan"], infrequent: [0, 1, 2, 3]), .init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["0", "1", "2",
        "3"], infrequent: [0, 1, 2, 3])], unknown: .infrequent)])
    },
    Case("one-hot-of-None") { () throws(ScoringError) in
      try Pipeline([OneHotEncoder(columns: [.init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["free", "own",
        "rent", "with parents"]), .init(categories: [0.0, 1.0], labels: ["f", "m"]), .init(categories: [0.0,
        1.0, 2.0, .nan], labels: ["clerk", "cook", "nurse", "None"]), .init(categories: [0.0, 1.0, 2.0, 3.0],
        labels: ["0", "1", "2", "3"])], unknown: .ignored)])
    },
    Case("ordinal-of-None") { () throws(ScoringError) in
      try Pipeline([OrdinalEncoder(columns: [.init(categories: [0.0, 1.0, 2.0, 3.0]), .init(categories: [0.0,
        1.0]), .init(categories: [0.0, 1.0, 2.0, .nan], encodedMissing: nil), .init(categories: [0.0, 1.0,
        2.0, 3.0])], unknown: .encoded(-1.0))])
    },
    Case("ordinal") { () throws(ScoringError) in
      try Pipeline([OrdinalEncoder(columns: [.init(categories: [0.0, 1.0, 2.0, 3.0]), .init(categories: [0.0,
        1.0]), .init(categories: [0.0, 1.0, 2.0, .nan]), .init(categories: [0.0, 1.0, 2.0, 3.0])],
        unknown: .encoded(-1.0))])
    },
    Case("ordinal-missing-encoded") { () throws(ScoringError) in
      try Pipeline([OrdinalEncoder(columns: [.init(categories: [0.0, 1.0, 2.0, 3.0], encodedMissing: -2.0),
        .init(categories: [0.0, 1.0], encodedMissing: -2.0), .init(categories: [0.0, 1.0, 2.0, .nan],
        encodedMissing: -2.0), .init(categories: [0.0, 1.0, 2.0, 3.0], encodedMissing: -2.0)],
        unknown: .encoded(-1.0))])
    },
    Case("ordinal-unknown-missing") { () throws(ScoringError) in
      try Pipeline([OrdinalEncoder(columns: [.init(categories: [0.0, 1.0, 2.0, 3.0]), .init(categories: [0.0,
        1.0]), .init(categories: [0.0, 1.0, 2.0, .nan]), .init(categories: [0.0, 1.0, 2.0, 3.0])],
        unknown: .encoded(.nan))])
    },
    Case("ordinal-infrequent") { () throws(ScoringError) in
      try Pipeline([OrdinalEncoder(columns: [.init(categories: [0.0, 1.0, 2.0, 3.0], infrequent: [0, 2, 3],
        encodedMissing: 9.0), .init(categories: [0.0, 1.0], infrequent: [0], encodedMissing: 9.0),
        .init(categories: [0.0, 1.0, 2.0, .nan], infrequent: [0, 2], encodedMissing: 9.0),
        .init(categories: [0.0, 1.0, 2.0, 3.0], infrequent: [0, 1, 3], encodedMissing: 9.0)],
        unknown: .encoded(-1.0))])
    },
    Case("imputer-of-texts") { () throws(ScoringError) in
      try Pipeline([SimpleImputer(statistics: [0.0, 0.0, 0.0, 2.0]),
        OneHotEncoder(columns: [.init(categories: [1.0, 0.0, 2.0, 3.0], labels: ["free", "own", "rent",
        "with parents"]), .init(categories: [1.0, 0.0], labels: ["f", "m"]), .init(categories: [1.0, 0.0,
        2.0], labels: ["clerk", "cook", "nurse"]), .init(categories: [0.0, 1.0, 2.0, 3.0], labels: ["0", "1",
        "2", "3"])], unknown: .ignored)])
    },
    Case("imputer-of-a-text") { () throws(ScoringError) in
      try Pipeline([SimpleImputer(statistics: [0.0, 0.0, 0.0], missingValues: [1.0, 1.0, 1.0]),
        OrdinalEncoder(columns: [.init(categories: [2.0, 3.0, 4.0, 5.0]), .init(categories: [2.0, 3.0]),
        .init(categories: [0.0, 2.0, 3.0, 4.0])], unknown: .encoded(-1.0))])
    },
    Case("column-transformer") { () throws(ScoringError) in
      try Pipeline([ColumnTransformer(inputCount: 8, parts: [.init(name: "numbers", columns: [0, 1, 2, 3],
        action: .transform(Pipeline([SimpleImputer(statistics: [42.2, 2658.364721031264, 0.1, .nan],
        indicatedColumns: [0, 1, 3]), StandardScaler(mean: [40.8375, 2865.2804674995086, 0.1, 0.175, 0.35,
        1.0], scale: [11.639903081641187, 1768.163528446927, 1.0, 0.3799671038392666, 0.47696960070847283,
        1.0])]))), .init(name: "texts", columns: [7, 5],
        action: .transform(Pipeline([SimpleImputer(statistics: [0.0, 0.0]),
        OneHotEncoder(columns: [.init(categories: [1.0, 2.0, 0.0, 3.0], labels: ["clerk", "cook", "none",
        "nurse"]), .init(categories: [1.0, 2.0, 3.0, 4.0], labels: ["free", "own", "rent", "with parents"])],
        unknown: .ignored)]))), .init(name: "again", columns: [1], action: .passthrough), .init(name: "gone",
        columns: [6], action: .drop), .init(name: "remainder", columns: [4], action: .passthrough)],
        naming: .prefixed)])
    },
    Case("column-transformer-without-prefixes") { () throws(ScoringError) in
      try Pipeline([ColumnTransformer(inputCount: 8, parts: [.init(name: "texts", columns: [7, 5],
        action: .transform(Pipeline([SimpleImputer(statistics: [0.0, 0.0]),
        OneHotEncoder(columns: [.init(categories: [1.0, 2.0, 0.0, 3.0], labels: ["clerk", "cook", "none",
        "nurse"]), .init(categories: [1.0, 2.0, 3.0, 4.0], labels: ["free", "own", "rent", "with parents"])],
        unknown: .ignored)]))), .init(name: "scaled", columns: [1, 0],
        action: .transform(MinMaxScaler(scale: [0.00013046167973354772, 0.01594896331738437],
        minimum: [-0.0634123197116712, -0.07655502392344497]))), .init(name: "remainder", columns: [2, 3, 4,
        6], action: .drop)], naming: .plain)])
    },
    Case("sparse-column-transformer-then-scaler") { () throws(ScoringError) in
      try Pipeline([ColumnTransformer(inputCount: 8, parts: [.init(name: "numbers", columns: [0, 1, 2, 3],
        action: .transform(Pipeline([SimpleImputer(statistics: [42.2, 2658.364721031264, 0.1, .nan],
        indicatedColumns: [0, 1, 3]), StandardScaler(mean: [40.8375, 2865.2804674995086, 0.1, 0.175, 0.35,
        1.0], scale: [11.639903081641187, 1768.163528446927, 1.0, 0.3799671038392666, 0.47696960070847283,
        1.0])]))), .init(name: "texts", columns: [7, 5],
        action: .transform(Pipeline([SimpleImputer(statistics: [0.0, 0.0]),
        OneHotEncoder(columns: [.init(categories: [1.0, 2.0, 0.0, 3.0], labels: ["clerk", "cook", "none",
        "nurse"]), .init(categories: [1.0, 2.0, 3.0, 4.0], labels: ["free", "own", "rent", "with parents"])],
        unknown: .ignored)]))), .init(name: "again", columns: [1], action: .passthrough), .init(name: "gone",
        columns: [6], action: .drop), .init(name: "remainder", columns: [4], action: .drop)],
        naming: .prefixed), StandardScaler(mean: nil, scale: [0.9999999999999998, 1.0, 1.0,
        0.9999999999999998, 1.0000000000000002, 1.0, 0.3799671038392666, 0.4769696007084729,
        0.4465142774872938, 0.4, 0.30000000000000004, 0.5, 0.4769696007084729, 0.21794494717703367,
        2185.0359979793097], multipliesByReciprocal: true)])
    },
  ]
}
