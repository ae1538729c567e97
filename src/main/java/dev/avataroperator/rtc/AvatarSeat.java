package dev.avataroperator.rtc;

import java.util.Map;

/**
 * Where an avatar stands: a LiveKit room and identity, or an Agora channel and uid (as digits).
 * Attributes are LiveKit participant attributes.
 */
public record AvatarSeat(String room, String identity, Map<String, String> attributes) {}
