import Platform

/// The process's character encoding, which libedit needs to be UTF-8.
enum UTF8Locale {
    /// Sets `LC_CTYPE` at the first use: from the environment, or to `C.UTF-8` when that is not UTF-8.
    ///
    /// False when the system has neither: then lines cannot be edited.
    static let isAvailable: Bool = {
        for name in ["", "C.UTF-8", "en_US.UTF-8"] {
            if setlocale(LC_CTYPE, name) != nil, let codeset = nl_langinfo(Int32(CODESET)),
                String(cString: codeset) == "UTF-8"
            {
                return true
            }
        }
        return false
    }()
}
