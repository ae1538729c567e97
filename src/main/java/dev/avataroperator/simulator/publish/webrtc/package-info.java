/**
 * The media of {@code publish} by webrtc-java, whose native library may be missing: nothing outside
 * names it.
 */
package dev.avataroperator.simulator.publish.webrtc;
