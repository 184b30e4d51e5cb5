public import ScoringKit

/// A file's content, read, checked and prepared: the one way from bytes to a model.
///
///     let document = try ModelDocument(path: "model.txt")
///     let probability = try document.model.evaluator.predictions(of: row)[0]
public struct ModelDocument: Sendable {
  /// The model, ready to serve.
  public let model: ScoringModel
  /// The format and version of the model itself, such as `lightgbm-text v4`.
  public let format: String
  /// SHA-256 of the model's own document (inside a bundle: of the embedded one), 64 hexadecimal digits.
  public let digest: String
  /// The bundle the model came in; nil for a bare model.
  public let bundle: Bundle?
  /// Rows to explain against, which the bundle carries; nil where there are none.
  public let background: EmbeddedBackground?
  /// A classifier's classes in the order of its outputs, of two the second being what the prediction is the
  /// probability of; empty where the document names none.
  public let classes: [String]
  /// What a pickle of several parts holds and what became of each; empty for a model that stands alone.
  public let parts: [DocumentPart]

  /// Reads a file, whatever supported format its content is of.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - options: What it may cost, and what it leaves open.
  /// - Throws: ``/ScoringKit/ScoringError`` of group 4xx for a file that cannot be read or is over the limit, of 2xx
  ///   or 3xx, with the place, for a document that is damaged or not supported.
  public init(path: String, options: ReadOptions = ReadOptions()) throws(ScoringError) {
    try self.init(bytes: try FileBytes.read(path: path, limits: options.limits), options: options)
  }

  /// Reads a document in memory.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - options: What it may cost, and what it leaves open.
  /// - Throws: As ``init(path:options:)``; ``/ScoringKit/ScoringError/Code/unknownOption`` for options of XGBoost's
  ///   on another trainer's model, and for a part of what is no pickle.
  public init(bytes: [UInt8], options: ReadOptions = ReadOptions()) throws(ScoringError) {
    try options.limits.requireFit(byteCount: bytes.count)
    let budget = ReadBudget(options.limits, byteCount: bytes.count)
    let read: TrainedModel
    let bare: ScoringModel
    switch try DocumentKind(of: bytes) {
    case .bundle:
      guard options.xgBoost == XGBoostOptions(), options.part == nil else {
        throw ScoringError(
          .unknownOption,
          "a bundle states a missing value, a best iteration and a part itself; here they cannot be")
      }
      let bundle = try Bundle.read(bytes, budget: budget)
      (bare, read) = try bundle.makeModel(budget)
      digest = bundle.modelDigest
      (self.bundle, background) = (bundle, bundle.background)
    case .model(let format):
      try format.requireFit(options.xgBoost, part: options.part)
      read = try format.read(bytes, options, budget)
      bare = read.model
      // After the reading, because it takes longer than most refusals.
      digest = Digest.sha256(bytes)
      (bundle, background) = (nil, nil)
    }
    try budget.requireKept()
    model = options.categoryCodes ? try bare.statingCodes() : bare
    (format, classes, parts) = (read.format, read.classes, read.parts)
  }

  /// Joins one model and at most one scaler into a bundle, and reads it as it will be read.
  ///
  /// - Throws: As ``Bundle/init(joining:_:options:)``.
  package init(
    joining inputs: [ConversionInput], _ statement: BundleStatement = BundleStatement(),
    options: ReadOptions = ReadOptions()
  ) throws(ScoringError) {
    let bundle = try Bundle(unread: inputs, statement, options)
    try self.init(bytes: try bundle.jsonBytes(), options: ReadOptions(limits: options.limits))
  }

  private init(
    _ document: ModelDocument, model: ScoringModel, bundle: Bundle?, background: EmbeddedBackground?
  ) {
    self.model = model
    format = document.format
    digest = document.digest
    (classes, parts) = (document.classes, document.parts)
    self.bundle = bundle
    self.background = background
  }

  /// The model as it was after some of its boosting iterations: columns, pipeline and background stay, a policy does
  /// not, because its threshold was found for the whole model.
  ///
  /// - Throws: As ``/ScoringKit/Forest/limited(toIterations:)``.
  public func limited(toIterations iterations: Range<Int>) throws(ScoringError) -> ModelDocument {
    ModelDocument(
      self, model: try model.limited(toIterations: iterations), bundle: nil, background: background)
  }

  /// The same model, whose contributions, interactions, backgrounds and reasons are those of other players; a bundle
  /// that is written does not say so.
  ///
  /// - Throws: As ``/ScoringKit/ScoringModel/explaining(_:sums:)``.
  public func explaining(_ players: Players?, sums: Bool = false) throws(ScoringError) -> ModelDocument {
    ModelDocument(
      self, model: try model.explaining(players, sums: sums), bundle: bundle, background: background)
  }

  /// The same bundle with a background in place of what it carries; writing it stores the rows.
  ///
  /// - Parameter background: Raw rows. The model is prepared against them here, so that what fails, fails now.
  /// - Throws: ``/ScoringKit/ScoringError/Code/unsupportedOperation`` for a bare model; what ``makeBackground()``
  ///   throws.
  public func withBackground(_ background: EmbeddedBackground) throws(ScoringError) -> ModelDocument {
    guard let bundle else {
      throw ScoringError(
        .unsupportedOperation, "this is a bare model; only one loaded from a bundle can carry a background")
    }
    let extended = Bundle(
      schema: bundle.schema, scaler: bundle.scaler, policy: bundle.policy, model: bundle.model,
      background: background)
    let document = ModelDocument(self, model: model, bundle: extended, background: background)
    _ = try document.makeBackground()
    return document
  }

  /// Prepares the model against the background that it carries; worth keeping for any number of explanations.
  ///
  /// - Throws: ``/ScoringKit/ScoringError/Code/unsupportedOperation`` where there is none, and as
  ///   ``/ScoringKit/ScoringModel/Background/init(_:background:layout:)``, rows and columns being the background's.
  public func makeBackground() throws(ScoringError) -> ScoringModel.Background {
    guard let background else {
      throw ScoringError(
        .unsupportedOperation, "no background is stored with this model; give the rows to explain against")
    }
    do throws(ScoringError) {
      return try ScoringModel.Background(
        model, background: background.values.span,
        layout: RowLayout(rowCount: background.rowCount, columnCount: background.columnCount))
    } catch {
      throw ScoringError(error.code, "the stored background: \(error.message)", at: error.location)
    }
  }
}
