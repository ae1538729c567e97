package dev.avataroperator.console;

import dev.avataroperator.credential.SecretText;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the buttons of the page do, and which of them a person may press. */
final class SessionActions {
  private static final String GROUP = "avatar-operator.dev";

  private final ClusterApi cluster;
  private final Clock clock;

  SessionActions(ClusterApi cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  Future<JsonObject> suspend(SecretText token, SessionName session, boolean suspend) {
    var patch = new JsonObject().put("spec", new JsonObject().put("suspend", suspend));
    return patch(token, session, patch);
  }

  /** Asks by annotation; a new value acts once. */
  Future<JsonObject> request(SecretText token, SessionName session, String what) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    var annotation = new JsonObject().put(GROUP + "/" + what + "-requested-at", now);
    var meta = new JsonObject().put("annotations", annotation);
    return patch(token, session, new JsonObject().put("metadata", meta));
  }

  /** Who the token's holder is; this every person may ask. */
  Future<JsonObject> me(SecretText token) {
    var review =
        new JsonObject()
            .put("apiVersion", "authentication.k8s.io/v1")
            .put("kind", "SelfSubjectReview");
    return cluster
        .create(token, "/apis/authentication.k8s.io/v1/selfsubjectreviews", review)
        .map(
            answer ->
                new JsonObject()
                    .put(
                        "user",
                        answer
                            .getJsonObject("status", new JsonObject())
                            .getJsonObject("userInfo", new JsonObject())
                            .getString("username")));
  }

  Future<JsonObject> rights(SecretText token, SessionName session) {
    var edit = may(token, session, new Right("patch", GROUP, "avatarsessions", null, ""));
    var watch = may(token, session, new Right("create", GROUP, "avatarsessions", "token", ""));
    var say = may(token, session, new Right("get", "", "secrets", null, "-ingest"));
    return Future.all(List.of(edit, watch, say))
        .map(
            all ->
                new JsonObject()
                    .put("edit", edit.result())
                    .put("watch", watch.result())
                    .put("say", say.result()));
  }

  private record Right(
      String verb, String group, String resource, String subresource, String suffix) {}

  private Future<Boolean> may(SecretText token, SessionName session, Right right) {
    var attributes =
        new JsonObject()
            .put("namespace", session.namespace())
            .put("name", session.name() + right.suffix())
            .put("verb", right.verb())
            .put("group", right.group())
            .put("resource", right.resource())
            .put("subresource", right.subresource());
    var review =
        new JsonObject()
            .put("apiVersion", "authorization.k8s.io/v1")
            .put("kind", "SelfSubjectAccessReview")
            .put("spec", new JsonObject().put("resourceAttributes", attributes));
    return cluster
        .create(token, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review)
        .map(
            answer ->
                answer.getJsonObject("status", new JsonObject()).getBoolean("allowed", false));
  }

  private Future<JsonObject> patch(SecretText token, SessionName session, JsonObject patch) {
    var path = ClusterApi.session(session) + "?fieldManager=avatar-operator-console";
    return cluster.mergePatch(token, path, patch).map(SessionView::of);
  }
}
