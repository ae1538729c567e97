package dev.avataroperator.operator.session.credential;

import static dev.avataroperator.status.ConditionType.CredentialsReady;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.credential.Backoff;
import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.MintException;
import dev.avataroperator.operator.session.credential.EgressCredentials.Orders;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.Attempts;
import dev.avataroperator.operator.session.turn.Issued;
import dev.avataroperator.operator.session.turn.Requests.Request;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.Reason;
import java.util.List;
import java.util.Optional;

/** The step that keeps every credential of a session minted, valid and in its Secret. */
public final class Credentials {
  private final IngestAddresses addresses;
  private final EgressCredentials egress;
  private final IngestCredentials ingest;
  private final ClientCredentials clients;
  private final TopUps topUps;
  private final Attempts conflicts;

  public Credentials(
      IngestAddresses addresses,
      EgressCredentials egress,
      IngestCredentials ingest,
      ClientCredentials clients,
      Backoff backoff) {
    this.addresses = addresses;
    this.egress = egress;
    this.ingest = ingest;
    this.clients = clients;
    this.topUps = new TopUps(backoff);
    this.conflicts = new Attempts(backoff);
  }

  public void forget(String uid) {
    egress.forget(uid);
    topUps.forget(uid);
    conflicts.succeeded(uid);
  }

  public Optional<Issued> ensure(Turn turn, Accepted accepted, StreamPlan plan) {
    var rotation = Rotation.of(turn);
    try {
      var forClients = clients.ensure(turn, accepted, rotation);
      if (forClients.problem().isPresent() && plan.kind() != StreamPlan.Kind.RUNNING) {
        throw forClients.problem().get();
      }
      var orders = new Orders(topUps.may(turn, plan), rotation);
      var forEgress = egress.ensure(turn, accepted, plan, orders);
      var address =
          accepted.settings().isIngest()
              ? addresses.of(turn, plan)
              : Optional.<IngestCredentials.Address>empty();
      var forIngest =
          address.isPresent()
              ? Optional.of(ingest.ensure(turn, address.get(), rotation))
              : Optional.<IngestCredentials.Minted>empty();
      if (!accepted.settings().isIngest()) {
        ingest.withdraw(turn);
      }
      var parts = new Parts(forEgress, forIngest, forClients.minted());
      var issued = parts.issued(turn, plan, address, () -> show(turn, parts));
      judge(turn, plan, parts, issued);
      forClients
          .problem()
          .ifPresentOrElse(
              problem -> unwritable(turn, problem), () -> conflicts.succeeded(turn.uid()));
      return Optional.of(issued);
    } catch (UnwritableSecretException e) {
      return unwritable(turn, e);
    } catch (MintException e) {
      return turn.stop(CredentialsReady, Reason.of(e.code()), e.getMessage());
    }
  }

  private void show(Turn turn, Parts parts) {
    try {
      if (parts.ingest().isPresent()) {
        ingest.show(turn, parts.ingest().get());
      }
      rotated(turn, parts);
    } catch (UnwritableSecretException e) {
      unwritable(turn, e);
    }
  }

  private Optional<Issued> unwritable(Turn turn, UnwritableSecretException e) {
    turn.again(conflicts.failed(turn.uid(), turn.now()));
    return turn.stop(CredentialsReady, e.reason(), e.getMessage());
  }

  /**
   * While its worker can't be reached: what people in the room hold is renewed all the same. An
   * ingest token isn't, because the worker couldn't be told of another.
   */
  public void ensureClients(Turn turn, Accepted accepted) {
    var ensured = clients.ensure(turn, accepted, Rotation.of(turn));
    ensured.minted().forEach(each -> turn.again(each.token().renewAt()));
    turn.renewed(ensured.minted().stream().map(ClientCredentials.Minted::status).toList());
    if (ensured.problem().isPresent()) {
      turn.again(conflicts.failed(turn.uid(), turn.now()));
    }
  }

  private void judge(Turn turn, StreamPlan plan, Parts parts, Issued issued) {
    var problem = parts.egress().problem();
    wakeForRenewals(turn, plan, parts);
    if (!parts.isToBeShown()) {
      rotated(turn, parts);
    }
    if (problem.isPresent()) {
      renewalFailed(turn, plan.isStreaming(), parts.unused(plan).toList(), problem.get());
    } else if (!parts.egress().changedKeys().isEmpty()) {
      turn.conditions()
          .isTrue(
              CredentialsReady,
              Reason.SourceKeyChanged,
              "Minted anew with another key: "
                  + String.join(" and ", parts.egress().changedKeys())
                  + " changed. What runs goes on.");
    } else if (saidOfAKey(turn) && !isNew(turn, issued)) {
      turn.conditions().keep(CredentialsReady);
    } else {
      turn.conditions()
          .isTrue(CredentialsReady, Reason.Issued, "All credentials stand in their Secrets.");
    }
  }

  private static void rotated(Turn turn, Parts parts) {
    if (parts.egress().rotated()) {
      turn.requests().actedOn(Request.ROTATE);
    }
  }

  /** A session that is connected needs its spare only when it loses the connection. */
  static void renewalFailed(
      Turn turn, boolean isConnected, List<Credential> unused, MintException problem) {
    var good = unused.stream().map(Credential::expiresAt).filter(turn.now()::isBefore).toList();
    good.forEach(turn::again);
    var message = "No further session token: " + problem.getMessage();
    if (!good.isEmpty()) {
      turn.conditions().isTrue(CredentialsReady, Reason.RenewalFailed, message);
    } else if (isConnected) {
      turn.conditions()
          .isTrue(
              CredentialsReady,
              Reason.RenewalFailed,
              message + " The spare has expired: a lost connection couldn't be made again.");
    } else {
      turn.conditions().isFalse(CredentialsReady, Reason.Expired, message);
    }
  }

  private static boolean saidOfAKey(Turn turn) {
    return turn.stored().map(AvatarSessionStatus::conditions).orElse(List.of()).stream()
        .filter(condition -> condition.getType().equals(CredentialsReady.name()))
        .anyMatch(condition -> condition.getReason().equals(Reason.SourceKeyChanged.name()));
  }

  private static boolean isNew(Turn turn, Issued issued) {
    var before = turn.stored().map(AvatarSessionStatus::credentials).orElse(List.of());
    return issued.statuses().stream()
        .anyMatch(
            fresh ->
                before.stream()
                    .filter(old -> old.name().equals(fresh.name()))
                    .noneMatch(old -> fresh.generation().equals(old.generation())));
  }

  /** What is due already is tried again by those who couldn't mint it. */
  private static void wakeForRenewals(Turn turn, StreamPlan plan, Parts parts) {
    parts.renewed(plan).map(Credential::renewAt).filter(turn.now()::isBefore).forEach(turn::again);
  }
}
