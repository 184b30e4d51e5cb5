internal import ScoringKit

/// All values of a pickle, each once, in flat arrays: a value that a thousand others share is one entry, a cycle
/// is two numbers, and nothing here recurses, not even when it is freed.
struct PickleArena {
  static let none: PickleNode.Index = 0
  static let emptyTuple: PickleNode.Index = 3

  let bytes: [UInt8]
  let limits: PickleLimits
  let budget: ReadBudget
  private(set) var nodes: [PickleNode]
  /// The levels within each value, as far as known when its parts were put in.
  private var depths: [UInt16]
  private(set) var cells: [PickleNode.Index] = []
  private(set) var containers: [[PickleNode.Index]] = []
  private(set) var objects: [PickleObject] = []
  private(set) var globals: [PickleGlobal] = []
  private var containerCellCount = 0

  private init(bytes: [UInt8], limits: PickleLimits, budget: ReadBudget, nodes: [PickleNode]) {
    self.bytes = bytes
    self.limits = limits
    self.budget = budget
    self.nodes = nodes
    depths = [UInt16](repeating: 0, count: nodes.count)
  }

  /// An arena for a document, with the constants that every use shares: ``none``, the two truths, the empty tuple
  /// and the integers of one byte.
  init(bytes: [UInt8], limits: PickleLimits, budget: ReadBudget) {
    let constants: [PickleNode] = [.none, .boolean(false), .boolean(true), .tuple(PickleExtent(0..<0))]
    self.init(
      bytes: bytes, limits: limits, budget: budget, nodes: constants + (0...255).map { .integer($0) })
  }

  /// This arena, in whose place one is left that holds nothing.
  mutating func taken() -> PickleArena {
    exchange(&self, with: PickleArena(bytes: [], limits: limits, budget: budget, nodes: []))
  }

  static func boolean(_ value: Bool) -> PickleNode.Index { value ? 2 : 1 }
  static func smallInteger(_ value: UInt8) -> PickleNode.Index { 4 + PickleNode.Index(value) }

  func node(_ index: PickleNode.Index) -> PickleNode { nodes[Int(index)] }

  /// The children of a tuple, list, dictionary or set; none for any other value.
  func children(_ index: PickleNode.Index) -> ArraySlice<PickleNode.Index> {
    switch node(index) {
    case .tuple(let extent): cells[extent.range]
    case .list(let container), .dictionary(let container), .set(let container):
      containers[Int(container)][...]
    default: []
    }
  }

  /// Puts a value in.
  mutating func add(_ node: PickleNode, depth: UInt16 = 0) throws(ScoringError) -> PickleNode.Index {
    guard nodes.count < limits.valueCount else { throw Self.excess("values", limits.valueCount) }
    try budget.spend(memory: Self.nodeSize)
    nodes.append(node)
    depths.append(depth)
    return PickleNode.Index(truncatingIfNeeded: nodes.count - 1)
  }

  mutating func addTuple(_ items: ArraySlice<PickleNode.Index>) throws(ScoringError) -> PickleNode.Index {
    guard !items.isEmpty else { return Self.emptyTuple }
    let depth = try depth(around: items)
    try requireCells(items.count)
    let start = cells.count
    cells.append(contentsOf: items)
    return try add(.tuple(PickleExtent(start..<cells.count)), depth: depth)
  }

  /// Puts a container in; its place in ``containers`` goes to `node`.
  mutating func addContainer(
    _ items: ArraySlice<PickleNode.Index>, as node: (UInt32) -> PickleNode
  ) throws(ScoringError) -> PickleNode.Index {
    let depth = try depth(around: items)
    return try add(node(try newContainer(items)), depth: depth)
  }

  /// Puts values at the end of a container that is part of `owner`.
  mutating func append(
    _ items: ArraySlice<PickleNode.Index>, to container: UInt32, of owner: PickleNode.Index
  ) throws(ScoringError) {
    try deepen(owner, around: items)
    try requireCells(items.count)
    containerCellCount += items.count
    containers[Int(container)].append(contentsOf: items)
  }

  mutating func addGlobal(_ global: PickleGlobal) throws(ScoringError) -> PickleNode.Index {
    guard globals.count < limits.globalCount else { throw Self.excess("names", limits.globalCount) }
    // It is also looked at byte by byte, for what it asks to run.
    try budget.spend(work: global.name.utf8.count)
    try budget.spend(memory: Self.recordSize + global.name.utf8.count)
    globals.append(global)
    return try add(.global(UInt32(truncatingIfNeeded: globals.count - 1)))
  }

  mutating func addObject(_ object: PickleObject) throws(ScoringError) -> PickleNode.Index {
    guard objects.count < limits.objectCount else { throw Self.excess("objects", limits.objectCount) }
    try budget.spend(memory: Self.recordSize)
    let depth = try depth(around: [object.callable, object.arguments])
    objects.append(object)
    return try add(.object(UInt32(truncatingIfNeeded: objects.count - 1)), depth: depth)
  }

  /// Puts a container in that is no value by itself; its position.
  mutating func newContainer(_ items: ArraySlice<PickleNode.Index>) throws(ScoringError) -> UInt32 {
    guard containers.count < limits.containerCount else {
      throw Self.excess("containers", limits.containerCount)
    }
    try requireCells(items.count)
    try budget.spend(memory: Self.recordSize)
    containerCellCount += items.count
    containers.append(Array(items))
    return UInt32(truncatingIfNeeded: containers.count - 1)
  }

  /// Changes the object at that place, which belongs to `owner` and gets `parts`.
  mutating func change(
    _ object: UInt32, of owner: PickleNode.Index, adding parts: ArraySlice<PickleNode.Index>,
    _ change: (inout PickleObject) -> Void
  ) throws(ScoringError) {
    try deepen(owner, around: parts)
    change(&objects[Int(object)])
  }

  /// Lets one value stand for another from now on.
  mutating func replace(_ index: PickleNode.Index, by other: PickleNode.Index) {
    nodes[Int(index)] = nodes[Int(other)]
    depths[Int(index)] = depths[Int(other)]
  }

  private mutating func deepen(_ owner: PickleNode.Index, around items: ArraySlice<PickleNode.Index>)
    throws(ScoringError)
  {
    depths[Int(owner)] = max(depths[Int(owner)], try depth(around: items))
  }

  private func depth(around items: ArraySlice<PickleNode.Index>) throws(ScoringError) -> UInt16 {
    var depth: UInt16 = 0
    for item in items { depth = max(depth, depths[Int(item)]) }
    guard depth < limits.depth else {
      throw ScoringError(.malformedDocument, "values are nested deeper than \(limits.depth) levels")
    }
    return depth + 1
  }

  private func requireCells(_ count: Int) throws(ScoringError) {
    guard cells.count + containerCellCount + count <= limits.cellCount else {
      throw Self.excess("places in containers", limits.cellCount)
    }
    try budget.spend(elements: count, ofBytes: Self.cellSize)
  }

  // An array that grows has room for twice its elements.
  private static let nodeSize = 2 * (MemoryLayout<PickleNode>.stride + MemoryLayout<UInt16>.size)
  private static let cellSize = 2 * MemoryLayout<PickleNode.Index>.size
  private static let recordSize = 128

  private static func excess(_ what: String, _ limit: Int) -> ScoringError {
    ScoringError(.documentTooLarge, "the pickle has more than \(limit) \(what), which is the limit")
  }
}
