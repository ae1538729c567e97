package dev.avataroperator.operator.service;

import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.api.v1alpha1.AvatarServiceStatus;
import dev.avataroperator.api.v1alpha1.AvatarServiceStatus.Sessions;
import dev.avataroperator.operator.OperatorParts;
import dev.avataroperator.operator.StatusUpdate;
import dev.avataroperator.status.Conditions;
import java.time.Duration;
import java.time.Instant;

/** Writes an AvatarService's status. */
final class ServiceStatus {
  private static final Duration SETTLING = Duration.ofSeconds(30);

  private final OperatorParts operator;
  private final Instant started;

  ServiceStatus(OperatorParts operator) {
    this.operator = operator;
    this.started = operator.clock().instant();
  }

  void write(AvatarService service, Conditions conditions, String keyVersion) {
    var stored = service.getStatus();
    StatusUpdate.write(
        operator.client(),
        service,
        new AvatarServiceStatus(
            service.getMetadata().getGeneration(),
            conditions.list(),
            null,
            sessions(service, stored),
            keyVersion));
  }

  /** Just after a start not every session was looked at yet, so the stored counts stay. */
  private Sessions sessions(AvatarService service, AvatarServiceStatus stored) {
    if (stored != null && operator.clock().instant().isBefore(started.plus(SETTLING))) {
      return stored.sessions();
    }
    var key = service.getMetadata().getNamespace() + "/" + service.getMetadata().getName();
    var use = operator.serviceUse();
    return new Sessions(use.active(key), use.queued(key));
  }
}
