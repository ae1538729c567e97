package dev.avataroperator.operator;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.gateway.Caller;
import dev.avataroperator.gateway.Callers;
import dev.avataroperator.gateway.Refusal;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the API server by TokenReview and SubjectAccessReview, each once and within a deadline;
 * nothing is remembered.
 */
public final class KubernetesCallers implements Callers {
  private final KubernetesClient client;

  /** The deadline is that of each call. */
  public KubernetesCallers(KubernetesClient client, Duration deadline) {
    var patience =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withRequestTimeout((int) deadline.toMillis())
            .withRequestRetryBackoffLimit(0)
            .build();
    this.client = client.newClient(patience).adapt(KubernetesClient.class);
  }

  @Override
  public Optional<Caller> authenticate(SecretText token) throws Refusal {
    var review = new TokenReviewBuilder().withNewSpec().withToken(token.reveal()).endSpec().build();
    try {
      return Optional.ofNullable(client.tokenReviews().create(review).getStatus())
          .filter(status -> Boolean.TRUE.equals(status.getAuthenticated()))
          .map(TokenReviewStatus::getUser)
          .filter(user -> user.getUsername() != null)
          .map(
              user ->
                  new Caller(
                      user.getUsername(),
                      user.getUid(),
                      Optional.ofNullable(user.getGroups()).orElse(List.of()),
                      Optional.ofNullable(user.getExtra()).orElse(Map.of())));
    } catch (KubernetesClientException e) {
      throw unavailable();
    }
  }

  @Override
  public boolean mayVisit(Caller caller, String namespace, String session) throws Refusal {
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(caller.user())
            .withUid(caller.uid())
            .withGroups(caller.groups())
            .withExtra(caller.extra())
            .withNewResourceAttributes()
            .withGroup(Names.GROUP)
            .withResource("avatarsessions")
            .withSubresource("token")
            .withVerb("create")
            .withNamespace(namespace)
            .withName(session)
            .endResourceAttributes()
            .endSpec()
            .build();
    try {
      var status = client.authorization().v1().subjectAccessReview().create(review).getStatus();
      return status != null && Boolean.TRUE.equals(status.getAllowed());
    } catch (KubernetesClientException e) {
      throw unavailable();
    }
  }

  private static Refusal unavailable() {
    return Refusal.unavailable("the API server doesn't tell who you are: try again");
  }
}
