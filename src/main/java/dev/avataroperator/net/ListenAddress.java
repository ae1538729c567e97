package dev.avataroperator.net;

import java.util.concurrent.ThreadLocalRandom;

/** Where a server listens; port 0 takes a free one. An IPv6 host stands without its brackets. */
public record ListenAddress(String host, int port) {

  public boolean isLoopback() {
    return Loopback.is(host);
  }

  /** Servers on several event loops share one port; to Vert.x a negative one is free and shared. */
  public int sharedPort() {
    return port == 0 ? -1 - ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE - 1) : port;
  }

  /** The same host with the port that was taken. */
  public ListenAddress on(int takenPort) {
    return new ListenAddress(host, takenPort);
  }

  /** As it stands in a URL. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
