import Testing
import WireJSON

@Suite struct JSONObjectTests {
    @Test(arguments: [3, 16, 17, 18, 40]) func `keeps order, last value, first place, at every size`(count: Int) {
        var object = JSONObject()
        for number in 0..<count { object["k\(number)"] = .number(number) }
        object["k1"] = "new"
        #expect(object.count == count)
        #expect(object.keys.elementsEqual((0..<count).map { "k\($0)" as JSONString }))
        #expect(object["k1"] == "new")
        #expect(object["none"] == nil)
        object["k0"] = nil
        #expect(object.count == count - 1)
        #expect(object["k0"] == nil)
        #expect(object["k\(count - 1)"] == .number(count - 1))
    }

    @Test(arguments: [
        #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#, #"{"\u0061":1,"a":2}"#, #"{"":0,"a":1,"":0,"\u0061":2}"#,
    ]) func `equal keys are one, escaped or not`(text: String) throws {
        let object = try #require(try JSONParser.parse(text).object)
        #expect(Set(object.keys).count == object.count)
        #expect(object["a"] == 2)
    }

    @Test func `order counts`() {
        #expect(JSONValue.object(["a": 1, "b": 2]) != ["b": 2, "a": 1])
        #expect(JSONValue.object(["a": 1]) == ["a": 1])
    }

    @Test func `null is not the absence of a key`() {
        let value: JSONValue = ["a": .null]
        #expect(value["a"] != nil)
        #expect(value["a"]?.isNull == true)
        #expect(value["b"] == nil)
        #expect(JSONValue.array([])["a"] == nil)
    }
}
