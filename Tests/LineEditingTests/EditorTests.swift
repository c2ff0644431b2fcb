import Testing

/// The tests with a terminal, one after the other: no two editors may read at a time in a process.
@Suite(.serialized)
struct EditorTests {}
