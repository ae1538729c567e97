/**
 * Plays a connection's requests one after the other in real time, paused or not. Knows no messages
 * and no sockets.
 */
package dev.avataroperator.simulator.playback;
