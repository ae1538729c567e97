package dev.avataroperator.soak;

import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.testing.Tenant;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The sessions of a soak: on LiveKit and Agora, fed by clients and by playlists, in turn. */
final class SoakSessions {
  private static final Duration TOUR = Duration.ofSeconds(36);

  private final Tenant tenant;
  private final List<Entry> entries;

  SoakSessions(Tenant tenant, int count) {
    this.tenant = tenant;
    this.entries = IntStream.range(0, count).mapToObj(this::entry).toList();
  }

  /** One session; {@code filter} finds its connections at the simulator. */
  record Entry(String name, String room, boolean onLiveKit, boolean isPushed) {
    String filter() {
      return (onLiveKit ? "room=" : "channel=") + room;
    }
  }

  List<Entry> entries() {
    return entries;
  }

  List<Entry> pushed() {
    return entries.stream().filter(Entry::isPushed).toList();
  }

  /** Creates them; their playlists last longer than the run. */
  void create(Duration run) {
    entries.forEach(entry -> tenant.apply(yaml(entry, run)));
  }

  private Entry entry(int index) {
    var name = "soak-" + index;
    return new Entry(name, tenant.room(name), index % 2 == 0, index % 4 < 2);
  }

  private String yaml(Entry entry, Duration run) {
    var room = entry.room();
    var rtc =
        entry.onLiveKit()
            ? "{providerRef: {name: livekit}, livekit: {room: %s, identity: avatar}}"
            : "{providerRef: {name: agora}, agora: {channel: %s, uid: 1001}}";
    var client = entry.onLiveKit() ? "livekit: {identity: kiosk}" : "agora: {uid: 7}";
    return """
        apiVersion: avatar-operator.dev/v1alpha1
        kind: AvatarSession
        metadata: {name: %s}
        spec:
          avatar: {id: host, serviceRef: {name: simulator}}
          rtc: %s
          driver: {worker: {audio: {source: {%s}}}}
          clients: [{name: kiosk, role: Person, %s, ttl: 1m}]
        """
        .formatted(
            entry.name(),
            rtc.formatted(room),
            entry.isPushed() ? "ingest: {}" : playlist(run),
            client);
  }

  private String playlist(Duration run) {
    var item = "{url: '" + tenant.installation().audioUrl(AudioFiles.TOUR) + "'}";
    var times = (int) run.plusMinutes(5).dividedBy(TOUR) + 1;
    return "playlist: {items: [" + String.join(", ", Collections.nCopies(times, item)) + "]}";
  }
}
