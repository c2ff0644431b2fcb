/// A string, object or array that is a member of an object, checked and skipped: what is known of it without its being read.
package struct JSONSkim {
    /// Where it ends.
    package let end: Int
    /// Whether all strings in it stand for themselves: printable ASCII without a backslash.
    package let isPlain: Bool

    /// - Parameters:
    ///   - bytes: the text, in which nothing of the object but its members is looked at.
    ///   - start: where the value begins.
    /// - Returns: `nil` when it is wrong, or another kind of value.
    package init?(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
        guard start < bytes.count else { return nil }
        var scanner = JSONScanner(bytes, at: start)
        // That of the object around it.
        scanner.depth = 1
        do throws(JSONError) {
            switch bytes[start] {
            case UInt8(ascii: "\""): _ = try scanner.skipString()
            case UInt8(ascii: "{"), UInt8(ascii: "["): try scanner.skipValue()
            default: return nil
            }
        } catch {
            return nil
        }
        end = scanner.offset
        isPlain = scanner.isPlain
    }
}
