package dev.avataroperator.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Which audio addresses the console dials. They come from pools, whose authors may reach less than
 * the console does: so only workers' URLs, by TLS, and nothing that only this machine or its host
 * reaches. Private addresses are where workers are. What a name stands for may change between this
 * look and the dial; then it has to show a certificate for that name.
 *
 * @param loopback workers may run on this machine
 * @param insecure plain ws is fine beyond loopback too
 */
public record AudioGuard(boolean loopback, boolean insecure) {
  private static final long LOOK_UP_SECONDS = 5;

  /** The URL as it stands in a session's status; fails with a {@link ConsoleProblem}. */
  Future<URI> check(Vertx vertx, String text, String uid) {
    var url = url(text);
    if (url == null || !isWorkers(url, uid)) {
      return refuse("isn't a worker's: look at ingest.externalUrl of its AvatarWorkerPool.");
    }
    return vertx
        .executeBlocking(() -> List.of(InetAddress.getAllByName(url.getHost())), false)
        .timeout(LOOK_UP_SECONDS, TimeUnit.SECONDS)
        .recover(AudioGuard::unknown)
        .compose(addresses -> judge(url, addresses));
  }

  private static URI url(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isWorkers(URI url, String uid) {
    return ("wss".equals(url.getScheme()) || "ws".equals(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null
        && url.getRawPath().endsWith("/v1/sessions/" + uid + "/audio");
  }

  private Future<URI> judge(URI url, List<InetAddress> addresses) {
    for (var address : addresses) {
      if (address.isLoopbackAddress() && !loopback) {
        return refuse("is at loopback, where this console has no workers.");
      }
      if (address.isLinkLocalAddress()
          || address.isAnyLocalAddress()
          || address.isMulticastAddress()) {
        return refuse("is link-local, multicast or unspecified: no worker is there.");
      }
      if (!Upstream.isTls(url) && !insecure && !address.isLoopbackAddress()) {
        return refuse(
            "isn't encrypted: use wss, or start the console with --allow-insecure-endpoints.");
      }
    }
    return Future.succeededFuture(url);
  }

  private static <T> Future<T> unknown(Throwable failure) {
    return failure instanceof UnknownHostException
        ? refuse("names a host that can't be resolved here.")
        : refuse("names a host that isn't resolved in " + LOOK_UP_SECONDS + " s.");
  }

  private static <T> Future<T> refuse(String why) {
    return Future.failedFuture(new ConsoleProblem(409, "The session's audio address " + why));
  }
}
