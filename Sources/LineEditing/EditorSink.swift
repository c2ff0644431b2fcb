import Platform

/// Where libedit draws to: nowhere. It counts a column for each combining character, so the editor draws the line itself,
/// and finds out here what else libedit wanted the terminal to do.
final class EditorSink {
    struct Wishes {
        var beep = false
        var clearScreen = false
    }

    let file: UnsafeMutablePointer<FILE>
    private let buffer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let size: UnsafeMutablePointer<Int>

    /// nil without memory.
    init?() {
        (buffer, size) = (.allocate(capacity: 1), .allocate(capacity: 1))
        buffer.initialize(to: nil)
        size.initialize(to: 0)
        guard let file = open_memstream(buffer, size) else {
            buffer.deallocate()
            size.deallocate()
            return nil
        }
        self.file = file
    }

    deinit {
        fclose(file)
        free(buffer.pointee)
        buffer.deallocate()
        size.deallocate()
    }

    /// What libedit has wanted since the last time.
    func take() -> Wishes {
        fflush(file)
        let bytes = UnsafeRawBufferPointer(start: buffer.pointee, count: buffer.pointee == nil ? 0 : size.pointee)
        // The cursor goes to the top left corner only before the screen is cleared.
        let home = Array("\u{1B}[H".utf8)
        let wishes = Wishes(
            beep: bytes.contains(0x07),
            clearScreen: bytes.indices.contains { bytes[$0] == home[0] && bytes[$0...].starts(with: home) }
        )
        rewind(file)
        return wishes
    }
}
