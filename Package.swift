// swift-tools-version: 6.2
import PackageDescription

#if canImport(Glibc)
    import Glibc
#endif

let swiftSettings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let staticFolder = "\(Context.packageDirectory)/Sources/ipcsh/Static"

// A shell is started hundreds of times by scripts. With all but the C library linked statically it starts in two thirds of
// the time, and it runs on machines without Swift and libedit. The addresses are the system's to choose, and what needs no
// writing after the start is read-only then.
let quickStart: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-static-stdlib", "-use-ld=lld", "-Xclang-linker", "-static-libgcc", "-Xlinker", "--no-export-dynamic",
            // A script there calls the linker, and a linker script takes the place of the C++ library that Swift's runtime
            // asks for.
            "-Xclang-linker", "-B\(staticFolder)", "-L\(staticFolder)",
        ]
            + ["relro", "now"].flatMap(linkerKeyword)
            + (loaderUnpacksRelocations ? linkerKeyword("pack-relative-relocs") : []),
        .when(platforms: [.linux])
    )
]

/// Whether the program is linked to be tested, not to be shipped: a sanitizer cannot take the place of the C library's
/// allocator where all else is linked statically.
let isSanitized = Context.environment["IPCSH_SANITIZE"] != nil

func linkerKeyword(_ keyword: String) -> [String] { ["-Xlinker", "-z", "-Xlinker", keyword] }

#if os(Linux)
    let isLinux = true
#else
    let isLinux = false
#endif

