import Testing

@testable import Templates

@Suite struct RequestTemplateTests {
}
