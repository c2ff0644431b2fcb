import Foundation
import PackagePlugin

/// Makes a Swift file of the Markdown files below `Chapters`, so that to write a chapter is to add one file.
///
/// SwiftPM's own way, `.embedInCode`, makes arrays of bytes, which take long to compile and would have to be listed.
@main struct EmbedChapters: BuildToolPlugin {
    // Nothing within a chapter ends a text with so many number signs.
    private static let script = #####"""
        out=$1
        shift
        {
            echo '/// The chapters of the manual, as they stand in their files.'
            echo 'enum ChapterFiles {'
            echo '    static let all: [(name: String, text: String)] = ['
            for file; do
                name=${file##*/}
                printf '("%s", ####"""\n' "${name%.md}"
                cat "$file"
                printf '\n"""####),\n'
            done
            echo '    ]'
            echo '}'
        } > "$out"
        """#####

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = target.directoryURL.appending(path: "Chapters")
        let chapters = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "md" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        let output = context.pluginWorkDirectoryURL.appending(path: "ChapterFiles.swift")
        return [
            .buildCommand(
                displayName: "Embed the chapters of the manual",
                executable: URL(filePath: "/bin/sh"),
                arguments: ["-c", Self.script, "sh", output.path()] + chapters.map { $0.path() },
                inputFiles: chapters,
                outputFiles: [output]
            )
        ]
    }
}
