// Many G.711 phones in one process, for benchmarks: sends RTP at an even pace from a socket for each
// phone, and measures what comes back. Each packet carries the time it was sent; packets without it
// are a relay's own, of which the pace is measured. The kernel says when a packet came.
//   rtp-phones <phones> <seconds> <milliseconds between packets> <seconds before counting> <rest>
// prints its ports, reads as many remote ports from standard input, and prints one line of JSON.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PACKET = 172, LONGEST_US = 400000, PACED_MAX = 4000 };

static double in_us(struct timespec t) { return t.tv_sec * 1e6 + t.tv_nsec / 1e3; }

static double now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return in_us(t);
}

struct paced {
  double first_us;
  uint32_t first_timestamp;
  int count;
  float late_us[PACED_MAX];
};

static uint32_t delays[LONGEST_US + 1], paces[LONGEST_US + 1];
static uint64_t sent, received;
static uint64_t measured_from_us;
static struct paced *paced;

static void add(uint32_t *histogram, double us) {
  histogram[us < 0 ? 0 : us > LONGEST_US ? LONGEST_US : (uint32_t)us]++;
}

static void take(int phone, const uint8_t *packet, ssize_t length, double came_us) {
  if (length != PACKET || came_us < measured_from_us) return;
  uint64_t at;
  memcpy(&at, packet + 16, sizeof at);
  if (memcmp(packet + 12, "PHON", 4) == 0) {
    if (at < measured_from_us) return;
    received++;
    add(delays, came_us - at);
    return;
  }
  struct paced *p = &paced[phone];
  uint32_t timestamp;
  memcpy(&timestamp, packet + 4, 4);
  timestamp = ntohl(timestamp);
  if (p->count == 0) p->first_us = came_us, p->first_timestamp = timestamp;
  if (p->count == PACED_MAX) return;
  p->late_us[p->count++] = came_us - p->first_us - (timestamp - p->first_timestamp) * 125.0;
}

static int by_size(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return x < y ? -1 : x > y;
}

/** How far packets were from the grid that the middle one lies on. */
static void pace_of(struct paced *p, uint32_t *histogram) {
  if (p->count == 0) return;
  qsort(p->late_us, p->count, sizeof(float), by_size);
  float middle = p->late_us[p->count / 2];
  for (int i = 0; i < p->count; i++) {
    float off = p->late_us[i] - middle;
    add(histogram, off < 0 ? -off : off);
  }
}

