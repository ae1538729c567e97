package dev.avataroperator.operator;

import dev.avataroperator.credential.ConsoleClient;
import dev.avataroperator.credential.MintRecord;
import dev.avataroperator.gateway.BrokerBook;
import dev.avataroperator.gateway.Refusal;
import dev.avataroperator.gateway.RoomDoor;
import dev.avataroperator.gateway.RoomWebhook;
import dev.avataroperator.gateway.Visits;
import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.operator.rooms.RoomServers;
import dev.avataroperator.operator.rooms.Rooms;
import dev.avataroperator.operator.workers.Ownership;
import dev.avataroperator.operator.workers.WorkerFleet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/**
 * Holds the shared parts. Controllers exist in every role, but the parts are made only when the
 * operator starts, with the settings of its command line.
 */
@Singleton
public class OperatorContext {
  private static final Duration CONSOLE_DEADLINE = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final Vertx vertx;
  private volatile Ownership ownership = (uid, worker) -> true;
  private volatile Visits visits;
  private volatile RoomDoor door;
  private volatile boolean started;
  private OperatorParts parts;

  public OperatorContext(KubernetesClient client, Vertx vertx) {
    this.client = client;
    this.vertx = vertx;
  }

  public synchronized void configure(OperatorSettings settings) {
    var clock = Clock.systemUTC();
    var servers = new RoomServers(clock, new Random());
    parts =
        new OperatorParts(
            settings,
            client,
            new WorkerFleet(vertx, clock),
            new MintRecord(new ConsoleClient(CONSOLE_DEADLINE)),
            new EventRecorder(client, clock, hostName()),
            new Install(client),
            new ServiceUse(),
            new BrokerBook(),
            servers,
            new Rooms(servers, clock, new Random()),
            clock);
  }

  /** All caches are filled: what isn't in them doesn't exist. */
  public void started() {
    started = true;
  }

  /** Whether they are. */
  public boolean isStarted() {
    return started;
  }

  /** Set by the controller of sessions, which alone knows. */
  public void ownership(Ownership given) {
    ownership = given;
  }

  /** Set by the controller of sessions, which knows the providers. */
  public void door(RoomDoor given) {
    door = given;
  }

  /** Takes the webhooks of RTC servers; plain http without a certificate (null). */
  public Future<Integer> takeWebhooks(ListenAddress address, PemKeyCertOptions certificate) {
    return new RoomWebhook(vertx, door, Clock.systemUTC()).listen(address, certificate);
  }

  /** Until all is known, everything counts as owned. */
  public Ownership ownership() {
    return (uid, worker) -> !started || ownership.owns(uid, worker);
  }

  /** Set by the controller of sessions, which knows the rooms. */
  public void visits(Visits given) {
    visits = given;
  }

  /** Until all is known, nobody is let in. */
  public Visits visits() {
    return (namespace, session, request) -> {
      if (!started) {
        throw Refusal.unavailable("the operator starts: try again");
      }
      return visits.admit(namespace, session, request);
    };
  }

  public synchronized OperatorParts parts() {
    if (parts == null) {
      configure(OperatorSettings.defaults());
    }
    return parts;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "avatar-operator";
    }
  }
}
