package dev.avataroperator.simulator.settings;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Time and ids from outside, so that a test can move the one and know the other. */
public record Sources(
    Clock clock,
    LongSupplier nanoTime,
    Supplier<String> connectionIds,
    Supplier<String> sessionTokens) {

  public static Sources real() {
    var random = new SecureRandom();
    return new Sources(
        Clock.systemUTC(),
        System::nanoTime,
        () -> UUID.randomUUID().toString(),
        () -> randomToken(random));
  }

  private static String randomToken(SecureRandom random) {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return "st_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
