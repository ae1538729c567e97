package dev.avataroperator.console;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.Sha256;
import dev.avataroperator.net.Places;
import dev.avataroperator.net.RemoteNetwork;

/**
 * How many may speak through the console at once: over all, from one network, and of one person.
 */
final class SpeakerPlaces {
  private static final int MOST = 256;
  private static final int OF_A_NETWORK = 64;
  private static final int OF_A_PERSON = 4;

  private final Places networks = new Places(MOST, OF_A_NETWORK);
  private final Places people = new Places(MOST, OF_A_PERSON);

  /** Somebody's place, first of a network, then of a person too. */
  final class Place {
    private final String network;
    private String person;

    private Place(String network) {
      this.network = network;
    }

    /** Throws {@link ConsoleProblem} that says what to do. */
    void signIn(SecretText token) {
      var hash = Sha256.hex(token.reveal());
      if (!people.enter(hash)) {
        throw new ConsoleProblem(
            429, "You speak in " + OF_A_PERSON + " windows at once already: close one of them.");
      }
      person = hash;
    }

    void leave() {
      networks.leave(network);
      if (person != null) {
        people.leave(person);
      }
    }
  }

  /** To be left; throws {@link ConsoleProblem} where none is free. */
  Place enter(String address) {
    var network = RemoteNetwork.of(address);
    if (!networks.enter(network)) {
      throw new ConsoleProblem(
          429, "Too many people speak through this console at once: try again later.");
    }
    return new Place(network);
  }
}
