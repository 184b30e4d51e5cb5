internal import ArgumentParser
internal import ScoringKit
internal import ScoringKitFormats

/// `skit convert`: a trained model in, a bundle out.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Make a bundle of a model, its scaler and a decision rule.",
    discussion: """
      The inputs, in any order, are one model of any supported format (\(ModelFormat.names)) \
      and, if it takes scaled columns, one pickled MinMaxScaler. Content, not a \
      file's name, decides which is which. The bundle holds the model's document byte for byte, and the \
      model's features in their order as its schema. With --background it also holds the rows of a CSV table, to \
      their bits, for explanations against them (skit explain --background bundle). Before it is written, it is read back as it will be \
      read: a bundle that is written loads. Tables are read as skit score --help says.

      REFUSED: two models or none, two scalers, a bundle as input; a scaler of another width than the model, or \
      fitted on columns of other names (names that only say a place, such as Column_0, f0 and x0, fit \
      every name, and give way to it in the bundle); a scaler beside a model that prepares its rows itself; another transformer than a \
      MinMaxScaler; --missing and --best-iteration on anything but an XGBoost file; a threshold on a model \
      that does not give one probability; a positive class that is the one the model's probability is not of; \
      background rows against which the model cannot be explained.

      FAILURE: one line on standard error that begins with 'skit:', no file written, and exit status 1; 64 for \
      a wrong command line.

      EXAMPLES
        skit convert model.txt -o bundle.json
        skit convert model.json scaler.pkl -o bundle.json --missing -999
        skit convert pipeline.joblib -o bundle.json --threshold 0.2 --positive-class default
        skit convert model.txt -o bundle.json --background approved.csv --ignore id
      """)

  @Argument(
    help: ArgumentHelp("A model, or a model and a pickled MinMaxScaler.", valueName: "input"),
    completion: .file())
  var inputs: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The bundle to write; replaced whole, untouched if anything fails.", valueName: "json"),
    completion: .file(extensions: ["json"]))
  var output: String

  @Option(
    help: ArgumentHelp(
      "The probability from which an applicant is refused; with it, --positive-class is required.",
      valueName: "t"))
  var threshold: Double?

  @Option(help: ArgumentHelp("What the model's probability is the probability of.", valueName: "name"))
  var positiveClass: String?

  @Option(
    help: ArgumentHelp(
      "How a refused probability compares with the threshold: >= (if not given), >, <= or <; in quotes.",
      valueName: "op"), transform: Self.refusal)
  var refuseWhen: Policy.Refusal?

  @Option(
    help: ArgumentHelp(
      "How many reasons a refusal states at most (\(Policy.defaultReasonLimit) if not given).", valueName: "n"
    ))
  var reasonLimit: Int?

  @Option(
    help: ArgumentHelp(
      "Rows to explain against: a CSV table whose header names the model's features, in any order. - is standard "
        + "input.", valueName: "csv"),
    completion: .file(extensions: ["csv"]))
  var background: String?

  @Option(
    name: .customLong("ignore"),
    help: ArgumentHelp(
      "A column of the background that is no feature and may stay unused. May be repeated.",
      valueName: "column"))
  var ignored: [String] = []

  @OptionGroup var tableFormat: TableFormat

  @OptionGroup var loading: LoadArguments

  func validate() throws {
    guard (threshold == nil) == (positiveClass == nil) else {
      throw ValidationError("--threshold and --positive-class are given together or not at all.")
    }
    guard threshold != nil || (refuseWhen == nil && reasonLimit == nil) else {
      throw ValidationError("--refuse-when and --reason-limit need --threshold.")
    }
    guard background != nil || ignored.isEmpty else {
      throw ValidationError("--ignore needs --background.")
    }
  }

  func run() throws {
    var loaded: [ConversionInput] = []
    for path in inputs { loaded.append(try load(path)) }
    let bundle = try join(loaded, policy: policy())
    let bytes = try withBackground(bundle).jsonBytes()
    var file = try Output(path: output)
    try file.append(bytes)
    try file.finish()
  }

  /// The bundle with the background that is asked for.
  private func withBackground(_ bundle: Bundle) throws(ScoringError) -> Bundle {
    guard let background else { return bundle }
    do throws(ScoringError) {
      let document = try ModelDocument(
        bytes: try bundle.jsonBytes(), options: ReadOptions(limits: loading.options.limits))
      let binding = RowTable.Binding(
        ignored: Set(ignored), missing: tableFormat.missing, unused: document.model.unusedFeatures,
        hasHeader: tableFormat.rowsHeader)
      let rows = try tableFormat.allRows(of: background, bundle.schema, binding: binding)
      let stored = try EmbeddedBackground(rows.values.span, layout: try rows.layout(bundle.schema))
      guard let bundle = try document.withBackground(stored).bundle else { return bundle }
      // As it will be read: a bundle may be too large by its background.
      return try Bundle.read(try bundle.jsonBytes(), limits: loading.options.limits)
    } catch {
      throw error.inFile(TableOptions.name(background))
    }
  }

  private static func refusal(_ text: String) throws -> Policy.Refusal {
    guard let refusal = Policy.Refusal(rawValue: text) else {
      throw ValidationError(
        "expected one of \(Policy.Refusal.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return refusal
  }

  private func policy() throws(ScoringError) -> Policy? {
    guard let threshold, let positiveClass else { return nil }
    return try Policy(
      positiveClass: positiveClass, threshold: threshold, refusal: refuseWhen ?? .atLeast,
      reasonLimit: reasonLimit ?? Policy.defaultReasonLimit)
  }

  private func load(_ path: String) throws(ScoringError) -> ConversionInput {
    do throws(ScoringError) {
      return try ConversionInput(path: path, options: loading.options)
    } catch {
      throw error.inFile(path)
    }
  }

  private func join(_ loaded: [ConversionInput], policy: Policy?) throws(ScoringError) -> Bundle {
    do throws(ScoringError) {
      return try Bundle(joining: loaded, BundleStatement(policy: policy), options: loading.options)
    } catch {
      throw error.inFile(inputs.joined(separator: ", "))
    }
  }
}
