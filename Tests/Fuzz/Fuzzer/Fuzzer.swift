import CFuzz
import ScoringKitTestSupport

/// The target that the environment names; run.sh sets it.
private let target = FuzzTarget.chosen

/// libFuzzer's entry: whatever the bytes, a refusal or an answer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  // Safety: libFuzzer hands `count` readable bytes that outlive the call; a null pointer comes with none.
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
  target.run(bytes)
  return 0
}

/// libFuzzer's door for mutations that know a format: every other one is libFuzzer's own.
@_cdecl("LLVMFuzzerCustomMutator")
public func fuzzMutate(
  _ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ maximum: Int, _ seed: UInt32
) -> Int {
  var random = SplitMix64(seed: UInt64(seed))
  if let mutator = target.mutator, random.happens(onceIn: 2) {
    // Safety: libFuzzer hands `count` readable bytes in a buffer of `maximum`.
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let mutated = mutator.mutated(bytes, maximum: maximum, &random)
    if !mutated.isEmpty, mutated.count <= maximum, mutated != bytes {
      for (place, byte) in mutated.enumerated() { unsafe start[place] = byte }
      return mutated.count
    }
  }
  // Safety: the same buffer.
  return unsafe LLVMFuzzerMutate(start, count, maximum)
}
