/**
 * Driving sessions at the avatar service: dial, confirm, audio, interrupt, and failures by type.
 * What runs it is unknown here.
 */
package dev.avataroperator.egress;
