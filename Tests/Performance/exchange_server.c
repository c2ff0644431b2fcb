// exchange_server PORT [rebind|keep]: a C server to measure clients by, on a port of 127.0.0.1.
//
// Prints its port once it listens, answers every request with O.k., closes, and prints on SIGTERM how many it has executed. With
// "rebind" it closes its listener after every exchange and binds a new one without SO_REUSEADDR, as the vendor's server
// does: clients then meet refused and reset connections. With "keep" it keeps a connection until the client closes it.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static volatile long executed;

static void finish(int signal) {
    (void)signal;
    char text[32];
    int length = snprintf(text, sizeof text, "%ld\n", executed);
    _exit(write(1, text, length) == length ? 0 : 1);
}

static int listen_on(struct sockaddr_in *address, int reuse) {
    int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    if (reuse) setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    // The connection before may wait for a last acknowledgement still, some microseconds long: the vendor's server, which
    // is slower than that, does not see it.
    int tries = 1000;
    while (bind(listener, (struct sockaddr *)address, sizeof *address)) {
        if (--tries == 0) {
            perror("bind");
            exit(1);
        }
        sched_yield();
    }
    listen(listener, 128);
    return listener;
}

int main(int count, char **arguments) {
    if (count < 2) return 2;
    int rebinds = count > 2 && !strcmp(arguments[2], "rebind");
    int keeps = count > 2 && !strcmp(arguments[2], "keep");
    signal(SIGTERM, finish);
    signal(SIGPIPE, SIG_IGN);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(atoi(arguments[1])),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int listener = listen_on(&address, !rebinds);
    puts(arguments[1]);
    fflush(stdout);
    for (;;) {
        int connection = accept(listener, NULL, NULL);
        if (connection < 0) continue;
        char buffer[1024];
        ssize_t received;
        while ((received = recv(connection, buffer, sizeof buffer, 0)) > 0) {
            if (!memchr(buffer, 4, received)) continue;
            executed++;
            if (send(connection, "O.k.\r\n", 6, 0) < 0) perror("send");
            if (!keeps) break;
        }
        shutdown(connection, SHUT_WR);
        close(connection);
        if (rebinds) {
            close(listener);
            listener = listen_on(&address, 0);
        }
    }
}
