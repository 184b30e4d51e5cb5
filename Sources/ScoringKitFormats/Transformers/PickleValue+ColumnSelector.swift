internal import ScoringKit

/// The columns that a ColumnTransformer was fitted on, by name and by number.
struct ColumnPlaces {
  let places: [String: Int]
  let count: Int

  init(_ names: [String]) {
    places = Dictionary(zip(names, names.indices)) { (first, _) in first }
    count = names.count
  }
}

extension PickleValue {
  /// The columns that a selector means: names, numbers (negative ones from the end), truths or a slice.
  func columnPlaces(among names: ColumnPlaces) throws(ScoringError) -> [Int] {
    switch kind {
    case .text, .integer: return [try columnPlace(among: names)]
    case .object where className == "builtins.slice": return try slice(names)
    // pandas' Index; scikit-learn says which columns it means from 1.0 on.
    case .object where className == "pandas.core.indexes.base._new_Index":
      let arguments = try arguments()
      guard arguments.count == 2, let data = try arguments[1].memberIfPresent("data") else {
        throw refusal(
          .unsupportedFeature, "columns are chosen by an Index of pandas that is no list of names")
      }
      return try document.nested(work: 1) { () throws(ScoringError) in try data.columnPlaces(among: names) }
    case .array:
      let array = try array()
      if array.dtype.kind == .boolean { return try chosen(array.booleans(), names) }
      if array.dtype.kind == .text {
        return try array.strings().map { name throws(ScoringError) in try place(named: name, names) }
      }
      if array.dtype.kind == .object { return try places(array.values(), names) }
      return try array.integers().map { number throws(ScoringError) in try place(number, names) }
    default:
      // scikit-learn 1.5 to 1.6 wrapped the remaining columns in a list of its own.
      let elements = try attributeOrSelf("data").elements()
      if elements.first?.kind == .boolean {
        var flags: [Bool] = []
        for element in elements { flags.append(try element.boolean()) }
        return try chosen(flags, names)
      }
      return try places(elements, names)
    }
  }

  private func attributeOrSelf(_ name: String) throws(ScoringError) -> PickleValue {
    kind == .object ? try attribute(name) : self
  }

  private func places(_ values: [PickleValue], _ names: ColumnPlaces) throws(ScoringError) -> [Int] {
    var places: [Int] = []
    for value in values { places.append(try value.columnPlace(among: names)) }
    return places
  }

  private func columnPlace(among names: ColumnPlaces) throws(ScoringError) -> Int {
    kind == .text ? try place(named: string(), names) : try place(integer(), names)
  }

  private func place(named name: String, _ names: ColumnPlaces) throws(ScoringError) -> Int {
    guard let place = names.places[name] else {
      throw refusal(
        .inconsistentDocument, "the column \(DocumentPath.quoted(key: name)) is none of those fitted on")
    }
    return place
  }

  private func place(_ number: Int, _ names: ColumnPlaces) throws(ScoringError) -> Int {
    let place = number < 0 ? number &+ names.count : number
    guard (0..<names.count).contains(place) else {
      throw refusal(.inconsistentDocument, "column \(number) is none of the \(names.count)")
    }
    return place
  }

  private func chosen(_ flags: [Bool], _ names: ColumnPlaces) throws(ScoringError) -> [Int] {
    guard flags.count == names.count else {
      throw refusal(.inconsistentDocument, "\(flags.count) truths choose among \(names.count) columns")
    }
    return flags.indices.filter { flags[$0] }
  }

  /// `slice(start, stop, step)` over numbers; by names, the end belongs to it.
  private func slice(_ names: ColumnPlaces) throws(ScoringError) -> [Int] {
    let bounds = try arguments()
    guard bounds.count == 3, bounds[2].isNone else {
      throw refusal(.unsupportedFeature, "a slice of columns with steps is not supported")
    }
    var start = 0
    var end = names.count
    if !bounds[0].isNone { start = try bound(bounds[0], names, isEnd: false) }
    if !bounds[1].isNone { end = try bound(bounds[1], names, isEnd: true) }
    try PickledColumns.pay(for: names.count, in: document)
    return Array(min(start, end)..<end)
  }

  private func bound(_ value: PickleValue, _ names: ColumnPlaces, isEnd: Bool) throws(ScoringError) -> Int {
    if value.kind == .text { return try place(named: value.string(), names) + (isEnd ? 1 : 0) }
    let number = try value.integer()
    return min(max(number < 0 ? number &+ names.count : number, 0), names.count)
  }
}
