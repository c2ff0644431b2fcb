import Glibc
import Platform
import Sessions
import TestSupport
import Testing

@Suite struct SessionFolderTests {
    @Test("The folder is chosen by IPCSH_SESSIONS, then XDG_DATA_HOME, then HOME")
    func choice() {
        // The tests' own folder has a folder `sessions` or not.
        #expect(SessionFolder(environment: ["IPCSH_SESSIONS": "/s", "HOME": "/h"]).path == "/s")
        let other = SessionFolder(environment: ["IPCSH_SESSIONS": "", "XDG_DATA_HOME": "/x", "HOME": "/h"]).path
        #expect(["sessions", "/x/ipcsh/sessions"].contains(other))
        let last = SessionFolder(environment: ["HOME": "/h"]).path
        #expect(["sessions", "/h/.local/share/ipcsh/sessions"].contains(last))
    }

    @Test("Folders are made as they are needed, for their owner only", arguments: ["", "/"])
    func folders(end: String) throws {
        let directory = try TemporaryDirectory()
        let folder = SessionFolder(environment: ["IPCSH_SESSIONS": directory.file("a//b/c") + end])
        let path = try folder.newFile()
        for made in ["a", "a/b", "a/b/c"] {
            #expect(try SessionFile.permissions(of: directory.file(made)) == 0o700)
        }
        let writer = try SessionWriter(path: path, header: SessionFile.newHeader)
        try writer.finish()
        let name = path.split(separator: "/").last ?? ""
        #expect(name.wholeMatch(of: /[0-9]{8}-[0-9]{6}-[0-9]+\.jsonl/) != nil, "\(name)")
        #expect(name.hasSuffix("-\(getpid()).jsonl"))
    }

    @Test("A folder that cannot be made is named with the reason")
    func impossible() throws {
        let file = try SessionFile("file")
        try file.write("")
        for below in ["", "/below"] {
            let error = #expect(throws: SessionError.self) {
                try SessionFolder(environment: ["IPCSH_SESSIONS": file.path + below]).newFile()
            }
            #expect(error?.reason.hasPrefix("the folder cannot be made: ") == true)
            #expect(error?.path.hasPrefix(file.path) == true)
        }
    }

    @Test("A folder that is closed to writing is an error that says so", .enabled(if: geteuid() != 0))
    func closedFolder() throws {
        let directory = try TemporaryDirectory()
        chmod(directory.path, 0o500)
        let path = directory.file("s.jsonl")
        #expect(throws: SessionError(path: path, reason: "cannot be written: permission denied")) {
            try SessionWriter(path: path, header: SessionFile.newHeader)
        }
    }
}
