// websocket_server PORT: a C server to measure WebSocket clients by, on a port of 127.0.0.1.
//
// Prints its port once it listens, serves one connection after the other with blocking calls, answers every text with
// O.k., and prints on SIGTERM how many it has executed. It reads frames as clients of today send them: masked, not
// fragmented, of less than 64 KiB.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

static const char guid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
static volatile long executed;

static void finish(int signal) {
    (void)signal;
    char text[32];
    int length = snprintf(text, sizeof text, "%ld\n", executed);
    _exit(write(1, text, length) == length ? 0 : 1);
}

static uint32_t rotated(uint32_t word, int count) { return word << count | word >> (32 - count); }

// SHA-1 of at most 111 bytes: of two blocks.
static void sha1(const unsigned char *bytes, size_t count, unsigned char digest[20]) {
    unsigned char blocks[128] = {0};
    memcpy(blocks, bytes, count);
    blocks[count] = 0x80;
    size_t end = count < 56 ? 64 : 128;
    blocks[end - 2] = count * 8 >> 8;
    blocks[end - 1] = count * 8;
    uint32_t state[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    for (size_t start = 0; start < end; start += 64) {
        uint32_t words[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
        for (int i = 0; i < 16; i++) {
            const unsigned char *word = blocks + start + 4 * i;
            words[i] = (uint32_t)word[0] << 24 | word[1] << 16 | word[2] << 8 | word[3];
        }
        for (int i = 16; i < 80; i++) words[i] = rotated(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
        for (int i = 0; i < 80; i++) {
            uint32_t choice = i < 20 ? (b & c) | (~b & d) : i < 40 || i >= 60 ? b ^ c ^ d : (b & c) | (b & d) | (c & d);
            static const uint32_t constants[] = {0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6};
            uint32_t next = rotated(a, 5) + choice + e + constants[i / 20] + words[i];
            e = d, d = c, c = rotated(b, 30), b = a, a = next;
        }
        state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
    }
    for (int i = 0; i < 20; i++) digest[i] = state[i / 4] >> (24 - i % 4 * 8);
}

static void base64(const unsigned char *bytes, size_t count, char *text) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < count; i += 3) {
        uint32_t three = bytes[i] << 16 | (i + 1 < count ? bytes[i + 1] << 8 : 0) | (i + 2 < count ? bytes[i + 2] : 0);
        for (int digit = 0; digit < 4; digit++) *text++ = digits[three >> (18 - 6 * digit) & 63];
        if (i + 1 >= count) text[-2] = '=';
        if (i + 2 >= count) text[-1] = '=';
    }
    *text = 0;
}

// Receives the client's request and answers it.
static int shake_hands(int connection) {
    char request[8192], key[64], accept[32], answer[256];
    size_t filled = 0;
    do {
        ssize_t count = recv(connection, request + filled, sizeof request - 1 - filled, 0);
        if (count <= 0) return 0;
        request[filled += count] = 0;
    } while (!strstr(request, "\r\n\r\n"));
    const char *field = strcasestr(request, "Sec-WebSocket-Key:");
    if (!field || sscanf(field + 18, " %24s", key) != 1) return 0;
    strcat(key, guid);
    unsigned char digest[20];
    sha1((unsigned char *)key, strlen(key), digest);
    base64(digest, sizeof digest, accept);
    int length = snprintf(answer, sizeof answer,
                          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Accept: %s\r\n\r\n",
                          accept);
    return send(connection, answer, length, 0) == length;
}

// Answers what comes until the client closes.
static void serve(int connection) {
    static const unsigned char answer[] = {0x81, 4, 'O', '.', 'k', '.'};
    static unsigned char buffer[80 * 1024];
    size_t filled = 0;
    for (;;) {
        ssize_t received = recv(connection, buffer + filled, sizeof buffer - filled, 0);
        if (received <= 0) return;
        filled += received;
        while (filled >= 6) {
            size_t head = 6, count = buffer[1] & 0x7F;
            if (count == 126) {
                head = 8;
                count = buffer[2] << 8 | buffer[3];
            }
            if (filled < head + count) break;
            unsigned char *payload = buffer + head;
            for (size_t i = 0; i < count; i++) payload[i] ^= buffer[head - 4 + i % 4];
            if ((buffer[0] & 0x0F) == 8) {
                static const unsigned char echo[] = {0x88, 0};
                send(connection, echo, sizeof echo, 0);
                return;
            }
            if ((buffer[0] & 0x0F) == 1) {
                executed++;
                if (send(connection, answer, sizeof answer, 0) < 0) return;
            }
            memmove(buffer, payload + count, filled -= head + count);
        }
    }
}

int main(int count, char **arguments) {
    if (count < 2) return 2;
    signal(SIGTERM, finish);
    signal(SIGPIPE, SIG_IGN);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(atoi(arguments[1])),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 128)) {
        perror("listen");
        return 1;
    }
    puts(arguments[1]);
    fflush(stdout);
    for (;;) {
        int connection = accept(listener, NULL, NULL);
        if (connection < 0) continue;
        setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (shake_hands(connection)) serve(connection);
        shutdown(connection, SHUT_WR);
        close(connection);
    }
}
