import Foundation

/// An array file of NumPy's format 1.0, as the fixtures are: little endian, rows one after the other.
struct NumPyArray<Element> {
  let rowCount: Int
  let columnCount: Int
  let elements: [Element]

  func row(_ index: Int) -> ArraySlice<Element> {
    elements[index * columnCount..<(index + 1) * columnCount]
  }

  private init(path: String, type: String, width: Int, element: ([UInt8]) -> Element) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    guard bytes.count > 10, bytes.prefix(8) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0] else {
      throw CocoaError(.fileReadCorruptFile)
    }
    let start = 10 + Int(bytes[8]) + Int(bytes[9]) << 8
    let header = String(decoding: bytes[10..<start], as: UTF8.self)
    guard header.contains("'descr': '\(type)'"), header.contains("'fortran_order': False"),
      let open = header.firstIndex(of: "("), let close = header.firstIndex(of: ")")
    else { throw CocoaError(.fileReadCorruptFile) }
    let shape = header[open..<close].dropFirst().split(separator: ",").compactMap {
      Int($0.trimmingCharacters(in: .whitespaces))
    }
    guard shape.count == 2, bytes.count - start == shape[0] * shape[1] * width else {
      throw CocoaError(.fileReadCorruptFile)
    }
    (rowCount, columnCount) = (shape[0], shape[1])
    elements = stride(from: start, to: bytes.count, by: width).map { element(Array(bytes[$0..<$0 + width])) }
  }
}

extension NumPyArray<Double> {
  init(path: String) throws {
    try self.init(path: path, type: "<f8", width: 8) { bytes in
      Double(bitPattern: bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) })
    }
  }
}

extension NumPyArray<Int32> {
  init(path: String) throws {
    try self.init(path: path, type: "<i4", width: 4) { bytes in
      Int32(bitPattern: bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) })
    }
  }
}
