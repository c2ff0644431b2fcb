// The program's arguments, for Swift's runtime (`CommandLine`).
//
// Its own way to them on Linux looks for the stack in /proc/self/maps, at each start of a program and before `main`. That
// takes as long as several exchanges, and finds nothing where /proc is not mounted. glibc hands the arguments to whatever it
// runs before `main`. As these functions are in the program, the linker leaves the runtime's out; if a later runtime needs
// more of them, it says so, and this file can go.

#include <stdlib.h>

#ifdef __GLIBC__

static char *none[] = {0};
static char **arguments = none;
static int count;

__attribute__((constructor(101))) static void keep(int argc, char **argv) {
    if (argv) {
        arguments = argv;
        count = argc;
    }
}

char **_swift_stdlib_getUnsafeArgvArgc(int *length) {
    *length = count;
    return arguments;
}

void _swift_stdlib_overrideUnsafeArgvArgc(char **argv, int argc) { keep(argc, argv); }

#endif
