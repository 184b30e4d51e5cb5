internal import ScoringKit

/// What every pointer, count and struct from C passes before it is used.
enum Argument {
  /// Refuses a null or misaligned pointer.
  static func pointer<Pointee>(
    _ pointer: UnsafePointer<Pointee>?, named name: StaticString
  ) throws(ScoringError) -> UnsafePointer<Pointee> {
    // Safety: only the address is looked at.
    guard let pointer = unsafe pointer else { throw ScoringError(.nullPointer, "\(name) must not be null") }
    guard UInt(bitPattern: pointer) % UInt(MemoryLayout<Pointee>.alignment) == 0 else {
      throw ScoringError(
        .invalidArgument, "\(name) must lie on a multiple of \(MemoryLayout<Pointee>.alignment) bytes")
    }
    return unsafe pointer
  }

  /// Refuses a null or misaligned pointer.
  static func pointer<Pointee>(
    _ pointer: UnsafeMutablePointer<Pointee>?, named name: StaticString
  ) throws(ScoringError) -> UnsafeMutablePointer<Pointee> {
    // Safety: the caller's pointer was mutable before.
    unsafe UnsafeMutablePointer(mutating: try Self.pointer(UnsafePointer(pointer), named: name))
  }

  /// Refuses a negative or impossible count, and a null pointer to anything but nothing.
  static func buffer<Element>(
    _ start: UnsafePointer<Element>?, count: Int64, named name: StaticString
  ) throws(ScoringError) -> UnsafeBufferPointer<Element> {
    guard count >= 0 else {
      throw ScoringError(.invalidArgument, "the count of \(name) must not be negative")
    }
    let (size, isTooLarge) = Int(clamping: count).multipliedReportingOverflow(
      by: MemoryLayout<Element>.stride)
    let (_, wrapsAround) = UInt(bitPattern: start).addingReportingOverflow(UInt(bitPattern: size))
    // No processor gives a process more than 56 bits of address space.
    guard !isTooLarge, !wrapsAround, size >> 56 == 0 else {
      throw ScoringError(.sizeOverflow, "\(count) numbers of \(name) do not fit the address space")
    }
    // Safety: without elements nothing is read. Otherwise `pointer` refuses null and what is not aligned, the count
    // fits the address space; that the memory is there is the caller's word.
    guard unsafe start != nil || count > 0 else { return unsafe UnsafeBufferPointer(start: nil, count: 0) }
    return unsafe UnsafeBufferPointer(start: try pointer(start, named: name), count: Int(count))
  }

  /// Refuses a negative or impossible count, and a null pointer to anything but nothing.
  static func buffer<Element>(
    _ start: UnsafeMutablePointer<Element>?, count: Int64, named name: StaticString
  ) throws(ScoringError) -> UnsafeMutableBufferPointer<Element> {
    // Safety: the caller's pointer was mutable before.
    unsafe UnsafeMutableBufferPointer(mutating: try buffer(UnsafePointer(start), count: count, named: name))
  }
}

extension Argument {
  /// A caller's struct, once its first field says that it is the one this library knows.
  static func structure<Pointee>(
    _ pointer: UnsafeMutablePointer<Pointee>?, named name: StaticString
  ) throws(ScoringError) -> UnsafeMutablePointer<Pointee> {
    // Safety: `pointer` refuses null and what is not aligned; every struct of the interface starts with struct_size,
    // so four bytes are there.
    let pointer = try unsafe self.pointer(pointer, named: name)
    let size = unsafe UnsafeRawPointer(pointer).load(as: UInt32.self)
    guard Int(size) == MemoryLayout<Pointee>.size else {
      throw ScoringError(
        .unknownStructSize,
        "struct_size of \(name) is \(size), this library knows \(MemoryLayout<Pointee>.size)")
    }
    return unsafe pointer
  }

  /// A copy of a caller's option struct; nil where the caller passed null for the defaults.
  static func options<Pointee>(_ pointer: UnsafePointer<Pointee>?) throws(ScoringError) -> Pointee? {
    // Safety: `structure` finds it aligned and of the size this library knows; it is only read.
    guard let pointer = unsafe pointer else { return nil }
    return try unsafe structure(UnsafeMutablePointer(mutating: pointer), named: "options").pointee
  }

  /// A copy of a caller's option struct that has grown since its first version; nil where the caller passed null.
  ///
  /// A caller built against an older header passes less, and what it lacks is as in `defaults`.
  ///
  /// - Parameter earlierSizes: The bytes of each earlier version.
  static func options<Pointee: BitwiseCopyable>(
    _ pointer: UnsafePointer<Pointee>?, earlierSizes: [Int], defaults: Pointee
  ) throws(ScoringError) -> Pointee? {
    // Safety: `pointer` refuses what is not aligned; every struct of the interface starts with struct_size, so four
    // bytes are there.
    guard let pointer = unsafe pointer else { return nil }
    let start = try unsafe UnsafeRawPointer(self.pointer(pointer, named: "options"))
    let size = unsafe start.load(as: UInt32.self)
    let sizes = earlierSizes + [MemoryLayout<Pointee>.size]
    guard sizes.contains(Int(size)) else {
      throw ScoringError(
        .unknownStructSize,
        "struct_size of options is \(size), this library knows "
          + sizes.map(\.description).joined(separator: ", "))
    }
    var options = defaults
    // Safety: the caller has as many bytes as it says, and no more of them are copied than the struct has.
    unsafe withUnsafeMutableBytes(of: &options) { target in
      unsafe target.copyMemory(from: UnsafeRawBufferPointer(start: start, count: Int(size)))
    }
    return options
  }

  /// Refuses flags beyond the known ones.
  static func requireKnown(flags: UInt32, among known: UInt32) throws(ScoringError) {
    guard flags & ~known == 0 else {
      throw ScoringError(
        .unknownOption, "flags has bits this library does not know: 0x\(String(flags & ~known, radix: 16))")
    }
  }

  /// An index into something of `count` elements.
  static func index(_ index: Int64, below count: Int, named name: StaticString) throws(ScoringError) -> Int {
    guard index >= 0, index < count else {
      throw ScoringError(.invalidArgument, "\(name) is \(index), there are \(count) (from 0)")
    }
    return Int(index)
  }
}