static ssize_t receive(int fd, uint8_t *packet, double *came_us) {
  char control[64];
  struct iovec vector = {packet, 2048};
  struct msghdr message = {.msg_iov = &vector, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  ssize_t length = recvmsg(fd, &message, MSG_DONTWAIT);
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  *came_us = now_us();
  if (length > 0 && header != NULL && header->cmsg_type == SCM_TIMESTAMPNS) {
    struct timespec t;
    memcpy(&t, CMSG_DATA(header), sizeof t);
    *came_us = in_us(t);
  }
  return length;
}

static void drain(int events, int *sockets) {
  struct epoll_event ready[256];
  uint8_t packet[2048];
  for (int n; (n = epoll_wait(events, ready, 256, 0)) > 0;) {
    for (int i = 0; i < n; i++) {
      int phone = ready[i].data.u32;
      double came_us;
      for (ssize_t length; (length = receive(sockets[phone], packet, &came_us)) > 0;)
        take(phone, packet, length, came_us);
    }
    if (n < 256) return;
  }
}

static double quantile(const uint32_t *histogram, double share) {
  uint64_t total = 0, seen = 0;
  for (int i = 0; i <= LONGEST_US; i++) total += histogram[i];
  for (int i = 0; i <= LONGEST_US && total > 0; i++)
    if ((seen += histogram[i]) >= share * total) return i / 1e3;
  return 0;
}

int main(int count, char **arguments) {
  if (count != 6) return 2;
  int phones = atoi(arguments[1]);
  double seconds = atof(arguments[2]), period = atof(arguments[3]) * 1e3;
  double rest_us = atof(arguments[5]);
  int *sockets = calloc(phones, sizeof(int));
  uint16_t *sequences = calloc(phones, sizeof(uint16_t));
  paced = calloc(phones, sizeof *paced);
  int events = epoll_create1(0);
  for (int i = 0; i < phones; i++) {
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof own;
    int buffer = 1 << 20;
    sockets[i] = socket(AF_INET, SOCK_DGRAM, 0);
    int on = 1;
    setsockopt(sockets[i], SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
    setsockopt(sockets[i], SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    if (bind(sockets[i], (struct sockaddr *)&own, size) != 0) return 1;
    getsockname(sockets[i], (struct sockaddr *)&own, &size);
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = i};
    epoll_ctl(events, EPOLL_CTL_ADD, sockets[i], &event);
    printf("%d%c", ntohs(own.sin_port), i + 1 == phones ? '\n' : ' ');
  }
  fflush(stdout);
  for (int i = 0; i < phones; i++) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int port;
    if (scanf("%d", &port) != 1) return 1;
    to.sin_port = htons(port);
    if (connect(sockets[i], (struct sockaddr *)&to, sizeof to) != 0) return 1;
  }
  // The first seconds are for latching and for compilers to warm up; they are not counted.
  double start = now_us(), counted = start + atof(arguments[4]) * 1e6, end = counted + seconds * 1e6;
  measured_from_us = counted;
  uint8_t packet[PACKET] = {0x80, 0};
  memset(packet + 12, 0xff, PACKET - 12);
  memcpy(packet + 12, "PHON", 4);
  double worst_us = 0;
  for (uint64_t turn = 0;; turn++) {
    // Phones take turns, so that packets are spread evenly over the period.
    double due = start + turn * period / phones, at;
    while ((at = now_us()) < due) {
      drain(events, sockets);
      double wait = due - now_us();
      // Who has a processor of its own spins for an even pace; who shares it rests and sends what is due.
      if (rest_us > 0) usleep(wait < rest_us ? rest_us : wait > 1000 ? 900 : wait);
      else if (wait > 100) usleep(wait > 1000 ? 900 : wait - 60);
    }
    if (at > end) break;
    if (at > counted && at - due > worst_us) worst_us = at - due;
    int i = turn % phones;
    uint16_t sequence = ++sequences[i];
    uint32_t timestamp = htonl(sequence * 160u), ssrc = htonl(1000 + i);
    uint64_t stamp = at;
    packet[2] = sequence >> 8;
    packet[3] = sequence;
    memcpy(packet + 4, &timestamp, 4);
    memcpy(packet + 8, &ssrc, 4);
    memcpy(packet + 16, &stamp, 8);
    if (stamp >= measured_from_us) sent++;
    send(sockets[i], packet, PACKET, MSG_DONTWAIT);
    if (turn % 16 == 0) drain(events, sockets);
  }
  for (double until = now_us() + 300e3; now_us() < until; usleep(1000)) drain(events, sockets);
  // The last phone's pace is told apart: a benchmark may set something beside the relay.
  uint32_t *beside = calloc(LONGEST_US + 1, sizeof *beside);
  for (int i = 0; i + 1 < phones; i++) pace_of(&paced[i], paces);
  pace_of(&paced[phones - 1], beside);
  printf("{\"sent\":%lu,\"received\":%lu,\"p50Ms\":%.3f,\"p99Ms\":%.3f,\"worstSendMs\":%.3f,", sent, received,
         quantile(delays, 0.5), quantile(delays, 0.99), worst_us / 1e3);
  printf("\"paceP99Ms\":%.3f,\"lastPaceP99Ms\":%.3f}\n", quantile(paces, 0.99), quantile(beside, 0.99));
  return 0;
}
