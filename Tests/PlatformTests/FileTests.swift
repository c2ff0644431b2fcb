import Platform
import TestSupport
import Testing

@Suite struct FileTests {
    private static func text(_ path: String) throws -> String {
        let file = try Descriptor(path: path, O_RDONLY)
        return String(decoding: try Descriptor.readAll(from: file.number, limit: 1 << 20) ?? [], as: UTF8.self)
    }

    @Test func `a replacement is there whole, or leaves nothing behind`() throws {
        try TemporaryDirectory.with { folder in
            let path = try folder.write("f", "old")
            chmod(path, 0o640)
            do {
                var given = try ReplacementFile(of: path)
                try given.output.append(Array("given up".utf8))
                try given.output.flush()
            }
            #expect(folder.names == ["f"])
            var durable = try ReplacementFile(of: path)
            try durable.output.append(Array("new".utf8))
            #expect(try Self.text(path) == "old")
            try durable.finishDurably()
            #expect(try Self.text(path) == "new")
            #expect(try #require(FileStatus(path: path)).permissions == 0o640)
            var other = try ReplacementFile(of: path)
            try other.finish()
            #expect(try Self.text(path) == "")
            #expect(try #require(FileStatus(path: path)).permissions == 0o600)
            #expect(folder.names == ["f"])
        }
    }

    @Test func `several replacements of one file do not disturb each other`() throws {
        try TemporaryDirectory.with { folder in
            var first = try ReplacementFile(of: folder.file("f"))
            var second = try ReplacementFile(of: folder.file("f"))
            try first.output.append(Array("1".utf8))
            try second.output.append(Array("2".utf8))
            try first.finish()
            try second.finish()
            #expect(try Self.text(folder.file("f")) == "2")
            #expect(folder.names == ["f"])
        }
    }

    @Test func `what a killed run has left is removed, and nothing else`() throws {
        try TemporaryDirectory.with { folder in
            let path = folder.file("f")
            try folder.write("f.ipcsh-AbC123.tmp", "left")
            let others = ["f.ipcsh-short.tmp", "f.ipcsh-AbC123", "f.AbC123.tmp", "g.ipcsh-AbC123.tmp"]
            for name in others { try folder.write(name, "mine") }
            symlink("g.ipcsh-AbC123.tmp", folder.file("f.ipcsh-LinkLi.tmp"))
            do {
                let underWay = try ReplacementFile(of: path)
                let wasLeft = underWay.hadLeftover
                #expect(wasLeft)
                var second = try ReplacementFile(of: path)
                let isLeft = second.hadLeftover
                #expect(!isLeft)
                try second.finish()
                #expect(folder.names.count == others.count + 3)
            }
            #expect(folder.names == (others + ["f", "f.ipcsh-LinkLi.tmp"]).sorted())
        }
    }

    @Test(arguments: ["file", "missing", "link", "dangling link", "other name", "folder", "pipe", "device"])
    func `a name that we made up leads to a file of ours, or to none`(what: String) throws {
        try TemporaryDirectory.with { folder in
            let path = folder.file("made-up")
            let precious = try folder.write("precious", "mine")
            switch what {
            case "file": try folder.write("made-up", "ours")
            case "link": symlink("precious", path)
            case "dangling link": symlink("nowhere", path)
            case "other name": link(precious, path)
            case "folder": mkdir(path, 0o700)
            case "pipe": mkfifo(path, 0o600)
            case "device": symlink("/dev/null", path)
            default: break
            }
            for flags in [O_RDONLY, O_WRONLY | O_APPEND, O_WRONLY | O_APPEND | O_CREAT] {
                let isOpened = (try? OwnFile.open(path, flags)) != nil
                #expect(isOpened == (what == "file" || what == "missing" && flags & O_CREAT != 0), "\(flags)")
            }
            #expect(try Self.text(precious) == "mine")
            #expect(!folder.names.contains("nowhere"))
        }
    }

    @Test func `a link leads to what is replaced`() throws {
        try TemporaryDirectory.with { folder in
            let path = try folder.write("f", "")
            symlink("f", folder.file("link"))
            symlink("nothing", folder.file("dangling"))
            let real = try ReplacementFile.resolved(folder.file("link"))
            #expect(FileStatus(path: real, followsLink: false)?.identity == FileStatus(path: path)?.identity)
            #expect(try ReplacementFile.resolved(path) == path)
            #expect(try ReplacementFile.resolved(folder.file("new")) == folder.file("new"))
            #expect(throws: Platform.SystemError(code: ENOENT)) {
                try ReplacementFile.resolved(folder.file("dangling"))
            }
            #expect(throws: Platform.SystemError(code: ENOENT)) { _ = try ReplacementFile(of: "/nowhere/f") }
        }
    }

    @Test func `folders are made with those above them`() throws {
        try TemporaryDirectory.with { folder in
            let path = folder.file("a/b//c/")
            try Folder.make(path)
            try Folder.make(path)
            #expect(Folder.exists(path))
            #expect(try #require(FileStatus(path: folder.file("a"))).permissions == 0o700)
            try folder.write("a/f", "")
            #expect(try Folder.names(in: folder.file("a")).sorted() == ["b", "f"])
            let failure = #expect(throws: Folder.Failure.self) { try Folder.make(folder.file("a/f/g/h")) }
            #expect(failure?.error.code == EEXIST)
            #expect(throws: Platform.SystemError(code: ENOTDIR)) { try Folder.names(in: folder.file("a/f")) }
            #expect(!Folder.exists(folder.file("a/f")) && !Folder.exists(folder.file("none")))
        }
    }

    @Test func `a status tells what a file is`() throws {
        try TemporaryDirectory.with { folder in
            let path = try folder.write("f", "12345")
            symlink("f", folder.file("link"))
            #expect(FileStatus(path: path)?.kind == .regular)
            #expect(FileStatus(path: path)?.size == 5)
            #expect(FileStatus(path: folder.path)?.kind == .folder)
            #expect(FileStatus(path: folder.file("link"), followsLink: false)?.kind == .link)
            #expect(FileStatus(path: folder.file("link"))?.kind == .regular)
            #expect(FileStatus(path: "/dev/null")?.kind == .characterDevice)
            #expect(FileStatus(path: folder.file("none")) == nil)
            #expect(FileStatus(path: path)?.modified == FileStatus(path: folder.file("link"))?.modified)
            let file = try Descriptor(path: path, O_RDONLY)
            unlink(path)
            #expect(FileStatus(descriptor: file.number)?.linkCount == 0)
        }
    }
}
