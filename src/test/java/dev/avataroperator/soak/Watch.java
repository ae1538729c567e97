package dev.avataroperator.soak;

import com.auth0.jwt.JWT;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.CredentialStatus;
import dev.avataroperator.soak.Figures.Memory;
import dev.avataroperator.testing.RoleProcess;
import dev.avataroperator.testing.Shell;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at credentials and memory again and again while a soak runs. */
final class Watch {
  private static final String JCMD =
      Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

  private final Tenant tenant;
  private final Clock clock;
  private final Path directory;
  private final Instant start;
  private final Set<String> expired = new HashSet<>();
  private final Map<String, List<Memory>> memory = new LinkedHashMap<>();

  Watch(Tenant tenant, Clock clock, Path directory) {
    this.tenant = tenant;
    this.clock = clock;
    this.directory = directory;
    this.start = clock.instant();
  }

  synchronized void look(List<RoleProcess> roles) {
    credentials();
    roles.forEach(this::memory);
  }

  synchronized int credentialsFoundExpired() {
    return expired.size();
  }

  synchronized Map<String, List<Memory>> memory() {
    var copy = new LinkedHashMap<String, List<Memory>>();
    memory.forEach((role, samples) -> copy.put(role, List.copyOf(samples)));
    return copy;
  }

  /** What a session says of its credentials, and what stands in its clients' Secrets. */
  private void credentials() {
    for (var session : tenant.sessions()) {
      var status = session.getStatus();
      if (status != null && status.credentials() != null) {
        status.credentials().stream().filter(Watch::isRenewed).forEach(this::note);
      }
    }
    tenant.all(Secret.class).stream().filter(Watch::isLiveKitClient).forEach(this::token);
  }

  /** A session token that was used may expire; one that is used then is counted by the service. */
  private static boolean isRenewed(CredentialStatus credential) {
    return !credential.name().startsWith("session-token");
  }

  private void note(CredentialStatus credential) {
    var name = credential.secretName() + "/" + credential.name();
    note(name, Instant.parse(credential.expiresAt()));
  }

  private static boolean isLiveKitClient(Secret secret) {
    return secret.getMetadata().getName().contains("-client-")
        && secret.getData().containsKey("identity");
  }

  private void token(Secret secret) {
    var token = new String(Base64.getDecoder().decode(secret.getData().get("token")));
    note(secret.getMetadata().getName(), JWT.decode(token).getExpiresAtAsInstant());
  }

  private void note(String credential, Instant expiresAt) {
    if (!expiresAt.isAfter(clock.instant())) {
      expired.add(credential + " of " + expiresAt);
      write("expired.txt", String.join("\n", expired));
    }
  }

  private void memory(RoleProcess role) {
    var histogram =
        Shell.output(Map.of(), List.of(JCMD, Long.toString(role.pid()), "GC.class_histogram"));
    var total =
        histogram.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
    var samples = memory.computeIfAbsent(role.toString(), key -> new ArrayList<>());
    var second = (clock.millis() - start.toEpochMilli()) / 1_000.0;
    samples.add(new Memory(second, resident(role.pid()), Long.parseLong(total.split("\\s+")[2])));
    write("%s-%03d.histogram".formatted(role, samples.size()), histogram);
  }

  private static long resident(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      var line = lines.filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.split("\\s+")[1]) << 10;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) {
    try {
      Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
