import Foundation

/// Models and rows of third parties that developers have beside the checkout; what tests them is off where they are
/// not.
package enum Fixtures {
  package static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/fixtures").standardized.path
}
