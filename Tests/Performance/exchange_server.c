// exchange_server [rebind]: a C server to measure clients by, on a free port of 127.0.0.1.
//
// Prints its port, answers every request with O.k., closes, and prints on SIGTERM how many it has executed. With
// "rebind" it closes its listener after every exchange and binds a new one without SO_REUSEADDR, as the vendor's server
// does: clients then meet refused and reset connections.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
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
    if (bind(listener, (struct sockaddr *)address, sizeof *address)) {
        perror("bind");
        exit(1);
    }
    listen(listener, 128);
    return listener;
}

int main(int count, char **arguments) {
    int rebinds = count > 1 && !strcmp(arguments[1], "rebind");
    signal(SIGTERM, finish);
    signal(SIGPIPE, SIG_IGN);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int listener = listen_on(&address, !rebinds);
    socklen_t length = sizeof address;
    getsockname(listener, (struct sockaddr *)&address, &length);
    printf("%d\n", ntohs(address.sin_port));
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
            break;
        }
        shutdown(connection, SHUT_WR);
        close(connection);
        if (rebinds) {
            close(listener);
            listener = listen_on(&address, 0);
        }
    }
}
