package dev.avataroperator.operator.session.status;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.operator.StatusUpdate;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.turn.Turn;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * Writes a session's status when it differs from the stored one, with the resource version that was
 * read: somebody else's change in between refuses the write, and the session is looked at again.
 */
public final class StatusWriter {
  private final KubernetesClient client;
  private final SessionSources sources;
  private final StatusAssembly assembly;
  private final SessionEvents events;

  public StatusWriter(
      KubernetesClient client,
      SessionSources sources,
      StatusAssembly assembly,
      SessionEvents events) {
    this.client = client;
    this.sources = sources;
    this.assembly = assembly;
    this.events = events;
  }

  /** The end of a turn. */
  public void write(Turn turn) {
    if (!turn.isUnobserved()) {
      store(turn, assembly.assemble(turn));
    }
  }

  /** In the middle of a turn: the next epoch stands before a worker hears of it. */
  public void commit(Turn turn) {
    store(turn, assembly.assemble(turn));
  }

  private void store(Turn turn, AvatarSessionStatus fresh) {
    var read = turn.session();
    var stored = read.getStatus();
    if (!fresh.equals(stored)) {
      sources.writes().writes(read, fresh);
    }
    var written = StatusUpdate.write(client, read, fresh);
    if (written == read) {
      return;
    }
    sources.writes().wrote(read, written);
    turn.rebase(written);
    events.announce(turn, stored, fresh);
  }
}
