import Testing

@testable import Operations

@Suite struct PathMapTests {
    @Test(arguments: [
        ("/mnt/c/=C:/", "/mnt/c/", "C:/"),
        ("a=b=c", "a", "b=c"),
        ("/x=", "/x", ""),
    ])
    func `a map is split at its first equals sign`(text: String, local: String, remote: String) throws {
        let map = try #require(PathMap(text))
        #expect(map.local == local)
        #expect(map.remote == remote)
        #expect(map.text == text)
    }

    @Test(arguments: ["", "=", "=C:/", "/mnt/c/"])
    func `a map has something to rewrite`(text: String) {
        #expect(PathMap(text) == nil)
    }

    @Test(arguments: [
        ("/mnt/c/scans/a.jpg", "C:/scans/a.jpg"),
        ("/mnt/c/data/a.jpg", "D:/a.jpg"),
        ("/mnt/c/dat", "C:/dat"),
        ("/mnt/d/a.jpg", "/mnt/d/a.jpg"),
        ("/srv/größe ä.jpg", #"\\nas\größe ä.jpg"#),
        ("x/mnt/c/a.jpg", "x/mnt/c/a.jpg"),
        ("", ""),
    ])
    func `the longest matching beginning is rewritten`(path: String, expected: String) throws {
        let maps = try ["/mnt/c/=C:/", "/mnt/c/data/=D:/", #"/srv/=\\nas\"#].map { try #require(PathMap($0)) }
        #expect(PathMap.remotePath(path, maps) == expected)
        #expect(PathMap.remotePath(path, maps.reversed()) == expected)
    }
}
