package dev.avataroperator.operator.session.credential;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.CredentialStatus;
import dev.avataroperator.control.Assignment.IngestToken;
import dev.avataroperator.credential.Credential;
import dev.avataroperator.operator.session.turn.Issued;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All credentials of a session as they stand after a turn. */
record Parts(
    EgressCredentials.Minted egress,
    Optional<IngestCredentials.Minted> ingest,
    List<ClientCredentials.Minted> clients) {

  Issued issued(
      Turn turn, StreamPlan plan, Optional<IngestCredentials.Address> address, Runnable whenTold) {
    return new Issued(
        plan.epoch(),
        egress.rtcToken(),
        egress.sessionTokens(),
        ingest.map(IngestCredentials.Minted::accepted).orElse(List.<IngestToken>of()),
        address.map(IngestCredentials.Address::url).orElse(null),
        egress.firstItem(),
        statuses(turn, plan),
        whenTold);
  }

  /** Whether a token stands in its Secret only once the worker knows of it. */
  boolean isToBeShown() {
    return ingest.flatMap(IngestCredentials.Minted::next).isPresent();
  }

  /** When each is to be renewed: a used token isn't, and the RTC token outlives the session. */
  Stream<Credential> renewed(StreamPlan plan) {
    return Stream.of(
            unused(plan),
            egress.brokerKey().stream(),
            ingest.map(IngestCredentials.Minted::token).stream(),
            clients.stream().map(ClientCredentials.Minted::token))
        .flatMap(each -> each);
  }

  Stream<Credential> unused(StreamPlan plan) {
    return egress.sessionTokens().stream()
        .filter(token -> !plan.usedGenerations().contains(token.generation()));
  }

  private List<CredentialStatus> statuses(Turn turn, StreamPlan plan) {
    var statuses = new ArrayList<CredentialStatus>();
    var secret = EgressCredentials.name(turn);
    var tokens = egress.sessionTokens();
    for (int i = 0; i < tokens.size(); i++) {
      var isUsed = plan.usedGenerations().contains(tokens.get(i).generation());
      var name = SessionTokens.KEYS.get(i);
      statuses.add(
          isUsed ? notRenewed(name, secret, tokens.get(i)) : status(name, secret, tokens.get(i)));
    }
    egress
        .rtcToken()
        .ifPresent(token -> statuses.add(notRenewed(EgressCredentials.RTC_KEY, secret, token)));
    egress.brokerKey().ifPresent(key -> statuses.add(status(BrokerKeys.KEY, secret, key)));
    ingest.ifPresent(
        minted -> statuses.add(status("ingest", IngestCredentials.name(turn), minted.token())));
    clients.forEach(minted -> statuses.add(minted.status()));
    return List.copyOf(statuses);
  }

  static CredentialStatus status(String name, String secretName, Credential credential) {
    return new CredentialStatus(
        name,
        secretName,
        credential.expiresAt().toString(),
        credential.renewAt().toString(),
        credential.generation());
  }

  private static CredentialStatus notRenewed(
      String name, String secretName, Credential credential) {
    return new CredentialStatus(
        name, secretName, credential.expiresAt().toString(), null, credential.generation());
  }
}
