/* Makes system calls fail at random, but the same for the same seed: LD_PRELOAD this into a program.
 *
 *     FAULTS_SEED=7       the seed; without it nothing fails
 *     FAULTS_PER_MILLE=20 how many of a thousand calls fail
 *     FAULTS_CALLS=a,b    which calls; all of those below if not given
 *
 * Standard input, output and error are spared: they are how the tests see what the program says. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

static uint64_t seed;
static unsigned per_mille;
static char calls[256];
static atomic_uint_fast64_t counter;

__attribute__((constructor)) static void start(void) {
    const char *text = getenv("FAULTS_SEED");
    const char *rate = getenv("FAULTS_PER_MILLE");
    const char *names = getenv("FAULTS_CALLS");
    seed = text ? strtoull(text, NULL, 10) : 0;
    per_mille = text ? (rate ? strtoul(rate, NULL, 10) : 20) : 0;
    snprintf(calls, sizeof calls, ",%s,", names ? names : "");
}

/* splitmix64 of the seed and the number of the call: no lock, and no state that threads could share badly. */
static uint64_t chance(void) {
    uint64_t value = seed * 0x9E3779B97F4A7C15u + (atomic_fetch_add(&counter, 1) + 1) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
    return value ^ (value >> 31);
}

/* The error that a call is to fail with, or 0; -1 stands for only a part of it. */
static int fault(const char *call, const int *errors, unsigned count) {
    char name[32];
    if (per_mille == 0) return 0;
    if (calls[1] != ',') {
        snprintf(name, sizeof name, ",%s,", call);
        if (!strstr(calls, name)) return 0;
    }
    uint64_t value = chance();
    if (value % 1000 >= per_mille) return 0;
    return errors[(value >> 32) % count];
}

#define FAULT(call, ...) \
    ({ static const int errors[] = {__VA_ARGS__}; fault(call, errors, sizeof errors / sizeof *errors); })
#define REAL(type, name) \
    static type real; \
    if (!real) real = (type)dlsym(RTLD_NEXT, name)
#define FAIL_IF(code) \
    do { int error = (code); if (error > 0) { errno = error; return -1; } } while (0)

typedef ssize_t (*write_type)(int, const void *, size_t);
ssize_t write(int descriptor, const void *bytes, size_t count) {
    REAL(write_type, "write");
    if (descriptor <= 2 || count == 1) return real(descriptor, bytes, count);
    int error = FAULT("write", ENOSPC, EIO, EINTR, -1);
    FAIL_IF(error);
    return real(descriptor, bytes, error < 0 && count > 1 ? count / 2 : count);
}

typedef ssize_t (*pwrite_type)(int, const void *, size_t, off_t);
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    REAL(pwrite_type, "pwrite");
    int error = FAULT("write", ENOSPC, EIO, EINTR, -1);
    FAIL_IF(error);
    return real(descriptor, bytes, error < 0 && count > 1 ? count / 2 : count, offset);
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t offset) {
    return pwrite(descriptor, bytes, count, offset);
}

typedef ssize_t (*writev_type)(int, const struct iovec *, int);
ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    REAL(writev_type, "writev");
    if (descriptor <= 2) return real(descriptor, parts, count);
    int error = FAULT("send", ECONNRESET, EPIPE, EINTR, -1);
    FAIL_IF(error);
    return real(descriptor, parts, error < 0 && count > 1 ? 1 : count);
}

typedef int (*descriptor_type)(int);
int fsync(int descriptor) {
    REAL(descriptor_type, "fsync");
    FAIL_IF(FAULT("fsync", EIO, ENOSPC, EINTR));
    return real(descriptor);
}
int fdatasync(int descriptor) {
    REAL(descriptor_type, "fdatasync");
    FAIL_IF(FAULT("fsync", EIO, ENOSPC, EINTR));
    return real(descriptor);
}

typedef int (*rename_type)(const char *, const char *);
int rename(const char *from, const char *to) {
    REAL(rename_type, "rename");
    FAIL_IF(FAULT("rename", EIO, ENOSPC, EACCES));
    return real(from, to);
}

typedef int (*open_type)(const char *, int, ...);
#define DEFINE_OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(open_type, #name); \
        va_list arguments; \
        va_start(arguments, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0; \
        va_end(arguments); \
        FAIL_IF(FAULT("open", EMFILE, ENOSPC, EACCES, EINTR)); \
        return real(path, flags, mode); \
    }
DEFINE_OPEN(open)
DEFINE_OPEN(open64)

typedef int (*connect_type)(int, const struct sockaddr *, socklen_t);
int connect(int descriptor, const struct sockaddr *address, socklen_t length) {
    REAL(connect_type, "connect");
    FAIL_IF(FAULT("connect", ECONNREFUSED, ENETUNREACH, EADDRNOTAVAIL, ETIMEDOUT));
    return real(descriptor, address, length);
}

typedef ssize_t (*send_type)(int, const void *, size_t, int);
ssize_t send(int descriptor, const void *bytes, size_t count, int flags) {
    REAL(send_type, "send");
    int error = FAULT("send", ECONNRESET, EPIPE, EINTR, -1);
    FAIL_IF(error);
    return real(descriptor, bytes, error < 0 && count > 1 ? count / 2 : count, flags);
}

typedef ssize_t (*sendmsg_type)(int, const struct msghdr *, int);
ssize_t sendmsg(int descriptor, const struct msghdr *message, int flags) {
    REAL(sendmsg_type, "sendmsg");
    FAIL_IF(FAULT("send", ECONNRESET, EPIPE, EINTR));
    return real(descriptor, message, flags);
}

typedef ssize_t (*recv_type)(int, void *, size_t, int);
ssize_t recv(int descriptor, void *bytes, size_t count, int flags) {
    REAL(recv_type, "recv");
    int error = FAULT("recv", ECONNRESET, EINTR, -1, -1);
    FAIL_IF(error);
    return real(descriptor, bytes, error < 0 && count > 1 ? 1 : count, flags);
}

typedef int (*poll_type)(struct pollfd *, nfds_t, int);
int poll(struct pollfd *entries, nfds_t count, int timeout) {
    REAL(poll_type, "poll");
    FAIL_IF(FAULT("poll", EINTR));
    return real(entries, count, timeout);
}

typedef int (*accept4_type)(int, struct sockaddr *, socklen_t *, int);
int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags) {
    REAL(accept4_type, "accept4");
    FAIL_IF(FAULT("accept4", EMFILE, ECONNABORTED, EINTR, ENOBUFS));
    return real(descriptor, address, length, flags);
}
