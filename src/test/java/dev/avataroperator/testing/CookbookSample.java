package dev.avataroperator.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A file of examples/, and what its comment says that becomes of it. */
public record CookbookSample(String name, String text) {
  private static final Path FOLDER = Path.of("examples");
  private static final Pattern BECOMES =
      Pattern.compile("(?m)^# Becomes: (?:\\S+/)?([a-z0-9-]+) ([A-Z][A-Za-z]+)$");

  /** All that become something, by name; the accounts that they refer to don't. */
  public static List<CookbookSample> all() {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(CookbookSample::read)
          .filter(sample -> BECOMES.matcher(sample.text).find())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The session that the comment speaks of. */
  public String session() {
    return becomes(1);
  }

  /** The state that the session reaches. */
  public String state() {
    return becomes(2);
  }

  /** Whether it says itself which namespaces its resources stand in. */
  public boolean hasNamespaces() {
    return text.contains("kind: Namespace");
  }

  /**
   * The same with the addresses of an installation in the place of the examples', short times, and
   * namespaces of a tenant.
   */
  public CookbookSample on(Installation installation, String accounts, String guests) {
    var adapted =
        text.replace(
                "https://media.example.com/welcome-24k.wav",
                installation.audioUrl("welcome-24k.wav"))
            .replace("https://console.example.com", installation.consoleUrl())
            .replace("wss://ingress.example.com/v2/driveningress", installation.ingressUrl())
            .replace("app_123", Installation.APP_ID)
            .replace("{name: spatialreal, key:", "{name: simulator, key:")
            .replace("wss://my-project.livekit.cloud", "ws://127.0.0.1:7880")
            .replace("https://10.0.0.7:9443", installation.workerUrl())
            .replace("  caSecretRef: {name: workers, key: ca.crt}\n", "")
            .replace("afterSilence: 2m", "afterSilence: 2s")
            .replace("avatar-accounts", accounts)
            .replace("museum", guests);
    return new CookbookSample(name, adapted);
  }

  @Override
  public String toString() {
    return name;
  }

  private String becomes(int group) {
    var found = BECOMES.matcher(text);
    if (!found.find()) {
      throw new AssertionError(name + " doesn't say what becomes of it");
    }
    return found.group(group);
  }

  private static CookbookSample read(Path file) {
    try {
      return new CookbookSample(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
