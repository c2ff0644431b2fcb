// exchange_client PORT COUNT [keep]: a C client with the policy of ipcsh's own, to measure it by.
//
// Makes COUNT one-shot exchanges, one after the other: non-blocking socket, poll with a deadline and a descriptor to
// cancel by, the half-close in the packet of the last bytes, a refused or reset connection tried again after a pause
// that doubles from 20 microseconds. With "keep" all of them over one connection, as ipcsh --keep-alive. Prints the exchanges per second; exits with 1 if one failed.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum outcome { DONE, AGAIN, FAILED };

static const char request[] =
    "{\"image\": {\"file\": \"C:/temp/example.jpg\", \"name\": \"Default\", \"focal_length\": \"50.0\"}}\x04";
static const char response[] = "O.k.\r\n";
static int cancel_descriptor;

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int wait_for(int descriptor, short events, long long deadline) {
    struct pollfd entries[2] = {{descriptor, events, 0}, {cancel_descriptor, POLLIN, 0}};
    long long left = deadline - now();
    return poll(entries, 2, left < 0 ? 0 : (left + 999999) / 1000000) > 0;
}

static enum outcome exchange_on(int descriptor, const struct sockaddr_in *address, long long deadline) {
    if (connect(descriptor, (const struct sockaddr *)address, sizeof *address)) {
        if (errno != EINPROGRESS) return AGAIN;
        if (!wait_for(descriptor, POLLOUT, deadline)) return FAILED;
        int code;
        socklen_t length = sizeof code;
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length);
        if (code) return AGAIN;
    }
    if (send(descriptor, request, strlen(request), MSG_NOSIGNAL | MSG_MORE) < 0) return AGAIN;
    shutdown(descriptor, SHUT_WR);
    char buffer[16384];
    size_t filled = 0;
    int must_wait = 1;
    for (;;) {
        if (must_wait && !wait_for(descriptor, POLLIN, deadline)) return FAILED;
        ssize_t count = recv(descriptor, buffer + filled, sizeof buffer - filled, 0);
        if (count < 0 && errno == EAGAIN) {
            must_wait = 1;
            continue;
        }
        if (count < 0) return filled ? FAILED : AGAIN;
        if (count == 0) break;
        filled += count;
        must_wait = 0;
    }
    return filled == strlen(response) && !memcmp(buffer, response, filled) ? DONE : FAILED;
}

static int connect_to(const struct sockaddr_in *address) {
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0 || connect(descriptor, (const struct sockaddr *)address, sizeof *address)) return -1;
    fcntl(descriptor, F_SETFL, O_NONBLOCK);
    return descriptor;
}

// Nothing may have come that nobody asked for; then a request, and its response up to CRLF.
static enum outcome exchange_over(int descriptor, long long deadline) {
    if (wait_for(descriptor, POLLIN, 0)) return FAILED;
    if (send(descriptor, request, strlen(request), MSG_NOSIGNAL) < 0) return FAILED;
    char buffer[16384];
    size_t filled = 0;
    while (filled < 2 || memcmp(buffer + filled - 2, "\r\n", 2)) {
        if (!wait_for(descriptor, POLLIN, deadline)) return FAILED;
        ssize_t count = recv(descriptor, buffer + filled, sizeof buffer - filled, 0);
        if (count <= 0) return FAILED;
        filled += count;
    }
    return filled == strlen(response) && !memcmp(buffer, response, filled) ? DONE : FAILED;
}

static enum outcome attempt(const struct sockaddr_in *address, long long deadline) {
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return FAILED;
    enum outcome outcome = exchange_on(descriptor, address, deadline);
    close(descriptor);
    return outcome;
}

int main(int count, char **arguments) {
    if (count < 3) return 2;
    int ends[2];
    if (pipe(ends)) return 2;
    cancel_descriptor = ends[0];
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(atoi(arguments[1])),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    long total = atol(arguments[2]), failures = 0;
    int kept = count > 3 && !strcmp(arguments[3], "keep") ? connect_to(&address) : -1;
    long long start = now();
    for (long index = 0; index < total; index++) {
        long long deadline = now() + 2000000000LL;
        struct timespec pause = {0, 20000};
        enum outcome outcome;
        if (kept >= 0) {
            if (exchange_over(kept, deadline) != DONE) failures++;
            continue;
        }
        while ((outcome = attempt(&address, deadline)) == AGAIN && now() < deadline) {
            nanosleep(&pause, NULL);
            if (pause.tv_nsec < 50000000) pause.tv_nsec *= 2;
        }
        if (outcome != DONE) failures++;
    }
    printf("%.0f\n", total / ((now() - start) / 1e9));
    return failures > 0;
}
