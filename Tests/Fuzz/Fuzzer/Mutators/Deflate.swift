import CFuzz

/// zlib and gzip for the mutations inside compressed documents.
enum Deflate {
  /// What a compressed document holds; nil for one that is not compressed, or too large.
  static func expanded(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
    guard bytes.count > 2, bytes[0] == 0x1F || bytes[0] == 0x78 else { return nil }
    var answer = [UInt8](repeating: 0, count: limit)
    // Safety: the function is told both sizes.
    let count = unsafe fuzz_inflate(bytes, bytes.count, &answer, answer.count)
    return count > 0 ? Array(answer.prefix(count)) : nil
  }

  /// The bytes compressed.
  static func compressed(_ bytes: [UInt8], asGzip: Bool) -> [UInt8] {
    var answer = [UInt8](repeating: 0, count: bytes.count + 1024)
    // Safety: the function is told both sizes.
    let count = unsafe fuzz_deflate(bytes, bytes.count, asGzip ? 1 : 0, &answer, answer.count)
    return Array(answer.prefix(count))
  }
}
