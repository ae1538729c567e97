/**
 * A driving session from its upgrade to its end: handshake, speech, faults in their moments, and
 * the sessions that are open.
 */
package dev.avataroperator.simulator.session;
