/*
 * A TCP server on one epoll loop: "echo" sends back what it receives, "flood" counts it and
 * acknowledges each whole stride with the count. It prints its port, answers each line of input
 * with its thread's number, and ends with its input.
 *
 * All connections read into one buffer. What cannot be written at once is copied aside, and the
 * connection reads nothing until it is gone.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <endian.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define BUFFER_BYTES (64 * 1024)
#define BACKLOG 1024
#define EVENTS 1024
#define STRIDE (1 << 20)

struct connection {
  int fd;
  char *rest; /* what is still to be written, or NULL */
  size_t rest_start;
  size_t rest_end;
  uint64_t received;
  uint64_t acknowledged;
};

static char buffer[BUFFER_BYTES];
static int loop;
static int listener;
static int flood;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void watch(int operation, int fd, uint32_t events, void *context) {
  struct epoll_event event = {.events = events, .data.ptr = context};
  if (epoll_ctl(loop, operation, fd, &event) < 0) fail("epoll_ctl");
}

static void drop(struct connection *c) {
  close(c->fd);
  free(c->rest);
  free(c);
}

static int is_later(void) { return errno == EAGAIN || errno == EINTR; }

/* Returns 0 if the connection is lost. */
static int send_some(struct connection *c, const char *bytes, size_t count) {
  ssize_t sent = send(c->fd, bytes, count, MSG_NOSIGNAL);
  if (sent < 0 && !is_later()) return 0;
  size_t done = sent < 0 ? 0 : (size_t)sent;
  if (done < count) {
    c->rest = malloc(count - done);
    if (c->rest == NULL) fail("malloc");
    memcpy(c->rest, bytes + done, count - done);
    c->rest_start = 0;
    c->rest_end = count - done;
    watch(EPOLL_CTL_MOD, c->fd, EPOLLOUT, c);
  }
  return 1;
}

static int flush_rest(struct connection *c) {
  ssize_t sent =
      send(c->fd, c->rest + c->rest_start, c->rest_end - c->rest_start, MSG_NOSIGNAL);
  if (sent < 0) return is_later();
  c->rest_start += (size_t)sent;
  if (c->rest_start == c->rest_end) {
    free(c->rest);
    c->rest = NULL;
    watch(EPOLL_CTL_MOD, c->fd, EPOLLIN, c);
  }
  return 1;
}

static int acknowledge(struct connection *c, size_t count) {
  c->received += count;
  if (c->received - c->acknowledged < STRIDE) return 1;
  c->acknowledged = c->received - c->received % STRIDE;
  uint64_t number = htobe64(c->acknowledged);
  return send_some(c, (const char *)&number, sizeof number);
}

static int receive(struct connection *c) {
  ssize_t count = read(c->fd, buffer, sizeof buffer);
  if (count < 0) return is_later();
  if (count == 0) return 0;
  return flood ? acknowledge(c, (size_t)count) : send_some(c, buffer, (size_t)count);
}

static void serve(struct connection *c) {
  if (!(c->rest == NULL ? receive(c) : flush_rest(c))) drop(c);
}

static void accept_one(void) {
  int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
  if (fd < 0) {
    if (is_later() || errno == ECONNABORTED) return;
    fail("accept4");
  }
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  struct connection *c = calloc(1, sizeof *c);
  if (c == NULL) fail("calloc");
  c->fd = fd;
  watch(EPOLL_CTL_ADD, fd, EPOLLIN, c);
}

static void answer_questions(void) {
  char questions[256];
  ssize_t count = read(STDIN_FILENO, questions, sizeof questions);
  if (count <= 0) exit(0);
  for (ssize_t i = 0; i < count; i++) {
    if (questions[i] == '\n') printf("wsk-bench: %d - - -\n", (int)gettid());
  }
  fflush(stdout);
}

static void listen_on_loopback(void) {
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = 0};
  socklen_t size = sizeof address;
  listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (listener < 0) fail("socket");
  if (bind(listener, (struct sockaddr *)&address, size) < 0) fail("bind");
  if (listen(listener, BACKLOG) < 0) fail("listen");
  if (getsockname(listener, (struct sockaddr *)&address, &size) < 0) fail("getsockname");
  printf("wsk-bench: %d\n", ntohs(address.sin_port));
  fflush(stdout);
}

int main(int count, char **arguments) {
  struct epoll_event events[EVENTS];
  flood = count > 1 && strcmp(arguments[1], "flood") == 0;
  loop = epoll_create1(0);
  if (loop < 0) fail("epoll_create1");
  listen_on_loopback();
  watch(EPOLL_CTL_ADD, listener, EPOLLIN, &listener);
  watch(EPOLL_CTL_ADD, STDIN_FILENO, EPOLLIN, buffer);
  for (;;) {
    int ready = epoll_wait(loop, events, EVENTS, -1);
    if (ready < 0 && errno != EINTR) fail("epoll_wait");
    for (int i = 0; i < ready; i++) {
      void *context = events[i].data.ptr;
      if (context == &listener) {
        accept_one();
      } else if (context == buffer) {
        answer_questions();
      } else {
        serve(context);
      }
    }
  }
}
