// The least a relay on sockets of its own can be: passes on what comes and does nothing else, so that what
// the machine and the phones add to a delay can be told from what a real one adds.
//   bare-relay <phone port>...
// prints the ports it listens at, one for each phone, and ends with its input. Phones 2n and 2n+1 are joined.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_in loopback(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

static int listen_at_any(int events, uint32_t leg) {
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0), buffer = 512 * 1024;
  struct sockaddr_in own = loopback(0);
  socklen_t size = sizeof own;
  setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
  if (bind(fd, (struct sockaddr *)&own, size) != 0) exit(1);
  getsockname(fd, (struct sockaddr *)&own, &size);
  struct epoll_event event = {.events = EPOLLIN, .data.u32 = leg};
  epoll_ctl(events, EPOLL_CTL_ADD, fd, &event);
  printf("%d ", ntohs(own.sin_port));
  return fd;
}

int main(int count, char **arguments) {
  int legs = count - 1, events = epoll_create1(0);
  int *sockets = calloc(legs, sizeof *sockets);
  for (int i = 0; i < legs; i++) sockets[i] = listen_at_any(events, i);
  puts("");
  fflush(stdout);
  struct epoll_event input = {.events = EPOLLIN, .data.u32 = legs};
  epoll_ctl(events, EPOLL_CTL_ADD, STDIN_FILENO, &input);
  struct epoll_event ready[1024];
  uint8_t packet[2048];
  for (;;) {
    int n = epoll_wait(events, ready, 1024, -1);
    for (int i = 0; i < n; i++) {
      int leg = ready[i].data.u32;
      if (leg == legs) return 0;
      ssize_t length;
      struct sockaddr_in to = loopback(atoi(arguments[1 + (leg ^ 1)]));
      while ((length = recv(sockets[leg], packet, sizeof packet, 0)) > 0)
        sendto(sockets[leg ^ 1], packet, length, MSG_DONTWAIT, (struct sockaddr *)&to, sizeof to);
    }
  }
}
