import FoundationXML

import Foundation

/// What an XML document holds, if it is well-formed: every element's name, attributes and text.
final class XMLOutline: NSObject, XMLParserDelegate {
  private(set) var elements: [String] = []
  private(set) var attributes: [(name: String, value: String)] = []
  private(set) var text = ""

  init?(_ document: String) {
    super.init()
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
    attributes attributeDict: [String: String]
  ) {
    elements.append(element)
    attributes += attributeDict.map { ($0.key, $0.value) }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
