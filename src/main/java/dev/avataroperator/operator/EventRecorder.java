package dev.avataroperator.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes Events; the same reason on the same object at most once in five minutes. */
public final class EventRecorder {
  private static final Logger LOG = Logger.getLogger(EventRecorder.class);
  private static final Duration QUIET = Duration.ofMinutes(5);
  private static final int REMEMBERED = 50_000;
  private static final int MAX_NOTE = 1024;
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final KubernetesClient client;
  private final Clock clock;
  private final String instance;
  private final Map<String, Instant> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  public EventRecorder(KubernetesClient client, Clock clock, String instance) {
    this.client = client;
    this.clock = clock;
    this.instance = instance;
  }

  public void normal(HasMetadata about, EventReason reason, String note) {
    record(about, "Normal", reason, note);
  }

  public void warning(HasMetadata about, EventReason reason, String note) {
    record(about, "Warning", reason, note);
  }

  private void record(HasMetadata about, String type, EventReason reason, String note) {
    var now = clock.instant();
    if (!isNew(about.getMetadata().getUid() + reason, now)) {
      return;
    }
    LOG.infof(
        "%s/%s: %s: %s",
        about.getMetadata().getNamespace(), about.getMetadata().getName(), reason, note);
    try {
      client
          .resource(
              new EventBuilder()
                  .withNewMetadata()
                  .withGenerateName(about.getMetadata().getName() + "-")
                  .withNamespace(about.getMetadata().getNamespace())
                  .endMetadata()
                  .withEventTime(new MicroTime(MICROS.format(now)))
                  .withType(type)
                  .withReason(reason.name())
                  .withAction(reason.name())
                  .withNote(note.length() > MAX_NOTE ? note.substring(0, MAX_NOTE) : note)
                  .withReportingController("avatar-operator.dev/operator")
                  .withReportingInstance(instance)
                  .withRegarding(
                      new ObjectReferenceBuilder()
                          .withApiVersion(about.getApiVersion())
                          .withKind(about.getKind())
                          .withNamespace(about.getMetadata().getNamespace())
                          .withName(about.getMetadata().getName())
                          .withUid(about.getMetadata().getUid())
                          .build())
                  .build())
          .create();
    } catch (KubernetesClientException e) {
      if (!isNamespaceEnding(e)) {
        LOG.warnf("Event %s wasn't written: %s", reason, e.getMessage());
      }
    }
  }

  /** A namespace that is being deleted takes no Events any more. */
  private static boolean isNamespaceEnding(KubernetesClientException refused) {
    return Optional.ofNullable(refused.getStatus())
        .map(Status::getDetails)
        .map(StatusDetails::getCauses)
        .orElse(List.of())
        .stream()
        .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
  }

  private boolean isNew(String key, Instant now) {
    synchronized (recent) {
      var last = recent.get(key);
      if (last != null && now.isBefore(last.plus(QUIET))) {
        return false;
      }
      recent.remove(key);
      recent.put(key, now);
      return true;
    }
  }
}
