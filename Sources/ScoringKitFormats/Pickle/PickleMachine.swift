internal import ScoringKit

/// The pickle machine as a reader of data: it builds values and *names* of classes, and calls nothing.
///
/// A pickle is a program for a stack machine whose instructions import and call; here an import becomes a name,
/// a call an object that holds the name and the arguments. What the names mean is for others to say.
///
/// Guarantees, for any bytes: linear time, no recursion, work and memory within the ``ReadBudget``.
///
/// Source: `Lib/pickle.py` and `Lib/pickletools.py` of CPython 3.14.
struct PickleMachine {
  let bytes: [UInt8]
  let limits: PickleLimits
  var position = 0
  /// Where the instruction at work begins.
  private(set) var opcodePosition = 0
  var arena: PickleArena
  private var stack: [PickleNode.Index] = []
  /// The height of the stack at each open mark; values below the last are out of reach.
  private var marks: [Int] = []
  private var memo = PickleMemo()
  /// Whether this is the pickle that joblib puts in the stream for an array of objects.
  private var isNested = false
  private var instructionCount = 0

  private let budget: ReadBudget

  private init(_ bytes: [UInt8], limits: PickleLimits, budget: ReadBudget) {
    self.bytes = bytes
    self.limits = limits
    self.budget = budget
    arena = PickleArena(bytes: bytes, limits: limits, budget: budget)
  }

  /// Reads a document that is exactly one pickle.
  ///
  /// - Throws: ``ScoringError/Code/documentTooLarge``, ``ScoringError/Code/malformedDocument``,
  ///   ``ScoringError/Code/truncatedDocument``, ``ScoringError/Code/numberOutOfRange``,
  ///   ``ScoringError/Code/unsupportedVersion``, ``ScoringError/Code/unsupportedFeature``, with the byte.
  static func read(
    _ bytes: [UInt8], limits: PickleLimits, budget: ReadBudget
  ) throws(ScoringError) -> PickleDocument {
    guard bytes.count <= min(limits.byteCount, Int(UInt32.max)) else {
      throw ScoringError(
        .documentTooLarge,
        "the pickle has \(bytes.count) bytes, the limit is \(limits.byteCount); \(ReadLimits.advice)")
    }
    var machine = PickleMachine(bytes, limits: limits, budget: budget)
    let root = try machine.run()
    guard machine.position == bytes.count else {
      throw ScoringError(
        .malformedDocument, "expected the end of the document after the pickle's last instruction",
        at: .byte(machine.position))
    }
    return PickleDocument(machine.arena, root: root)
  }

  /// Runs to the STOP instruction; the value it leaves.
  private mutating func run() throws(ScoringError) -> PickleNode.Index {
    while true {
      opcodePosition = position
      let byte = try takeByte()
      guard let opcode = PickleOpcode(rawValue: byte) else {
        throw refusal(.malformedDocument, "\(byte) is no instruction of a pickle")
      }
      if opcode == .stop { return try takeResult() }
      guard instructionCount < limits.instructionCount else {
        throw refusal(
          .documentTooLarge,
          "the pickle has more than \(limits.instructionCount) instructions, which is the limit; a model's numbers "
            + "belong in NumPy arrays")
      }
      instructionCount += 1
      try budget.spend(work: 1)
      do {
        try perform(opcode)
      } catch {
        // The arena knows no places.
        throw error.location == .none ? refusal(error.code, error.message) : error
      }
    }
  }

  private mutating func takeResult() throws(ScoringError) -> PickleNode.Index {
    guard marks.isEmpty, stack.count == 1, let result = stack.popLast() else {
      throw refusal(.malformedDocument, "the pickle must end with one value, found \(stack.count)")
    }
    return result
  }

  /// Runs the pickle that begins here, with a stack and memo of its own; the value it leaves.
  mutating func runNested() throws(ScoringError) -> PickleNode.Index {
    // Only joblib nests, and only once: its inner pickle is an ordinary one.
    let outer = (stack, marks, memo, opcodePosition)
    (stack, marks, memo, isNested) = ([], [], PickleMemo(), true)
    let result = try run()
    (stack, marks, memo, opcodePosition) = outer
    isNested = false
    return result
  }

