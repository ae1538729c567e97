/** Turns the audio of a session into the 10 ms chunks that a room hears, in their time. Pure. */
package dev.avataroperator.simulator.publish.speech;
