/// Where elements go that are imported from a file.
package enum ImportMode: String, CaseIterable, Sendable {
    case clipboard
    case newStage = "new_stage"
}
