/**
 * A stand-in for the avatar service with scripted delays and faults, for demos and tests. Uses the
 * wire messages and credentials; never the code that it is there to test.
 */
package dev.avataroperator.simulator;
