package dev.avataroperator.operator.session.turn;

import dev.avataroperator.api.v1alpha1.AvatarServiceSpec;
import dev.avataroperator.control.Assignment;
import dev.avataroperator.credential.ConsoleAccount;
import dev.avataroperator.rtc.AvatarSeat;
import dev.avataroperator.rtc.RtcAccount;
import java.util.List;

/**
 * A session whose references, keys and room were found to be in order; {@code items} are those of
 * its playlist, with what stands in ConfigMaps.
 */
public record Accepted(
    EffectiveSession settings,
    AvatarServiceSpec service,
    ConsoleAccount console,
    RtcAccount rtc,
    AvatarSeat seat,
    String pool,
    List<Assignment.Item> items) {}
