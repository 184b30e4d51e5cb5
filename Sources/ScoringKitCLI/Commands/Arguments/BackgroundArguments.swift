internal import ArgumentParser
internal import ScoringKit
internal import ScoringKitFormats

/// What applicants are compared with, and in which space.
struct BackgroundArguments: ParsableArguments {
  /// What contributions add up to.
  enum Space: String, ExpressibleByArgument, CaseIterable {
    case margin, probability
  }

  /// What stands for the rows that the bundle carries; a file of that name is ./bundle.
  private static let stored = "bundle"

  @Option(
    help: ArgumentHelp(
      "Explain against these rows, a CSV table like --rows, instead of the training counts in the model: the "
        + "base value is their average, and the values are the interventional ones. The word bundle stands for the "
        + "rows that the bundle carries (skit convert --background).", valueName: "csv|bundle"),
    completion: .file(extensions: ["csv"]))
  var background: String?

  @Option(
    help: ArgumentHelp(
      "margin, exact; or probability, for which --background is needed: the margin's values rescaled pair by pair "
        + "to add up to the probability, as shap does it. They are not the Shapley values of the probability.",
      valueName: "space"))
  var space = Space.margin

  func validate() throws {
    if space == .probability, background == nil {
      throw ValidationError("--space probability needs --background.")
    }
  }

  /// Prepares the way contributions are made.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedOperation`` for a model that cannot be explained so, and what
  ///   reading the table throws.
  func source(
    _ document: ModelDocument, _ answer: AnswerOptions, batch: BatchOptions
  ) throws(ScoringError) -> ContributionSource {
    let model = document.model
    guard let background else {
      if let refusal = model.explanationRefusal { throw refusal.inFile(answer.table.model) }
      return ContributionSource(model, batch: batch)
    }
    if background == Self.stored {
      do throws(ScoringError) {
        return source(model, try document.makeBackground(), batch)
      } catch {
        throw error.inFile(answer.table.model)
      }
    }
    do throws(ScoringError) {
      let rows = try answer.table.allRows(of: background, model, id: answer.id)
      let prepared = try ScoringModel.Background(
        model, background: rows.values.span, layout: try rows.layout(model.schema))
      return source(model, prepared, batch)
    } catch {
      throw error.inFile(TableOptions.name(background))
    }
  }

  private func source(
    _ model: ScoringModel, _ background: ScoringModel.Background, _ batch: BatchOptions
  ) -> ContributionSource {
    ContributionSource(
      model, space == .margin ? .background(background) : .rescaled(background), batch: batch)
  }
}
