internal import ScoringKit

/// The loss that a boosted model of scikit-learn was fitted with.
///
/// Predictions follow the fitted loss, an object, whatever the parameter `loss` says by then. Source: `_loss` in
/// `sklearn/ensemble/_gb.py` and `_hist_gradient_boosting/gradient_boosting.py` (`loss_` in the former until 1.0).
enum ScikitLoss {
  /// The loss's name: as the parameter states it where that is the same loss.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedObjective`` for a loss that is not known.
  static func name(of estimator: PickleValue) throws(ScoringError) -> String {
    let parameter = try estimator.attribute("loss")
    let stated = parameter.kind == .text ? try parameter.string() : nil
    var fitted = try estimator.attributeUnlessNone("_loss")
    if fitted == nil { fitted = try estimator.attributeUnlessNone("loss_") }
    guard let fitted else {
      guard let stated else { throw parameter.mismatch("a text") }
      return stated
    }
    guard let known = fitted.shortClassName.flatMap({ names[$0] }) else {
      throw fitted.refusal(
        .unsupportedObjective,
        "\(estimator.described) has the loss \(fitted.described), which is not known")
    }
    return stated.flatMap { present[$0] ?? $0 } == known ? stated ?? known : known
  }

  /// Today's names of those that were renamed, or stood for one by the number of classes.
  private static let present = [
    "auto": "log_loss", "binary_crossentropy": "log_loss", "categorical_crossentropy": "log_loss",
    "deviance": "log_loss", "least_squares": "squared_error", "ls": "squared_error",
    "lad": "absolute_error", "least_absolute_deviation": "absolute_error",
  ]

  /// The names of the losses' classes, the present ones and those of 0.24 to 1.3.
  private static let names = [
    "HalfBinomialLoss": "log_loss", "HalfMultinomialLoss": "log_loss", "ExponentialLoss": "exponential",
    "HalfSquaredError": "squared_error", "AbsoluteError": "absolute_error", "HuberLoss": "huber",
    "PinballLoss": "quantile", "HalfPoissonLoss": "poisson", "HalfGammaLoss": "gamma",
    "BinomialDeviance": "log_loss", "MultinomialDeviance": "log_loss", "LeastSquaresError": "squared_error",
    "LeastAbsoluteError": "absolute_error", "HuberLossFunction": "huber", "QuantileLossFunction": "quantile",
    "BinaryCrossEntropy": "log_loss", "CategoricalCrossEntropy": "log_loss", "LeastSquares": "squared_error",
    "LeastAbsoluteDeviation": "absolute_error", "Poisson": "poisson",
  ]
}
