internal import ScoringKit

/// Text across the C boundary: UTF-8, null-terminated.
enum CText {
  /// A caller's text; refuses null and bytes that are not UTF-8.
  static func read(
    _ pointer: UnsafePointer<CChar>?, named name: StaticString
  ) throws(ScoringError) -> String {
    // Safety: `pointer` refuses null; the interface demands a null byte at the end, as every C string has.
    guard let text = unsafe String(validatingCString: try Argument.pointer(pointer, named: name)) else {
      throw ScoringError(.invalidArgument, "\(name) is not UTF-8")
    }
    return text
  }

  /// A caller's text, or nil for null; refuses bytes that are not UTF-8.
  static func readIfGiven(
    _ pointer: UnsafePointer<CChar>?, named name: StaticString
  ) throws(ScoringError) -> String? {
    guard let pointer = unsafe pointer else { return nil }
    // Safety: `read` checks the pointer; that it ends with a null byte is the caller's word.
    return try unsafe read(pointer, named: name)
  }

  /// Writes a text and its null byte; one that does not fit is cut at a whole character.
  static func writePrefix(of text: String, into buffer: UnsafeMutableRawBufferPointer) {
    guard buffer.count > 0 else { return }
    let bytes = text.utf8
    var end = bytes.index(bytes.startIndex, offsetBy: buffer.count - 1, limitedBy: bytes.endIndex)
    while let cut = end, cut < bytes.endIndex, UTF8.isContinuation(bytes[cut]) {
      end = bytes.index(before: cut)
    }
    let kept = bytes[..<(end ?? bytes.endIndex)]
    // Safety: `kept` has at most count − 1 bytes, the null byte comes after them.
    unsafe buffer.copyBytes(from: kept)
    unsafe buffer[kept.count] = 0
  }

  /// Answers a question for a text: its length always, the text if a buffer was given.
  ///
  /// - Throws: ``ScoringError/Code/bufferTooSmall`` if it does not fit; the buffer is then an empty string.
  static func answer(
    _ text: String, buffer: UnsafeMutablePointer<CChar>?, capacity: Int, length: UnsafeMutablePointer<Int>?
  ) throws(ScoringError) {
    let count = text.utf8.count
    if let length = unsafe length {
      // Safety: not null, and aligned by the check.
      try unsafe Argument.pointer(length, named: "length").pointee = count
    }
    if unsafe buffer == nil && capacity == 0 { return }
    let buffer = unsafe UnsafeMutableRawBufferPointer(
      try Argument.buffer(buffer, count: Int64(capacity), named: "buffer"))
    guard count < buffer.count else {
      unsafe writePrefix(of: "", into: buffer)
      throw ScoringError(.bufferTooSmall, "the text takes \(count + 1) bytes, the buffer has \(buffer.count)")
    }
    unsafe writePrefix(of: text, into: buffer)
  }
}

extension StaticString {
  /// The literal as a C string that is never freed.
  var cString: UnsafePointer<CChar> {
    // Safety: a literal's memory is static, ends with a null byte, and a byte may be read as a char.
    unsafe UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
  }
}
