package dev.avataroperator.testing;

/** Sessions as users write them; every reference is to what a {@link Tenant} has. */
public final class Samples {
  private Samples() {}

  /** In a LiveKit room, speaking the given files. */
  public static String playlistOnLiveKit(String name, String room, String... urls) {
    return session(name, liveKit(room), playlist(urls));
  }

  /** In an Agora channel, speaking the given files. */
  public static String playlistOnAgora(String name, String channel, String... urls) {
    return session(name, agora(channel), playlist(urls));
  }

  /** In a LiveKit room, speaking what is pushed. */
  public static String ingestOnLiveKit(String name, String room) {
    return session(name, liveKit(room), "ingest: {}");
  }

  /** In an Agora channel, speaking what is pushed. */
  public static String ingestOnAgora(String name, String channel) {
    return session(name, agora(channel), "ingest: {}");
  }

  /** In a LiveKit room, driven by another than a worker: {@code {external: {}}} or an agent. */
  public static String drivenOnLiveKit(String name, String room, String driver) {
    return driven(name, liveKit(room), driver);
  }

  /** The same in an Agora channel. */
  public static String drivenOnAgora(String name, String channel, String driver) {
    return driven(name, agora(channel), driver);
  }

  /** In a LiveKit room, with this audio: format, rate and source. */
  public static String audioOnLiveKit(String name, String room, String audio) {
    return withAudio(name, liveKit(room), audio);
  }

  private static String liveKit(String room) {
    return "{providerRef: {name: livekit}, livekit: {room: " + room + ", identity: avatar}}";
  }

  private static String agora(String channel) {
    return "{providerRef: {name: agora}, agora: {channel: " + channel + ", uid: 1001}}";
  }

  private static String playlist(String... urls) {
    var items = new StringBuilder();
    for (var url : urls) {
      items.append(items.isEmpty() ? "" : ", ").append("{url: '").append(url).append("'}");
    }
    return "playlist: {items: [" + items + "]}";
  }

  private static String session(String name, String rtc, String source) {
    return withAudio(name, rtc, "source: {" + source + "}");
  }

  private static String withAudio(String name, String rtc, String audio) {
    return driven(name, rtc, "{worker: {audio: {" + audio + "}}}");
  }

  private static String driven(String name, String rtc, String driver) {
    return """
        apiVersion: avatar-operator.dev/v1alpha1
        kind: AvatarSession
        metadata: {name: %s}
        spec:
          avatar: {id: host, serviceRef: {name: simulator}}
          rtc: %s
          driver: %s
        """
        .formatted(name, rtc, driver);
  }
}
