import WireJSON

/// Asks the server to import an image file into a measurement series.
package struct ImageRequest: Hashable, Sendable {
    /// The measurement series of the vendor's client.
    package static let defaultSeries = "Default"

    /// A path on the server's machine.
    package var file: String
    /// The measurement series; the server creates it, with this focal length, when there is none of that name.
    package var series: String
    package var focalLength: FocalLength

    package init(
        file: String,
        series: String = defaultSeries,
        focalLength: FocalLength = .vendorDefault
    ) {
        self.file = file
        self.series = series
        self.focalLength = focalLength
    }

    /// The bytes on the wire, ASCII only: the vendor's server decodes its reads one by one, and a character that two of
    /// them share would terminate it.
    package var bytes: [UInt8] {
        var writer = RequestWriter("image")
        writer.add("file", file)
        writer.add("name", series)
        writer.add("focal_length", focalLength.text)
        return writer.finish()
    }
}
