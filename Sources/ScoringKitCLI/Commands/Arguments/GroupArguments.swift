internal import ArgumentParser
internal import ScoringKit

/// Groups of features as the command line has them.
struct GroupArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Features to be explained as one: name=feature,feature or a CSV file with the columns group and feature, "
        + "a line a feature. May be repeated.", valueName: "groups"))
  var groups: [String] = []

  /// The groups, bound to a model's columns.
  ///
  /// - Throws: ``ScoringError/Code/columnMismatch`` for a feature the model does not have,
  ///   ``ScoringError/Code/invalidArgument`` for a group without a name or with a feature twice, and what reading a
  ///   file throws.
  func bound(to schema: FeatureSchema, _ format: TableFormat) throws(ScoringError) -> [FeatureGroup] {
    var names: [String] = []
    var members: [String: [Int]] = [:]
    for argument in groups {
      for (group, feature) in try Self.pairs(argument, format) {
        guard !group.isEmpty else {
          throw ScoringError(.invalidArgument, "a group of --groups has no name")
        }
        if members[group] == nil { names.append(group) }
        members[group, default: []].append(try schema.index(ofFeature: feature))
      }
    }
    var bound: [FeatureGroup] = []
    for name in names { bound.append(try FeatureGroup(name: name, features: members[name] ?? [])) }
    return bound
  }

  /// Each feature with its group's name.
  private static func pairs(
    _ argument: String, _ format: TableFormat
  ) throws(ScoringError) -> [(group: String, feature: String)] {
    guard let sign = argument.firstIndex(of: "=") else { return try pairs(inFile: argument, format) }
    let name = String(argument[..<sign])
    return argument[argument.index(after: sign)...].split(separator: ",", omittingEmptySubsequences: false)
      .map { (name, String($0)) }
  }

  private static func pairs(
    inFile path: String, _ format: TableFormat
  ) throws(ScoringError) -> [(group: String, feature: String)] {
    var (reader, _) = try format.open(path)
    do throws(ScoringError) {
      var record = CSVRecord()
      guard try reader.next(into: &record) else {
        throw ScoringError(.emptyDocument, "the file of groups is empty; expected the header group,feature")
      }
      let header = try TableHeader(record)
      let columns = (try header.column(named: "group"), try header.column(named: "feature"))
      let width = record.count
      var pairs: [(group: String, feature: String)] = []
      while try reader.next(into: &record) {
        guard record.count == width, let group = record.text(columns.0), let feature = record.text(columns.1)
        else {
          throw ScoringError(
            .malformedDocument, "expected \(width) columns of UTF-8 text", at: record.place.location)
        }
        pairs.append((group, feature))
      }
      return pairs
    } catch {
      throw error.inFile(path)
    }
  }
}
