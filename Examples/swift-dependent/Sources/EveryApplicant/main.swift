// Decides for every applicant of a JSON-lines file, one JSON line each:
//     swift run -c release EveryApplicant ../german-credit/bundle.json < ../german-credit/applicants.jsonl
import Foundation
import ScoringKit
import ScoringKitFormats

/// A member of an application.
enum Value: Decodable {
  case number(Double)
  case text(String)
  case missing

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .missing
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else {
      self = .number(try container.decode(Double.self))
    }
  }
}

/// What is answered to an application; the members are those of ../loan-origination-c.
struct Answer: Encodable {
  struct Reason: Encodable {
    let feature: String
    let contribution: Double
  }

  let id: String
  let decision: String
  let probability: Double
  let margin: Double
  let reasons: [Reason]
}

/// Why an application was not decided.
struct Unreadable: Error {
  let feature: String
}

/// The model's row: every feature must be stated, if only as null.
func row(of application: [String: Value], schema: FeatureSchema) throws -> [Double] {
  try schema.features.enumerated().map { index, feature in
    switch (feature.kind, application[feature.name]) {
    case (_, .missing): .nan
    case (.numeric, .number(let number)): number
    case (.categorical, .text(let text)): try schema.code(of: .text(text), feature: index)
    default: throw Unreadable(feature: feature.name)
    }
  }
}

func answer(_ application: [String: Value], model: ScoringModel) throws -> Answer {
  guard case .text(let id) = application["id"] else { throw Unreadable(feature: "id") }
  let numbers = try row(of: application, schema: model.schema)
  let decision = try model.decide(numbers.span)
  return Answer(
    id: id, decision: decision.isRefused ? "refuse" : "accept", probability: decision.probability,
    margin: decision.margin,
    reasons: decision.reasons.map {
      Answer.Reason(feature: model.schema.features[$0.feature].name, contribution: $0.contribution)
    })
}

do {
  let model = try ModelDocument(path: CommandLine.arguments.last ?? "").model
  let (decoder, encoder) = (JSONDecoder(), JSONEncoder())
  while let line = readLine() {
    let application = try decoder.decode([String: Value].self, from: Data(line.utf8))
    print(String(decoding: try encoder.encode(try answer(application, model: model)), as: UTF8.self))
  }
} catch {
  FileHandle.standardError.write(Data("EveryApplicant: \(error)\n".utf8))
  exit(1)
}
