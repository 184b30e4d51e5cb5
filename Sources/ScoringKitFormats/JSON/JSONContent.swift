/// A document to be written; keys keep their order.
package enum JSONContent {
  case null
  case boolean(Bool)
  case integer(Int)
  /// Must be finite.
  case number(Double)
  case text(String)
  case array([JSONContent])
  case object(KeyValuePairs<String, JSONContent>)
  /// An object's member that is left out; stands nowhere else.
  case absent
}
