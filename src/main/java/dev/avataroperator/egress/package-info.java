/**
 * Driving sessions at the avatar service: dial, confirm, audio, interrupt, and failures by type.
 * Knows the wire messages and credentials; what runs it is unknown here.
 */
package dev.avataroperator.egress;
