package dev.avataroperator.operator.session.accept;

import dev.avataroperator.rtc.AvatarSeat;
import dev.avataroperator.rtc.RtcAccount;

/** The account that opens a room, and the avatar's seat in it. */
public record Standing(RtcAccount account, AvatarSeat seat) {}