/// Whether the system's loader reads the short form of the tens of thousands of pointers that a program in Swift has
/// relocated at its start.
var loaderUnpacksRelocations: Bool {
    #if canImport(Glibc)
        (__GLIBC__, __GLIBC_MINOR__) >= (2, 36)
    #else
        false
    #endif
}

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let histogram = Target.Dependency.product(name: "Histogram", package: "hdrhistogram-swift")
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
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
    // Untried there; `UTF8Span` needs it.
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "ipcsh", targets: ["ipcsh"]),
        .library(name: "IPCFraming", targets: ["IPCFraming"]),
        .library(name: "IPCClient", targets: ["IPCClient"]),
        .library(name: "MockServer", targets: ["MockServer"]),
        .library(name: "MockControl", targets: ["MockControl"]),
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
        room("InspectProtocol", ["Platform", "Texts", "WireJSON"]),
        .plugin(name: "EmbedChapters", capability: .buildTool(), path: "Sources/EmbedChapters"),
        .target(name: "Manual", exclude: ["Chapters"], swiftSettings: swiftSettings, plugins: ["EmbedChapters"]),
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
        room("Sessions", ["CZlib", "IPCFraming", "InspectProtocol", "Platform", "Texts", "WireJSON"]),
        room(
            "Replay",
            ["Sessions", "IPCFraming", "IPCClient", "InspectProtocol", "Platform", "Texts", "WireJSON"]
        ),
        room("Bench", ["IPCFraming", "IPCClient", "InspectProtocol", "Platform", histogram]),
        // The page's style and script are in the program, so that it needs no files beside it.
        .target(
            name: "Reports",
            dependencies: ["IPCFraming", "Platform", "Replay", "Sessions", "Texts", "WireJSON"],
            resources: [.embedInCode("Page/Assets")],
            swiftSettings: swiftSettings
        ),
        room(
            "MockCore",
            ["Sessions", "IPCFraming", "IPCClient", "InspectProtocol", "Platform", "Templates", "Texts", "WireJSON"]
        ),
        room(
            "MockServer",
            [
                "MockCore", "Sessions", "IPCFraming", "IPCClient", "InspectProtocol", "Platform", "Texts", nioCore,
                nioPosix,
            ]
        ),
        room(
            "MockControl",
            ["MockServer", "MockCore", "Sessions", "IPCFraming", "Platform", "Texts", "WireJSON"]
        ),
        .target(
            name: "ControlServer",
            dependencies: [
                "MockControl", "MockServer", "MockCore", "IPCFraming", "Platform", "Texts", "WireJSON", nioCore,
                nioPosix, nioHTTP,
            ],
            resources: [.embedInCode("Page")],
            swiftSettings: swiftSettings
        ),
        room(
            "Operations",
            [
                "Bench", "ControlServer", "IPCClient", "IPCFraming", "InspectProtocol", "MockControl", "MockCore",
                "MockServer", "Platform", "Replay", "Reports", "Sessions", "Texts", "WireJSON",
            ]
        ),
        room(
            "Rendering",
            [
                "CommandSpec", "Operations", "Bench", "IPCClient", "IPCFraming", "InspectProtocol", "Manual",
                "MockCore",
                "MockServer", "Platform", "Replay",
                "Reports", "Sessions", "ShellLanguage", "Texts", "WireJSON",
            ]
        ),
        .systemLibrary(
            name: "CLibEdit",
            pkgConfig: isLinux ? nil : "libedit",
            providers: [.apt(["libedit-dev"]), .brew(["libedit"])]
        ),
        // Static for the same reason; pkg-config would add the shared one. The C library stands before libbsd, which has
        // older versions of the same functions.
        .target(
            name: "LineEditing",
            dependencies: ["CLibEdit", "Platform", "Texts"],
            swiftSettings: swiftSettings,
            linkerSettings: [":libedit.a", "c", ":libbsd.a", ":libtinfo.a"].map { library in
                .linkedLibrary(library, .when(platforms: [.linux]))
            } + [.linkedLibrary("edit", .when(platforms: [.macOS]))]
        ),
        room("Templates", ["WireJSON"]),
        room("ShellLanguage", ["Platform", "Templates", "Texts"]),
        room(
            "Commands",
            [
                "CommandSpec", "Operations", "Rendering", "ShellLanguage", "Bench", "IPCFraming", "IPCClient",
                "InspectProtocol", "Manual", "MockControl", "MockCore", "MockServer", "Platform", "Replay", "Reports",
                "Sessions",
                "Templates", "Texts",
                "WireJSON",
            ]
        ),
        room(
            "Shell",
            [
                "Commands", "CommandSpec", "Operations", "Rendering", "ShellLanguage", "Bench", "IPCFraming",
                "IPCClient",
                "InspectProtocol", "Manual", "MockCore", "MockServer", "Platform", "Replay", "Sessions", "Templates",
                "Texts",
                "WireJSON",
            ]
        ),
        // Takes the place of parts of Swift's runtime that take long at each start.
        .target(name: "CRuntime"),
        .executableTarget(
            name: "ipcsh",
            dependencies: ["CRuntime", "IPCClient", "LineEditing", "Operations", "Platform", "Shell", "Texts"],
            exclude: ["Static"],
            swiftSettings: swiftSettings,
            linkerSettings: isSanitized ? [] : quickStart
        ),

        .target(
            name: "TestSupport",
            dependencies: ["IPCFraming", "Platform"],
            path: "Tests/TestSupport",
            swiftSettings: swiftSettings
        ),
        tests("Platform"),
        tests("IPCFraming"),
        tests("WireJSON"),
        tests("Texts", ["Platform", "WireJSON"]),
        tests("CommandSpec", ["Texts"]),
        tests("InspectProtocol", ["Texts", "WireJSON"]),
        tests("IPCClient", ["IPCFraming", "Platform"]),
        tests("Sessions", ["IPCFraming", "InspectProtocol", "Platform", "Texts", "WireJSON"], data: "Fixtures"),
        tests("Replay", ["IPCFraming", "IPCClient", "InspectProtocol", "Sessions", "Texts", "WireJSON"]),
        tests("Reports", ["IPCFraming", "IPCClient", "Replay", "Sessions", "Texts", "WireJSON"]),
        tests("Bench", ["IPCFraming", "IPCClient", "InspectProtocol", "Texts"]),
        tests("MockCore", ["Sessions", "IPCFraming", "InspectProtocol", "Texts", "WireJSON"]),
        tests(
            "MockServer",
            ["MockCore", "Sessions", "IPCFraming", "IPCClient", "InspectProtocol", "Platform", "Texts", "WireJSON"],
            data: "Wire"
        ),
        tests("Manual"),
        tests("Commands", ["Manual", "Operations"]),
        tests("MockControl", ["MockServer", "MockCore", "IPCFraming", "IPCClient", "Platform"]),
        tests(
            "ControlServer",
            ["MockControl", "MockServer", "MockCore", "IPCFraming", "IPCClient", "Platform", "WireJSON"]
        ),
        tests("Operations", ["IPCClient", "IPCFraming", "InspectProtocol", "Platform", "Texts"]),
        tests(
            "Rendering",
            ["Bench", "IPCClient", "IPCFraming", "Operations", "Reports", "Sessions", "Texts", "WireJSON"]
        ),
        tests("LineEditing", ["Platform"]),
        tests("Templates", ["WireJSON"]),
        tests("ShellLanguage", ["Templates", "Texts"]),
        tests(
            "Shell",
            [
                "Commands", "Operations", "Rendering", "Bench", "CommandSpec", "ShellLanguage", "IPCClient",
                "IPCFraming",
                "InspectProtocol", "Platform", "Texts", "WireJSON",
            ]
        ),
        // It runs the built program. To depend on it would link it into the tests, static runtime and all.
        .testTarget(
            name: "ipcshTests",
            dependencies: ["IPCFraming", "Platform", "Sessions", "TestSupport", "WireJSON"],
            swiftSettings: swiftSettings
        ),
    ]
)

// It calls libFuzzer, so that it can only be linked with that: `.ci/fuzz` does.
if Context.environment["IPCSH_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "CommandSpec", "Commands", "IPCFraming", "Manual", "MockCore", "Platform", "Replay", "Reports",
                "Sessions", "ShellLanguage",
                "Texts", "WireJSON",
            ],
            path: "Tests/Fuzz",
            exclude: ["Corpus"],
            swiftSettings: swiftSettings + [
                .unsafeFlags(["-parse-as-library"]), .enableExperimentalFeature("Extern"),
            ],
            // Gold fails when `main` is the package's and libFuzzer has one, too.
            linkerSettings: [.unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux]))]
        )
    )
}
