package dev.avataroperator.worker;

import java.util.concurrent.ThreadLocalRandom;

/** Where the worker API listens; port 0 takes a free one. */
public record ListenAddress(String host, int port) {

  boolean isLoopback() {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** Servers on several event loops share one port; to Vert.x a negative one is free and shared. */
  int sharedPort() {
    return port == 0 ? -1 - ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE - 1) : port;
  }
}
