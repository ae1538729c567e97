/**
 * Publishing into a session's LiveKit room, as the participant that the session's token names: by
 * WHIP, with a drawn face and the speech. {@code webrtc} is the only part that knows the library.
 */
package dev.avataroperator.simulator.publish;
