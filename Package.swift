// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// A shell is started hundreds of times by scripts. With the Swift runtime linked statically, to a fixed address, so that
// its tens of thousands of pointers need not be relocated, it starts in half the time; and it runs on machines without
// Swift. The shims are what FoundationEssentials (swift-argument-parser) needs then.
let quickStart: [LinkerSetting] = [
    .unsafeFlags(["-static-stdlib", "-Xclang-linker", "-no-pie"], .when(platforms: [.linux])),
    .linkedLibrary("_FoundationCShims", .when(platforms: [.linux])),
    .linkedLibrary("_FoundationCollections", .when(platforms: [.linux])),
    .linkedLibrary("swiftSynchronization", .when(platforms: [.linux])),
]

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let histogram = Target.Dependency.product(name: "Histogram", package: "hdrhistogram-swift")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")

/// A target of the house, with the house's settings.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

/// The tests of one target, and the folder of the data that they read.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], data: String? = nil) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.target(name: name), "TestSupport"] + dependencies,
        exclude: data.map { [$0] } ?? [],
        swiftSettings: swiftSettings
    )
}

let package = Package(
    name: "ipcsh",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "ipcsh", targets: ["ipcsh"]),
        .library(name: "IPCFraming", targets: ["IPCFraming"]),
        .library(name: "IPCClient", targets: ["IPCClient"]),
        .library(name: "MockServer", targets: ["MockServer"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    ],
    targets: [
        .systemLibrary(name: "CPlatform"),
        room("Platform", ["CPlatform"]),
        room("WireJSON"),
        .systemLibrary(
            name: "CZlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
        ),
        // Linked statically, as it is seldom used: a shared library would be loaded at each start.
        .target(
            name: "IPCFraming",
            dependencies: ["CZlib", "Platform", "WireJSON"],
            swiftSettings: swiftSettings,
            linkerSettings: [
                .linkedLibrary(":libz.a", .when(platforms: [.linux])),
                .linkedLibrary("z", .when(platforms: [.macOS])),
            ]
        ),
        room("InspectProtocol", ["WireJSON"]),
        .systemLibrary(
            name: "CPCRE2",
            providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]
        ),
        // The static library: expressions are rare, and a shared one would be loaded at each start.
        .target(
            name: "Texts",
            dependencies: ["CPCRE2", "Platform"],
            swiftSettings: swiftSettings,
            linkerSettings: [
                .linkedLibrary(":libpcre2-8.a", .when(platforms: [.linux])),
                .linkedLibrary("pcre2-8", .when(platforms: [.macOS])),
            ]
        ),
        room("CommandSpec", ["Texts"]),
        room("IPCClient", ["IPCFraming", "Platform"]),
        room("Sessions", ["IPCFraming", "InspectProtocol", "Platform", "Texts", "WireJSON"]),
        room(
            "Replay",
            ["Sessions", "IPCFraming", "IPCClient", "InspectProtocol", "Platform", "Texts", "WireJSON"]
        ),
        room("Bench", ["IPCFraming", "IPCClient", "InspectProtocol", "Platform", histogram]),
        room(
            "MockCore",
            ["Sessions", "IPCFraming", "IPCClient", "InspectProtocol", "Platform", "Texts", "WireJSON"]
        ),
        room(
            "MockServer",
            [
                "MockCore", "Sessions", "IPCFraming", "IPCClient", "InspectProtocol", "Platform", "Texts", nioCore,
                nioPosix,
            ]
        ),
        room(
            "Operations",
            [
                "Bench", "IPCClient", "IPCFraming", "InspectProtocol", "MockCore", "MockServer", "Platform", "Replay",
                "Sessions", "Texts", "WireJSON",
            ]
        ),
        room(
            "Rendering",
            [
                "CommandSpec", "Operations", "Bench", "IPCClient", "IPCFraming", "InspectProtocol", "MockCore",
                "MockServer", "Replay",
                "Sessions", "ShellLanguage", "Texts", "WireJSON",
            ]
        ),
        .systemLibrary(
            name: "CLibEdit",
            pkgConfig: "libedit",
            providers: [.apt(["libedit-dev"]), .brew(["libedit"])]
        ),
        room("LineEditing", ["CLibEdit", "Platform", "Texts"]),
        room("ShellLanguage", ["Platform", "Texts"]),
        room(
            "Commands",
            [
                "CommandSpec", "Operations", "Rendering", "ShellLanguage", "Bench", "IPCFraming", "IPCClient",
                "InspectProtocol", "MockCore", "MockServer", "Platform", "Replay", "Sessions", "Texts", "WireJSON",
            ]
        ),
        room(
            "Shell",
            [
                "Commands", "CommandSpec", "Operations", "Rendering", "ShellLanguage", "Bench", "IPCFraming",
                "IPCClient",
                "InspectProtocol", "MockCore", "MockServer", "Platform", "Replay", "Sessions", "Texts", "WireJSON",
            ]
        ),
        .executableTarget(
            name: "ipcsh",
            dependencies: ["IPCClient", "LineEditing", "Operations", "Platform", "Shell", "Texts"],
            swiftSettings: swiftSettings,
            linkerSettings: quickStart
        ),

        .target(
            name: "TestSupport",
            dependencies: [],
            path: "Tests/TestSupport",
            swiftSettings: swiftSettings
        ),
        tests("Platform"),
        tests("IPCFraming"),
        tests("WireJSON"),
        tests("Texts", ["WireJSON"]),
        tests("CommandSpec", ["Texts"]),
        tests("InspectProtocol", ["WireJSON"]),
        tests("IPCClient", ["IPCFraming"]),
        tests("Sessions", ["IPCFraming", "InspectProtocol", "Texts", "WireJSON"], data: "Fixtures"),
        tests("Replay", ["IPCFraming", "IPCClient", "InspectProtocol", "Sessions", "Texts", "WireJSON"]),
        tests("Bench", ["IPCFraming", "IPCClient"]),
        tests("MockCore", ["Sessions", "IPCFraming", "InspectProtocol", "Texts", "WireJSON"]),
        tests(
            "MockServer",
            ["MockCore", "Sessions", "IPCFraming", "IPCClient", "InspectProtocol", "Texts", "WireJSON"],
            data: "Wire"
        ),
        tests("Commands", ["Operations"]),
        tests("Operations", ["Texts"]),
        tests("Rendering", ["Bench", "IPCClient", "IPCFraming", "Operations", "Sessions", "Texts", "WireJSON"]),
        tests("LineEditing"),
        tests("ShellLanguage", ["Texts"]),
        tests(
            "Shell",
            [
                "Commands", "Operations", "Rendering", "Bench", "CommandSpec", "ShellLanguage", "IPCClient",
                "IPCFraming",
                "InspectProtocol", "Texts", "WireJSON",
            ]
        ),
        // It runs the built program. To depend on it would link it into the tests, static runtime and all.
        .testTarget(
            name: "ipcshTests",
            dependencies: ["IPCFraming", "Sessions", "TestSupport", "WireJSON"],
            swiftSettings: swiftSettings
        ),
    ]
)
