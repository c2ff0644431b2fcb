// What Linux has beyond POSIX, and what its headers show only to those who define _GNU_SOURCE.
#pragma once

#ifdef __linux__
#include <sys/epoll.h>
#include <sys/socket.h>

int accept4(int listener, struct sockaddr *restrict address, socklen_t *restrict length, int flags);
int pipe2(int ends[2], int flags);
int mkostemps(char *path, int suffix_length, int flags);
#endif
