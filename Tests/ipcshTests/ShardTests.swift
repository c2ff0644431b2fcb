import Glibc
import TestSupport
import Testing
import WireJSON

/// What the manual's chapter on shards shows is what these tests run.
@Suite struct ShardTests {
    private let sandbox: Sandbox
    private let chapter: String
    /// The cases that there are: one for each exchange, one for each script.
    private let names: [String]

    init() throws {
        sandbox = try Sandbox()
        let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}"#
        var names: [String] = []
        for number in 1...11 {
            let file = "sessions/\(number % 2 == 0 ? "even/" : "")s\(number).jsonl"
            let lines = (1...number).map { line in
                #"{"n":\#(line),"request":{"image":{"file":"f\#(line).jpg","name":"l","focal_length":"5"}},"response":"O.k."}"#
            }
            try sandbox.write(file, ([header] + lines).joined(separator: "\n") + "\n")
            names += (1...number).map { "\(file) \($0) image f\($0).jpg" }
        }
        try sandbox.write("sessions/x.ipcsh", "image a.jpg\nexpect ok\n")
        self.names = names + ["sessions/x.ipcsh script"]
        chapter = try Sandbox.text(of: "\(Sandbox.repository)/Sources/Manual/Chapters/shards.md")
        // The commands of the text start the program by its name.
        let folder = sandbox.program.split(separator: "/").dropLast().joined(separator: "/")
        sandbox.environment["PATH"] = "/\(folder):/usr/bin:/bin"
    }

    /// The lines of the chapter's example below a heading.
    private func example(_ title: String) throws -> [YAMLText.Line] {
        let lines = chapter.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex(of: "## \(title)"))
        let block = lines[start...].drop { $0 != "```yaml" }.dropFirst().prefix { $0 != "```" }
        return block.map { YAMLText.Line($0) }
    }

    private func shell(_ command: String, _ environment: [String: String] = [:]) throws -> Subprocess.Outcome {
        try Subprocess.run(
            "/bin/sh",
            ["-c", command],
            environment: sandbox.environment.merging(environment) { $1 },
            directory: sandbox.work
        )
    }

    /// The merged report has every case once and none twice.
    private func checkMerged(_ command: String) throws {
        let json = command + " --report json:all.json"
        let merged = try shell(json)
        #expect(merged.termination == .exit(0), "\(merged.text)")
        #expect(merged.lines.last?.contains("\(names.count) cases of ") == true, "\(merged.text)")
        let report = try JSONParser.parse(Array(Sandbox.text(of: sandbox.file("all.json")).utf8))
        let found = try #require(report["cases"]?.array).map { "\($0["suite"]?.text ?? "") \($0["name"]?.text ?? "")" }
        #expect(found.sorted() == names.sorted())
        #expect(try Sandbox.text(of: sandbox.file("report.html")).contains("\(names.count) as expected"))
        #expect(try Sandbox.text(of: sandbox.file("report.xml")).matches(of: /<testcase\ /).count == names.count)
    }

    @Test func `a Kubernetes job is one that its scheme takes, and runs every case once`() throws {
        let job = try YAMLText(try example("Kubernetes")).value
        #expect(job["apiVersion"] == "batch/v1" && job["kind"] == "Job")
        #expect(job["metadata"]?["name"]?.text?.wholeMatch(of: /[a-z0-9]([-a-z0-9]*[a-z0-9])?/) != nil)
        let spec = try #require(job["spec"]?.object)
        let known: Set<JSONString> = ["completionMode", "completions", "parallelism", "backoffLimit", "template"]
        #expect(spec.keys.allSatisfy(known.contains))
        #expect(job["spec"]?["completionMode"] == "Indexed")
        // The volume's.
        mkdir(sandbox.file("out"), 0o700)
        let completions = try #require(job["spec"]?["completions"]?.int)
        #expect(job["spec"]?["parallelism"]?.int == completions)
        let pod = try #require(job["spec"]?["template"]?["spec"])
        #expect(pod["restartPolicy"] == "Never" || pod["restartPolicy"] == "OnFailure")
        let container = try #require(pod["containers"]?.array?.first)
        let volumes = (pod["volumes"]?.array ?? []).compactMap { $0["name"]?.text }
        #expect((container["volumeMounts"]?.array ?? []).allSatisfy { volumes.contains($0["name"]?.text ?? "") })
        #expect(container["name"]?.text != nil && container["image"]?.text != nil)
        #expect(container["command"] == ["sh", "-c"])
        let command = try #require(container["args"]?.array?.first?.text)
        for index in 0..<completions {
            let outcome = try shell(command, ["JOB_COMPLETION_INDEX": "\(index)"])
            #expect(outcome.termination == .exit(0), "\(index): \(outcome.text)")
        }
        try checkMerged("ipcsh report merge out/*.json --report html:report.html --report junit:report.xml")
    }

    @Test func `a matrix of GitHub's runs every case once`() throws {
        let workflow = try YAMLText(try example("GitHub Actions")).value
        let jobs = try #require(workflow["jobs"]?.object)
        #expect(workflow["on"]?.array != nil)
        for job in jobs.values {
            #expect(job["runs-on"]?.text != nil)
            for step in try #require(job["steps"]?.array) {
                // A step is one or the other.
                #expect((step["uses"] == nil) != (step["run"] == nil))
                if let action = step["uses"]?.text { #expect(action.wholeMatch(of: /[a-z-]+\/[a-z-]+@v[0-9]+/) != nil) }
            }
        }
        let test = try #require(jobs["test"])
        #expect(jobs[JSONString(jobs["report"]?["needs"]?.text ?? "")] != nil)
        let shards = try #require(test["strategy"]?["matrix"]?["shard"]?.array).compactMap(\.int)
        let runs = try #require(test["steps"]?.array).compactMap { $0["run"]?.text }
        #expect(runs.count == 2)
        for shard in shards {
            // Each machine has a folder of its own, and what is uploaded comes together.
            let commands = runs.joined(separator: "; ").replacing("mkdir out", with: "mkdir -p out")
            let outcome = try shell(commands.replacing("${{ matrix.shard }}", with: "\(shard)"))
            #expect(outcome.termination == .exit(0), "\(shard): \(outcome.text)")
        }
        try checkMerged(try #require(jobs["report"]?["steps"]?.array?.compactMap { $0["run"]?.text }.first))
    }

    @Test func `parallel jobs of GitLab's run every case once`() throws {
        let pipeline = try YAMLText(try example("GitLab CI")).value
        let test = try #require(pipeline["test"])
        let count = try #require(test["parallel"]?.int)
        let lines = try #require(test["script"]?.array).compactMap(\.text)
        let command = lines.joined(separator: "; ").replacing("mkdir out", with: "mkdir -p out")
        for index in 1...count {
            let outcome = try shell(command, ["CI_NODE_INDEX": "\(index)", "CI_NODE_TOTAL": "\(count)"])
            #expect(outcome.termination == .exit(0), "\(index): \(outcome.text)")
        }
        #expect(pipeline["report"]?["artifacts"]?["reports"]?["junit"] == "report.xml")
        try checkMerged(try #require(pipeline["report"]?["script"]?.array?.first?.text))
    }

    @Test func `a difference in one shard is one of the whole, and the exit status says so`() throws {
        let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}"#
        let line = #"{"n":1,"request":{"image":{"file":"a","name":"l","focal_length":"5"}},"response":"No."}"#
        try sandbox.write("sessions/s1.jsonl", "\(header)\n\(line)\n")
        for number in 1...2 {
            _ = try sandbox.run([
                "test", "sessions", "--mock", "--shard", "\(number)/2", "--report", "junit:\(number).xml",
            ])
        }
        let merged = try sandbox.run(["report", "merge", "1.xml", "2.xml", "--report", "tap:all.tap"])
        #expect(merged.termination == .exit(4), "\(merged.text)")
        #expect(merged.lines == ["\(names.count) cases of 2 reports: \(names.count - 1) as expected, 1 differs"])
        let tap = try sandbox.lines(of: sandbox.file("all.tap"))
        #expect(tap.filter { $0.hasPrefix("not ok") }.count == 1)
        #expect(tap.last == "1..\(names.count)")
    }

    @Test func `load tests are merged by their histograms`() throws {
        for number in 1...2 {
            let arguments = ["bench", "--mock", "--requests", "\(40 * number)", "--report", "json:\(number).json"]
            #expect(try sandbox.run(arguments).termination == .exit(0))
        }
        let merged = try sandbox.run([
            "report", "merge", "1.json", "2.json", "--json", "--report", "html:all.html", "--report", "json:all.json",
        ])
        #expect(merged.termination == .exit(0), "\(merged.text)")
        let value = try JSONParser.parse(Array(merged.text.utf8))
        #expect(value["requests"] == 120 && value["jobs"] == 2)
        let all = try JSONParser.parse(Array(Sandbox.text(of: sandbox.file("all.json")).utf8))
        let counts = try #require(all["histogram"]?["counts"]?.array).compactMap { $0.array?[1].int }
        #expect(counts.reduce(0, +) == 120)
        #expect(try Sandbox.text(of: sandbox.file("all.html")).contains("<polyline "))
        let mixed = try sandbox.run(["test", "sessions/s1.jsonl", "--mock", "--report", "json:t.json"])
        #expect(mixed.termination == .exit(0))
        let refused = try sandbox.run(["report", "merge", "1.json", "t.json"])
        #expect(refused.termination == .exit(2) && refused.error.contains("cannot be merged with each other"))
        let forms = try sandbox.run(["report", "merge", "1.json", "--report", "junit:x.xml"])
        #expect(forms.termination == .exit(2) && forms.error.contains("html:FILE or json:FILE"), "\(forms.error)")
    }
}
