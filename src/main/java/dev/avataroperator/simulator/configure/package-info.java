/**
 * A session's first frame: what it must say, and the room that it asks the avatar to publish to.
 */
package dev.avataroperator.simulator.configure;
