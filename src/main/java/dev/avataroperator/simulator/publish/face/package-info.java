/** A drawn face, as pure functions of the time and of how far its mouth is open. */
package dev.avataroperator.simulator.publish.face;
