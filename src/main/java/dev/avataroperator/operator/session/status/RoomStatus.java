package dev.avataroperator.operator.session.status;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.RtcStatus;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.rooms.Sight;
import dev.avataroperator.operator.session.turn.DrivenBy;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.rtc.Participant;
import dev.avataroperator.rtc.RtcVendor;
import java.util.Optional;

/** Where the avatar stands, and as whom the room shows it. */
final class RoomStatus {
  private RoomStatus() {}

  /** {@code isOut}: its connection has ended, and with it its stay in the room. */
  static RtcStatus of(Turn turn, boolean isOut, Integer people) {
    var stored = turn.stored().map(AvatarSessionStatus::rtc);
    var seat = seat(turn).or(() -> stored).or(() -> asked(turn));
    if (seat.isEmpty()) {
      return null;
    }
    var stay = isOut ? new Stay(null, null) : stay(turn, stored);
    return new RtcStatus(
        seat.get().kind(),
        seat.get().room(),
        seat.get().identity(),
        stay.sid(),
        stay.joinedAt(),
        isOut ? null : people);
  }

  private record Stay(String sid, String joinedAt) {
    static Stay of(Participant avatar) {
      return new Stay(avatar.sid(), Ending.time(avatar.joinedAt()));
    }
  }

  /** The last one of this epoch, also while the avatar is missing: it tells that it was there. */
  private static Stay stay(Turn turn, Optional<RtcStatus> stored) {
    var isParked = turn.report().filter(RoomStatus::isParked).isPresent();
    var isNewEpoch = turn.storedEpoch() != 0 && StatusAssembly.epoch(turn) != turn.storedEpoch();
    if (isParked || isNewEpoch) {
      return new Stay(null, null);
    }
    var isTold = turn.report().isPresent() || !DrivenBy.of(turn.session()).isWorker();
    var isConnected = isTold && turn.sight().kind() != Sight.Kind.UNKNOWN;
    return turn.sight()
        .avatar()
        .filter(avatar -> isConnected)
        .map(Stay::of)
        .or(() -> stored.map(before -> new Stay(before.participantSid(), before.joinedAt())))
        .orElse(new Stay(null, null));
  }

  private static boolean isParked(SessionReport report) {
    return report.state() == SessionReport.State.Parked;
  }

  private static Optional<RtcStatus> seat(Turn turn) {
    return turn.accepted()
        .map(
            accepted ->
                new RtcStatus(
                    accepted.rtc().kind(),
                    accepted.seat().room(),
                    accepted.seat().identity(),
                    null,
                    null,
                    null));
  }

  /** As the spec asks for it: what isn't accepted yet is shown with its room all the same. */
  private static Optional<RtcStatus> asked(Turn turn) {
    var rtc = turn.session().getSpec().rtc();
    return RtcVendor.all().stream()
        .flatMap(vendor -> vendor.room(rtc).map(room -> asked(vendor, room)).stream())
        .findFirst();
  }

  private static RtcStatus asked(RtcVendor vendor, String room) {
    return new RtcStatus(vendor.kind(), room, null, null, null, null);
  }
}
