import ScoringKit
import ScoringKitTestSupport
import Testing

@Suite struct StandardScalerTests {
  @Test func `mean and scale are optional, but one of them there must be`() throws {
    #expect(try StandardScaler(mean: [1], scale: [2]).transformed([6]) == [2.5])
    #expect(try StandardScaler(mean: [1], scale: nil).transformed([6]) == [5])
    #expect(try StandardScaler(mean: nil, scale: [2]).transformed([6]) == [3])
    #expect(refusal { try StandardScaler(mean: nil, scale: nil) } == .inconsistentDocument)
    #expect(refusal { try StandardScaler(mean: [], scale: []) } == .inconsistentDocument)
  }

  @Test func `dense rows are divided, sparse rows multiplied by the reciprocal`() throws {
    // scikit-learn 1.9.1: StandardScaler(with_mean=False), scale_ 3, of [[5]] and of csr_matrix([[5]]).
    #expect(try StandardScaler(mean: nil, scale: [3]).transformed([5]) == [1.6666666666666667])
    #expect(
      try StandardScaler(mean: nil, scale: [3], multipliesByReciprocal: true).transformed([5])
        == [1.6666666666666665])
  }

  @Test func `a zero of a sparse row stays 0, whatever the scale`() throws {
    let scaler = try StandardScaler(
      mean: nil, scale: [.nan, .leastNonzeroMagnitude], multipliesByReciprocal: true)
    #expect(try bits(scaler.transformed([0, 0, -0.0, -0.0, 1, 1])) == bits([0, 0, 0, 0, .nan, .infinity]))
  }

  @Test func `NaN passes, and a column without training values becomes NaN`() throws {
    let scaler = try StandardScaler(mean: [1, .nan], scale: [2, .nan])
    #expect(try scaler.transformed([.nan, 3, .infinity, 3]).bits == bits([.nan, .nan, .infinity, .nan]))
  }

  @Test func `attributes that do not fit are refused`() {
    #expect(refusal { try StandardScaler(mean: [1], scale: [1, 2]) } == .inconsistentDocument)
    #expect(refusal { try StandardScaler(mean: [1, 2], scale: [1]) } == .inconsistentDocument)
    #expect(
      refusal { try StandardScaler(mean: [1], scale: [1], multipliesByReciprocal: true) }
        == .inconsistentDocument)
    for (mean, scale) in [(0.0, 0.0), (0, -0.0), (0, .infinity), (-.infinity, 1)] {
      #expect(refusal { try StandardScaler(mean: [0, mean], scale: [1, scale]) } == .numberOutOfRange)
    }
  }
}
