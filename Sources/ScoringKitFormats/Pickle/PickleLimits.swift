/// How much of each kind a pickle may hold, whatever its ``ReadBudget``.
///
/// The defaults lie well above what a trainer writes (a forest of 10 000 trees takes two million instructions, 300 000
/// values, 70 000 objects and 60 000 containers; its numbers are arrays, one value each) and keep a hostile file of
/// any size to a tenth of a second and a few dozen megabytes beside its own bytes.
struct PickleLimits {
  /// The pickle's bytes, after decompression. Positions are held in 32 bits.
  var byteCount = ReadLimits.defaultMaximumBytes
  /// Instructions performed: what else a file can make the machine do without end.
  var instructionCount = 3_000_000
  /// All values together, shared ones counted once.
  var valueCount = 1_000_000
  /// Lists, dictionaries and sets together.
  var containerCount = 200_000
  /// Objects and calls together.
  var objectCount = 200_000
  /// All places inside tuples, lists, dictionaries and sets.
  var cellCount = 2_000_000
  /// Names of classes and functions.
  var globalCount = 65_536
  /// Values on the machine's stack at one time.
  var stackCount = 500_000
  /// Open marks. Each is a level of nesting, and Python's own writer stops at a thousand of those.
  var markCount = 4096
  /// Values within values, and steps from the root to a value.
  var depth = 1000
  /// Estimators within estimators, and the like: each is a level of the readers' own stack.
  var readerDepth = 32
}
