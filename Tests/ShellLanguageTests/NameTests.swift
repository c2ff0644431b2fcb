import TestSupport
import Testing

@testable import ShellLanguage

@Suite struct NameTests {
    @Test(arguments: [
        ("echo $x", ["1:6"]),
        ("echo 'a' \"b $x ${y}\"", ["1:10", "1:10"]),
        ("set x 1; echo $x; set y=2; echo $y$x", []),
        ("set x $x", ["1:7"]),
        ("set x=$y; echo $x", ["1:5"]),
        ("echo $x\nset x 1", ["1:6"]),
        ("capture x y; echo $x", []),
        ("for f in a; echo $f; end; echo $f", []),
        ("for f in $g; end", ["1:10"]),
        ("if $x = 1; end; repeat $n status; watch $t status", ["1:4", "1:24", "1:41"]),
        ("echo $? ${last} ${script_dir} $1 $9 ${10} $* $# $@", []),
        ("echo '$x' \\$ $ raw $x", ["1:20"]),
        ("raw $x; !echo $y", []),
        // Its name, and so what it sets, shows only when it runs.
        ("set $last 1; echo $x", []),
        ("source $last; echo $x", []),
        ("image $x/*.jpg", ["1:7"]),
    ])
    func `a variable that nothing before it sets is told`(text: String, places: [String]) {
        #expect(problems(text).map { $0.split(separator: " ")[0] } == places.map { "s.ipcsh:\($0):" })
    }

    @Test func `variables of the command line are known, and suggested`() {
        let scope = Scope(TestCatalog(), variables: ["folder"])
        #expect(problems("echo $folder", scope: scope) == [])
        #expect(
            problems("echo $foldre", scope: scope) == [
                "s.ipcsh:1:6: unknown variable 'foldre' ('set foldre VALUE' makes it); did you mean 'folder'?"
            ]
        )
    }

    @Test func `where text comes piece by piece, variables are looked up when they are used`() {
        #expect(problems("echo $x", scope: Scope(TestCatalog())) == [])
    }

    @Test func `a sourced script is read, too`() throws {
        try TemporaryDirectory.with { folder in
            try folder.write("names.ipcsh", "set dir C:/a\nalias left='image $* --series Left'\n")
            try folder.write("bad.ipcsh", "source bad.ipcsh\nimgae\n")
            func check(_ text: String) throws -> [String] {
                let path = "\(folder.path)/s.ipcsh"
                var scope = Scope(TestCatalog(), variables: [])
                do throws(ProgramError) {
                    _ = try Program(text, file: path, scope: &scope)
                    return []
                } catch {
                    return error.problems.map { $0.replacing(folder.path + "/", with: "") }
                }
            }
            #expect(try check("source names.ipcsh; echo $dir; left a.jpg") == [])
            #expect(try check("echo $dir; source names.ipcsh") != [])
            #expect(
                try check("source bad.ipcsh; source bad.ipcsh") == [
                    "bad.ipcsh:2:1: unknown command 'imgae'; did you mean 'image'?"
                ]
            )
            // It may be there when it runs.
            #expect(try check("source none.ipcsh; echo $x") == [])
        }
    }
}
