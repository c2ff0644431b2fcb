// zlib's streams without a header of their own, as permessage-deflate has them; the calls that start one are macros.

#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

#include <zlib.h>

/// - bits: of the window, 9 to 15: zlib makes no such stream with 8.
/// - memory: 1 to 9; how much is used for the state between messages.
static inline int zlib_start_deflate(z_stream *stream, int bits, int memory) {
    return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -bits, memory, Z_DEFAULT_STRATEGY);
}

/// With the largest window: a peer may look back farther than was agreed.
static inline int zlib_start_inflate(z_stream *stream) {
    return inflateInit2(stream, -MAX_WBITS);
}

/// For files that `gzip` has written.
static inline int zlib_start_gunzip(z_stream *stream) {
    return inflateInit2(stream, 16 + MAX_WBITS);
}

#endif
