/**
 * A stand-in for the avatar service with scripted delays and faults, for demos and tests. It reads
 * speech with the same audio library as the worker; that both agree with the rest of the world is
 * checked with opus-tools.
 */
package dev.avataroperator.simulator;
