#if os(Linux)
    import Glibc
    import TestSupport
    import Testing

    /// What the linker made of the program, as its ELF headers tell (elf(5)).
    @Suite struct ExecutableTests {
        private let executable: Executable

        init() throws {
            executable = try Executable(path: BuiltProduct.path())
        }

        @Test func standsAnywhereInMemory() {
            #expect(executable.type == 3, "ET_DYN")
        }

        @Test func cannotWriteIntoItsTablesOnceItRuns() {
            #expect(executable.segments.contains { $0.type == 0x6474_E552 }, "PT_GNU_RELRO")
            // DT_FLAGS with DF_BIND_NOW: else the table of functions stays writable.
            #expect(executable.dynamic.contains { $0.tag == 30 && $0.value & 8 != 0 })
        }

        @Test func needsNothingButTheCLibrary() {
            #expect(executable.libraries.contains { $0.hasPrefix("libc.so") })
            let others = executable.libraries.filter { library in
                !["libc.so", "libm.so", "ld-linux"].contains(where: library.hasPrefix)
            }
            #expect(others.isEmpty)
        }
    }

    /// The parts of a 64-bit ELF file that the loader reads.
    private struct Executable {
        struct Segment {
            var type: UInt32
            var offset, address, size: Int
        }

        let type: UInt16
        let segments: [Segment]
        let dynamic: [(tag: Int, value: Int)]
        /// The shared libraries that it names.
        let libraries: [String]

        init(path: String) throws {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            try #require(descriptor >= 0)
            defer { close(descriptor) }
            func bytes(_ offset: Int, _ count: Int) throws -> [UInt8] {
                let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                    filled = max(0, pread(descriptor, buffer.baseAddress, count, off_t(offset)))
                }
                try #require(bytes.count == count)
                return bytes
            }
            func number<Number: FixedWidthInteger>(_ bytes: [UInt8], _ offset: Int, _: Number.Type) -> Number {
                bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Number.self) }
            }
            func word(_ bytes: [UInt8], _ offset: Int) -> Int { number(bytes, offset, Int.self) }

            let header = try bytes(0, 64)
            type = number(header, 16, UInt16.self)
            let table = try bytes(word(header, 32), 56 * Int(number(header, 56, UInt16.self)))
            let segments = stride(from: 0, to: table.count, by: 56).map { start in
                Segment(
                    type: number(table, start, UInt32.self),
                    offset: word(table, start + 8),
                    address: word(table, start + 16),
                    size: word(table, start + 32)
                )
            }
            self.segments = segments
            // PT_DYNAMIC
            let place = try #require(segments.first { $0.type == 2 })
            let entries = try bytes(place.offset, place.size)
            let dynamic = stride(from: 0, to: entries.count, by: 16).map { start in
                (tag: word(entries, start), value: word(entries, start + 8))
            }
            self.dynamic = dynamic
            // DT_STRTAB, an address, and DT_STRSZ.
            let strings = try #require(dynamic.first { $0.tag == 5 }).value
            let size = try #require(dynamic.first { $0.tag == 10 }).value
            let load = try #require(
                segments.first { $0.type == 1 && $0.address <= strings && strings < $0.address + $0.size }
            )
            let names = try bytes(load.offset + strings - load.address, size)
            // DT_NEEDED
            libraries = dynamic.filter { $0.tag == 1 }.map { entry in
                String(decoding: names[entry.value...].prefix { $0 != 0 }, as: UTF8.self)
            }
        }
    }
#endif
