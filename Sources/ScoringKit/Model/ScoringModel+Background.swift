extension ScoringModel {
  /// A model with a background for interventional Shapley values of raw rows; see ``BackgroundExplainer``.
  ///
  /// The background is given as raw rows. The values are those of the model's ``ScoringModel/players``: of what the
  /// pipeline makes of a raw column, all or nothing is the background row's.
  public struct Background: Sendable {
    /// The model.
    public let model: ScoringModel
    /// The values of *transformed* rows, of the raw columns or the model's other players.
    public let explainer: BackgroundExplainer

    /// Prepares a background of raw rows, within the model's ``ScoringModel/explanationMemory``.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - elements: The background rows' numbers; NaN is a missing value.
    ///   - layout: Where the rows are in them; as many columns as the schema has features.
    ///   - progress: Counts the trees that are prepared, and may end the preparation.
    /// - Throws: As ``BackgroundExplainer/init(_:background:layout:players:memory:progress:)``, and for a value that
    ///   the pipeline refuses.
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    public init<Scalar: RowScalar>(
      _ model: ScoringModel, background elements: Span<Scalar>, layout: RowLayout,
      progress: BatchProgress? = nil
    ) throws(ScoringError) {
      self.model = model
      guard model.pipeline != nil else {
        explainer = try BackgroundExplainer(
          model.forest, background: elements, layout: layout, players: model.explained.games,
          memory: model.explanationMemory, progress: progress)
        return
      }
      let width = model.transformedCount
      let (count, overflows) = layout.rowCount.multipliedReportingOverflow(by: width)
      guard !overflows, count < BackgroundExplainer.backgroundLimit else {
        throw ScoringError(
          .outOfMemory,
          "a background of \(layout.rowCount) rows of \(width) transformed columns would take more than 1 GiB; "
            + "use fewer background rows")
      }
      let share = try model.explanationMemory.takeScratch(count * MemoryLayout<Double>.stride)
      defer { withExtendedLifetime(share) {} }
      var transformed = [Double](repeating: 0, count: count)
      var span = transformed.mutableSpan
      try model.writeTransformed(of: elements, layout: layout, into: &span)
      explainer = try BackgroundExplainer(
        model.forest, background: transformed.span,
        layout: RowLayout(rowCount: layout.rowCount, columnCount: width), players: model.explained.games,
        memory: model.explanationMemory, progress: progress)
    }

    /// The same background, whose contributions are those of other players.
    ///
    /// - Parameters:
    ///   - players: The player of each raw column; nil for every raw column for itself.
    ///   - sums: Whether to add up the contributions of the model's own columns instead.
    /// - Throws: As ``ScoringModel/explaining(_:sums:)`` and ``BackgroundExplainer/explaining(_:progress:)``.
    public func explaining(_ players: Players?, sums: Bool = false) throws(ScoringError) -> Background {
      let model = try model.explaining(players, sums: sums)
      let games = model.explained.games
      return Background(model, games == explainer.players ? explainer : try explainer.explaining(games))
    }

    private init(_ model: ScoringModel, _ explainer: BackgroundExplainer) {
      self.model = model
      self.explainer = explainer
    }

    /// Writes Shapley values of raw rows in margin space: rows × outputs × (players + 1), row-major, the base
    /// value last; see ``BackgroundExplainer/writeContributions(of:layout:into:)``.
    ///
    /// - Throws: As that, and as ``ScoringModel/writeContributions(of:layout:into:options:)``.
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    public func writeContributions<Scalar: RowScalar>(
      of elements: Span<Scalar>, layout: RowLayout, into contributions: inout MutableSpan<Double>,
      options: BatchOptions = BatchOptions()
    ) throws(ScoringError) {
      try write(elements, layout, isRescaled: false, into: &contributions, options)
    }

    /// Writes rescaled contributions of raw rows in probability space, in the same shape; see
    /// ``BackgroundExplainer/writeRescaledContributions(of:layout:into:)``.
    ///
    /// - Throws: As that, and as ``ScoringModel/writeContributions(of:layout:into:options:)``.
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    public func writeRescaledContributions<Scalar: RowScalar>(
      of elements: Span<Scalar>, layout: RowLayout, into contributions: inout MutableSpan<Double>,
      options: BatchOptions = BatchOptions()
    ) throws(ScoringError) {
      try write(elements, layout, isRescaled: true, into: &contributions, options)
    }

    private func write<Scalar: RowScalar>(
      _ elements: Span<Scalar>, _ layout: RowLayout, isRescaled: Bool,
      into contributions: inout MutableSpan<Double>, _ options: BatchOptions
    ) throws(ScoringError) {
      let question = BackgroundContributionQuestion(explainer: explainer, isRescaled: isRescaled)
      try model.write(question, of: elements, layout: layout, into: &contributions, options: options)
    }
  }
}
