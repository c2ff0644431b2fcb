// Where the helper programs of Swift's runtime are. It looks for swift-backtrace, at each start and before `main`, in eight
// folders around the program, where nobody installs it: SWIFT_BACKTRACE can name it all the same.
//
// As with arguments.c, the linker leaves the runtime's own function out.

#include <stdlib.h>

#ifdef __GLIBC__

const char *swift_copyAuxiliaryExecutablePath(const char *name) {
    (void)name;
    return NULL;
}

#endif
