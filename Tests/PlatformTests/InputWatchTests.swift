import Platform
import Testing

@Suite struct InputWatchTests {
    private func found(_ watch: inout InputWatch, _ milliseconds: Int32 = 0) -> Set<Int32> {
        var found: Set<Int32> = []
        _ = watch.wait(milliseconds) { found.insert($0) }
        return found
    }

    @Test func `only those that have input are found, again and again until it is read`() throws {
        let first = try Pipe()
        let second = try Pipe()
        var watch = InputWatch()
        watch.watch([first.reading.number, second.reading.number])
        #expect(found(&watch) == [])
        try Descriptor.write([1], to: second.writing.number)
        #expect(found(&watch, -1) == [second.reading.number])
        #expect(found(&watch, -1) == [second.reading.number])
        try Descriptor.write([1], to: first.writing.number)
        #expect(found(&watch, -1) == [first.reading.number, second.reading.number])
        watch.watch([first.reading.number])
        #expect(found(&watch, -1) == [first.reading.number])
        watch.watch([])
        #expect(found(&watch) == [])
    }

    @Test func `another descriptor of the same number is waited for, and the end of a stream is input`() throws {
        let first = try Pipe()
        let second = try Pipe()
        let number = first.reading.number
        var watch = InputWatch()
        watch.watch([number])
        // The number stays ours; what was behind it is closed.
        #expect(dup2(second.reading.number, number) == number)
        watch.watch([number])
        #expect(found(&watch) == [])
        #expect(dup2(first.writing.number, second.writing.number) == second.writing.number)
        #expect(found(&watch, -1) == [number])
    }

    @Test func `one may come or leave by itself, also one that is closed, or has the number of another`() throws {
        let first = try Pipe()
        let second = try Pipe()
        let number = first.reading.number
        var watch = InputWatch()
        watch.watch([second.reading.number])
        watch.add(number)
        try Descriptor.write([1], to: first.writing.number)
        #expect(found(&watch, -1) == [number])
        // The number stays ours; what was behind it is closed.
        #expect(dup2(second.reading.number, number) == number)
        watch.remove(number)
        watch.add(number)
        #expect(found(&watch) == [])
        try Descriptor.write([1], to: second.writing.number)
        #expect(found(&watch, -1) == [number, second.reading.number])
        watch.remove(second.reading.number)
        #expect(found(&watch, -1) == [number])
        let file = try Descriptor(path: "/dev/null", O_RDONLY)
        watch.add(file.number)
        #expect(found(&watch, -1) == [number, file.number])
        watch.remove(file.number)
        #expect(found(&watch, -1) == [number])
    }

    /// `epoll` takes none: the other way is gone for all of them then.
    @Test func `a file always has input, beside what has none`() throws {
        let file = try Descriptor(path: "/dev/null", O_RDONLY)
        let pipe = try Pipe()
        var watch = InputWatch()
        watch.watch([pipe.reading.number, file.number])
        #expect(found(&watch, -1) == [file.number])
        watch.watch([pipe.reading.number])
        #expect(found(&watch) == [])
        try Descriptor.write([1], to: pipe.writing.number)
        #expect(found(&watch, -1) == [pipe.reading.number])
    }

    @Test func `a wait without input says that the time is over`() throws {
        let pipe = try Pipe()
        var watch = InputWatch()
        watch.watch([pipe.reading.number])
        #expect(!watch.wait(1) { _ in Issue.record("there is none") })
        try Descriptor.write([1], to: pipe.writing.number)
        #expect(watch.wait(1) { _ in })
    }
}
