package dev.avataroperator.operator.session.credential;

import static dev.avataroperator.status.ConditionType.CredentialsReady;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.CredentialStatus;
import dev.avataroperator.api.v1alpha1.AvatarWorkerPool;
import dev.avataroperator.control.Assignment.IngestToken;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.credential.Backoff;
import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.credential.MintException;
import dev.avataroperator.operator.SourceValue;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.Attempts;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.Issued;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The step that keeps every credential of a session minted, valid and in its Secret. */
public final class Credentials {
  private static final Duration BILLING_RETRY = Duration.ofMinutes(10);

  private final SessionSources sources;
  private final EgressCredentials egress;
  private final IngestCredentials ingest;
  private final ClientCredentials clients;
  private final Attempts mints;
  private final Attempts refusals;

  public Credentials(
      SessionSources sources,
      EgressCredentials egress,
      IngestCredentials ingest,
      ClientCredentials clients,
      Backoff backoff) {
    this.sources = sources;
    this.egress = egress;
    this.ingest = ingest;
    this.clients = clients;
    this.mints = new Attempts(backoff);
    this.refusals = new Attempts(backoff);
  }

  public void forget(String uid) {
    mints.succeeded(uid);
    refusals.succeeded(uid);
  }

  public Optional<Issued> ensure(Turn turn, Accepted accepted, StreamPlan plan) {
    try {
      var forClients = clients.ensure(turn, accepted);
      var forEgress = egress.ensure(turn, accepted, plan, mayTopUp(turn, plan));
      var url = accepted.settings().isIngest() ? ingestUrl(turn, plan) : null;
      var forIngest =
          url == null
              ? Optional.<IngestCredentials.Minted>empty()
              : Optional.of(ingest.ensure(turn, url, caBundle(turn)));
      judge(turn, forEgress.problem());
      return Optional.of(issued(turn, plan, url, new All(forEgress, forIngest, forClients)));
    } catch (SecretConflictException e) {
      turn.again(mints.failed(turn.uid(), turn.now()));
      return turn.stop(CredentialsReady, Reason.SecretConflict, e.getMessage());
    } catch (MintException e) {
      return refused(turn, e);
    }
  }

  private void judge(Turn turn, Optional<MintException> problem) {
    if (problem.isEmpty()) {
      mints.succeeded(turn.uid());
      turn.conditions()
          .isTrue(CredentialsReady, Reason.Issued, "All credentials stand in their Secrets.");
    } else {
      turn.again(mints.failed(turn.uid(), turn.now()));
      turn.conditions()
          .isTrue(
              CredentialsReady,
              Reason.RenewalFailed,
              "No further session token: " + problem.get().getMessage());
    }
  }

  /**
   * Whether a further session token may be minted now. After a refusal that can pass it is tried
   * again with growing delay, billing every ten minutes; the connection's own outages are the
   * worker's matter, and input errors wait for a person.
   */
  private boolean mayTopUp(Turn turn, StreamPlan plan) {
    if (turn.now().isBefore(mints.nextTry(turn.uid()))) {
      turn.again(mints.nextTry(turn.uid()));
      return false;
    }
    if (plan.isStreaming()) {
      refusals.succeeded(turn.uid());
    }
    var code = plan.failure().map(SessionReport.Failure::code);
    if (code.isEmpty() || code.get() == FailureCode.ServiceUnavailable) {
      return true;
    }
    var least = StreamPlan.isBilling(code.get()) ? BILLING_RETRY : Duration.ZERO;
    if (!plan.failure().get().retryable() && least.isZero()) {
      return false;
    }
    var may = refusals.mayTry(turn.uid(), turn.now(), least);
    turn.again(refusals.nextTry(turn.uid()));
    return may;
  }

  private Optional<Issued> refused(Turn turn, MintException e) {
    if (e.retryable()) {
      turn.again(mints.failed(turn.uid(), turn.now()));
    } else if (e.code() == FailureCode.BillingRequired) {
      turn.again(BILLING_RETRY);
    }
    return turn.stop(CredentialsReady, Reason.of(e.code()), e.getMessage());
  }

  private Issued issued(Turn turn, StreamPlan plan, String ingestUrl, All all) {
    var statuses = new ArrayList<CredentialStatus>();
    var tokens = all.egress().sessionTokens();
    for (int i = 0; i < tokens.size(); i++) {
      var key = SessionTokens.KEYS.get(i);
      statuses.add(status(key, EgressCredentials.name(turn), tokens.get(i)));
    }
    statuses.add(
        status(EgressCredentials.RTC_KEY, EgressCredentials.name(turn), all.egress().rtcToken()));
    all.ingest()
        .ifPresent(
            minted -> statuses.add(status("ingest", IngestCredentials.name(turn), minted.token())));
    all.clients()
        .forEach(
            minted ->
                statuses.add(
                    status("client-" + minted.client(), minted.secretName(), minted.token())));
    wakeForRenewals(turn, plan, all);
    return new Issued(
        plan.epoch(),
        all.egress().rtcToken(),
        tokens,
        all.ingest().map(IngestCredentials.Minted::accepted).orElse(List.<IngestToken>of()),
        ingestUrl,
        all.egress().firstItem(),
        List.copyOf(statuses));
  }

  /** A used session token needs no renewal, and the RTC token outlives the session. */
  private static void wakeForRenewals(Turn turn, StreamPlan plan, All all) {
    all.egress().sessionTokens().stream()
        .filter(token -> !plan.usedGenerations().contains(token.generation()))
        .map(Credential::renewAt)
        .forEach(turn::again);
    all.ingest().ifPresent(minted -> turn.again(minted.token().renewAt()));
    all.clients().forEach(minted -> turn.again(minted.token().renewAt()));
  }

  private static CredentialStatus status(String name, String secretName, Credential credential) {
    return new CredentialStatus(
        name,
        secretName,
        credential.expiresAt().toString(),
        credential.renewAt().toString(),
        credential.generation());
  }

  /** Stable: the pool's external URL, else the worker that the session has. */
  private String ingestUrl(Turn turn, StreamPlan plan) {
    var external =
        pool(turn)
            .map(pool -> pool.getSpec().ingest())
            .map(ingest -> ingest.externalUrl())
            .map(url -> url.replaceAll("/+$", ""));
    var worker =
        plan.worker().map(link -> link.endpoint().url().toString().replaceFirst("^http", "ws"));
    return external
        .or(() -> worker.map(url -> url.replaceAll("/+$", "")))
        .map(base -> base + "/v1/sessions/" + turn.uid() + "/audio")
        .or(() -> turn.stored().map(status -> status.ingest()).map(ingest -> ingest.url()))
        .orElse(null);
  }

  private String caBundle(Turn turn) {
    return pool(turn)
        .map(pool -> pool.getSpec().caSecretRef())
        .flatMap(
            ref ->
                SourceValue.of(
                        sources.sourceSecret(turn.namespace(), ref.name()), turn.namespace(), ref)
                    .value())
        .map(pem -> pem + "\n")
        .orElse(null);
  }

  private Optional<AvatarWorkerPool> pool(Turn turn) {
    return sources.pool(turn.namespace(), EffectiveSession.of(turn.session()).poolName());
  }

  private record All(
      EgressCredentials.Minted egress,
      Optional<IngestCredentials.Minted> ingest,
      List<ClientCredentials.Minted> clients) {}
}
