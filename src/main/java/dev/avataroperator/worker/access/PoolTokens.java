package dev.avataroperator.worker.access;

import dev.avataroperator.credential.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The pool's bearer tokens: the file that was named, and beside it one with {@code -previous}
 * behind its name, which is good while it exists. Read again every second, so that a rotation needs
 * no restart.
 */
public final class PoolTokens {
  private static final Logger LOG = Logger.getLogger(PoolTokens.class);

  private final Path file;
  private final Path previous;
  private volatile List<byte[]> hashes;

  /** Throws IllegalArgumentException when there is no token to begin with. */
  public PoolTokens(Path file) {
    this.file = file;
    this.previous = file.resolveSibling(file.getFileName() + "-previous");
    try {
      hashes = read();
    } catch (IOException e) {
      throw new IllegalArgumentException("--token-file " + file + " can't be read", e);
    }
    if (hashes.isEmpty()) {
      throw new IllegalArgumentException("--token-file " + file + " is empty");
    }
  }

  boolean isGood(BearerToken token) {
    var good = false;
    for (var hash : hashes) {
      good |= token.matches(hash);
    }
    return good;
  }

  /** Blocks; a file that can't be read now leaves the tokens as they are. */
  public void reload() {
    try {
      var fresh = read();
      if (!fresh.isEmpty()) {
        hashes = fresh;
      }
    } catch (IOException e) {
      LOG.warnf("the token file %s can't be read", file);
    }
  }

  private List<byte[]> read() throws IOException {
    var fresh = new ArrayList<byte[]>();
    add(fresh, Files.readString(file));
    if (Files.exists(previous)) {
      add(fresh, Files.readString(previous));
    }
    return List.copyOf(fresh);
  }

  private static void add(List<byte[]> hashes, String text) {
    if (!text.isBlank()) {
      hashes.add(Sha256.of(text.strip()));
    }
  }
}
