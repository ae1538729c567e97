/**
 * The RTC vendors: an account and a seat become tokens and the message that publishes the avatar.
 * Nothing else names a vendor. Uses the resources, credentials and the wire messages.
 */
package dev.avataroperator.rtc;
