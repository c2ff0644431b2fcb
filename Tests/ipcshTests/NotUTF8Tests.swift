import TestSupport
import Testing

/// Names that are not UTF-8 are refused by name: nothing is sent under another one.
@Suite struct NotUTF8Tests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    /// Runs a command of the system's shell, in which `$ipcsh` is the program and `$bad` holds a byte E9.
    private func shell(_ command: String) throws -> Subprocess.Outcome {
        try Subprocess.run(
            "/bin/sh",
            ["-c", "bad=$(printf 'caf\\351.jpg'); \(command)"],
            environment: sandbox.environment.merging(["ipcsh": sandbox.program]) { $1 },
            directory: sandbox.work
        )
    }

    @Test(
        arguments: [
            (#""$ipcsh" image "$bad" --mock"#, 2), (#""$ipcsh" --mock -c "image $bad""#, 3),
            (#""$ipcsh" --mock -D "a=$bad" -c 'image $a'"#, 3), (#""$ipcsh" --mock --record "$bad" -c 'image a'"#, 3),
            (#""$ipcsh" "$bad""#, 1),
        ]
    )
    func `an argument`(command: String, number: Int) throws {
        let outcome = try shell(command)
        #expect(outcome.text.isEmpty)
        #expect(outcome.error.hasPrefix("ipcsh: argument \(number) is not UTF-8: '"), "\(outcome.error)")
        #expect(outcome.error.hasSuffix(#"caf\xe9.jpg' (names are sent as UTF-8)"# + "\n"), "\(outcome.error)")
        #expect(outcome.termination == .exit(2))
        #expect(sandbox.names(in: sandbox.work).isEmpty)
    }

    @Test(
        arguments: [
            "IPCSH_TO", "IPCSH_MAP", "IPCSH_SESSIONS", "IPCSH_RC", "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "PAGER",
            "EDITOR", "TMPDIR",
        ]
    )
    func `a variable of the environment`(name: String) throws {
        let outcome = try shell("\(name)=$bad \"$ipcsh\" --mock -c 'echo on'")
        #expect(outcome.text.isEmpty)
        #expect(outcome.error == "ipcsh: the environment variable \(name) is not UTF-8: 'caf\\xe9.jpg'\n")
        #expect(outcome.termination == .exit(2))
    }

    @Test func `a variable that nothing looks at may hold anything`() throws {
        #expect(try shell("OTHER=$bad; export OTHER; \"$ipcsh\" -c 'echo on'").text == "on\n")
    }
}
