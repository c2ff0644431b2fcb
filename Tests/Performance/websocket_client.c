// websocket_client PORT COUNT: a C client to measure WebSocket servers, and ipcsh's own client, by.
//
// Makes COUNT exchanges, one after the other, over one connection and with blocking calls: a masked text out, its answer
// in. Prints the exchanges per second; exits with 1 if one failed.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char handshake[] =
    "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
static const char request[] =
    "{\"image\": {\"file\": \"C:/temp/example.jpg\", \"name\": \"Default\", \"focal_length\": \"50.0\"}}";
static const unsigned char response[] = {0x81, 4, 'O', '.', 'k', '.'};

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int shake_hands(int connection) {
    if (send(connection, handshake, strlen(handshake), MSG_NOSIGNAL) < 0) return 0;
    char answer[4096];
    size_t filled = 0;
    do {
        ssize_t count = recv(connection, answer + filled, sizeof answer - 1 - filled, 0);
        if (count <= 0) return 0;
        answer[filled += count] = 0;
    } while (!strstr(answer, "\r\n\r\n"));
    return !strncmp(answer, "HTTP/1.1 101 ", 13);
}

// A mask is chosen by chance for each frame (RFC 6455, section 5.3).
static int exchange(int connection) {
    unsigned char frame[256] = {0x81, 0x80 | (sizeof request - 1)};
    if (getrandom(frame + 2, 4, 0) != 4) return 0;
    for (size_t i = 0; i < sizeof request - 1; i++) frame[6 + i] = request[i] ^ frame[2 + i % 4];
    if (send(connection, frame, 6 + sizeof request - 1, MSG_NOSIGNAL) < 0) return 0;
    unsigned char answer[4096];
    size_t filled = 0;
    while (filled < 2 || filled < 2u + answer[1]) {
        ssize_t count = recv(connection, answer + filled, sizeof answer - filled, 0);
        if (count <= 0) return 0;
        filled += count;
    }
    return filled == sizeof response && !memcmp(answer, response, filled);
}

int main(int count, char **arguments) {
    if (count < 3) return 2;
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(atoi(arguments[1])),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    long total = atol(arguments[2]), failures = 0;
    int connection = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(connection, (struct sockaddr *)&address, sizeof address) || !shake_hands(connection)) {
        perror("connect");
        return 1;
    }
    int64_t start = now();
    for (long index = 0; index < total; index++) {
        if (!exchange(connection)) failures++;
    }
    double seconds = (now() - start) / 1e9;
    static const unsigned char end[] = {0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8};
    if (send(connection, end, sizeof end, MSG_NOSIGNAL) > 0) {
        char rest[256];
        while (recv(connection, rest, sizeof rest, 0) > 0) {}
    }
    printf("%.0f\n", total / seconds);
    return failures > 0;
}
