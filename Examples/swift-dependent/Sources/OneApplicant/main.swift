// Decides for one applicant:  swift run -c release OneApplicant ../german-credit/bundle.json
import Foundation
import ScoringKit
import ScoringKitFormats

// Row 543 of the German Credit data, one the model has never seen.
let numbers: [String: Double] = [
  "duration_in_month": 30, "credit_amount": 6350, "installment_rate_in_percentage_of_disposable_income": 4,
  "present_residence_since": 4, "number_of_existing_credits_at_this_bank": 1,
  "number_of_people_being_liable_to_provide_maintenance_for": 1,
]
let texts = [
  "status_of_existing_checking_account": "... < 0 DM", "purpose": "furniture/equipment",
  "credit_history": "existing credits paid back duly till now", "other_debtors_or_guarantors": "none",
  "savings_account_and_bonds": "unknown/ no savings account", "present_employment_since": "... >= 7 years",
  "property": "building society savings agreement/ life insurance", "other_installment_plans": "none",
  "housing": "own", "job": "skilled employee / official", "telephone": "none",
]

do {
  let model = try ModelDocument(path: CommandLine.arguments.last ?? "").model
  // What is not stated stays missing; a name or category the model does not know is refused.
  var row = [Double](repeating: .nan, count: model.schema.features.count)
  for (name, number) in numbers { row[try model.schema.index(ofFeature: name)] = number }
  for (name, text) in texts {
    let feature = try model.schema.index(ofFeature: name)
    row[feature] = try model.schema.code(of: .text(text), feature: feature)
  }
  let decision = try model.decide(row.span)
  print(decision.isRefused ? "refuse" : "accept", "at a probability of default of", decision.probability)
  for reason in decision.reasons {
    print("  against:", model.schema.features[reason.feature].name, reason.contribution)
  }
} catch {
  FileHandle.standardError.write(Data("OneApplicant: \(error)\n".utf8))
  exit(1)
}
