internal import ScoringKit
internal import ScoringKitFormats

// How tables are read for this model, where that is not the same for every model.
extension ModelSummary {
  /// The facts for a person; none where there is nothing to say.
  static func tableFacts(_ model: ScoringModel) -> [(name: String, value: String)] {
    let unused = unusedNames(model)
    let words = categoriesLikeMissing(model).map { feature, words in
      "\(words.map(quoted).joined(separator: ", ")) of \(feature)"
    }
    var facts: [(name: String, value: String)] = []
    if !unused.isEmpty {
      facts.append(
        ("unused", unused.joined(separator: ", ") + ": dropped by the pipeline; a table need not have it"))
    }
    if !words.isEmpty {
      facts.append(
        ("cells", words.joined(separator: "; ") + ": a category, not missing (see --missing-words)"))
    }
    return facts
  }

  /// The features that the pipeline drops.
  private static func unusedNames(_ model: ScoringModel) -> [String] {
    model.unusedFeatures.sorted().map { model.schema.features[$0].name }
  }

  /// The features with categories that are spelled like a missing value, and these.
  private static func categoriesLikeMissing(_ model: ScoringModel) -> [(feature: String, words: [String])] {
    model.schema.features.map { ($0.name, MissingWords.pandas.categories(of: $0)) }.filter { !$0.1.isEmpty }
  }

  /// The same for a program.
  static func tableJSON(_ model: ScoringModel) -> JSONContent {
    let words = categoriesLikeMissing(model).map { feature, words in
      JSONContent.object(["feature": .text(feature), "cells": .array(words.map { .text($0) })])
    }
    return .object([
      "unused_features": .array(unusedNames(model).map { .text($0) }), "cells_not_missing": .array(words),
    ])
  }

  private static func quoted(_ word: String) -> String { word.isEmpty ? "an empty cell" : "the cell \(word)" }
}