  /// Whether joblib's stand-ins for arrays are known here.
  var knowsJoblib: Bool { !isNested }

  /// A refusal at the instruction at work.
  func refusal(_ code: ScoringError.Code, _ message: String) -> ScoringError {
    ScoringError(code, message, at: .byte(opcodePosition))
  }
}

// MARK: - The stack

extension PickleMachine {
  mutating func push(_ value: PickleNode.Index) throws(ScoringError) {
    guard stack.count < limits.stackCount else {
      throw refusal(.documentTooLarge, "the pickle's stack has more than \(limits.stackCount) values")
    }
    stack.append(value)
  }

  mutating func push(_ node: PickleNode) throws(ScoringError) {
    try push(try arena.add(node))
  }

  mutating func pop() throws(ScoringError) -> PickleNode.Index {
    guard stack.count > floor, let value = stack.popLast() else { throw underflow }
    return value
  }

  func top() throws(ScoringError) -> PickleNode.Index {
    guard stack.count > floor, let value = stack.last else { throw underflow }
    return value
  }

  /// Makes a tuple of the last values on the stack, in their place.
  mutating func makeTuple(of count: Int) throws(ScoringError) {
    guard stack.count - floor >= count else { throw underflow }
    let tuple = try arena.addTuple(stack.suffix(count))
    stack.removeLast(count)
    try push(tuple)
  }

  /// Puts the last value on the stack at the end of the list below it.
  mutating func appendLast() throws(ScoringError) {
    guard stack.count - floor >= 2 else { throw underflow }
    let target = stack[stack.count - 2]
    try append(stack.suffix(1), to: target)
    stack.removeLast()
  }

  /// Takes the last values off the stack, the lowest first.
  mutating func pop(_ count: Int) throws(ScoringError) -> [PickleNode.Index] {
    guard stack.count - floor >= count else { throw underflow }
    let values = Array(stack.suffix(count))
    stack.removeLast(count)
    return values
  }

  mutating func pushMark() throws(ScoringError) {
    guard marks.count < limits.markCount else {
      throw refusal(.malformedDocument, "marks are nested deeper than \(limits.markCount) levels")
    }
    marks.append(stack.count)
  }

  /// Takes all values above the last mark, and the mark.
  mutating func popToMark() throws(ScoringError) -> [PickleNode.Index] {
    guard let mark = marks.popLast() else {
      throw refusal(.malformedDocument, "the instruction needs a mark, and none is open")
    }
    let values = Array(stack[mark...])
    stack.removeSubrange(mark...)
    return values
  }

  /// POP takes a mark off as well, when it is on top.
  mutating func popValueOrMark() throws(ScoringError) {
    if let mark = marks.last, mark == stack.count {
      marks.removeLast()
    } else {
      _ = try pop()
    }
  }

  private var floor: Int { marks.last ?? 0 }

  private var underflow: ScoringError {
    refusal(.malformedDocument, "the instruction needs more values than are on the stack")
  }
}

// MARK: - The memo

extension PickleMachine {
  mutating func memoize() throws(ScoringError) {
    try memo(put: UInt64(memo.count))
  }

  mutating func memo(put index: UInt64) throws(ScoringError) {
    // A writer counts up, one at most for each instruction; pickletools may have taken out those without use.
    guard index <= UInt64(2 * instructionCount) else {
      throw refusal(
        .malformedDocument, "the memo's index \(index) is beyond the number of instructions so far")
    }
    guard stack.count > floor else { throw underflow }
    // A nested pickle's memo starts anew, and may start far up.
    try budget.spend(
      elements: memo.growth(toHold: Int(index)), ofBytes: 2 * MemoryLayout<PickleNode.Index>.size)
    memo.put(stack[stack.count - 1], at: Int(index))
  }

  mutating func memo(get index: UInt64) throws(ScoringError) {
    guard let value = memo.value(at: index) else {
      throw refusal(.malformedDocument, "the memo has nothing at \(index)")
    }
    try push(value)
  }
}
