/**
 * The controller of RtcProvider: whether an account can be used. Uses the operator's shared parts
 * and the RTC vendors.
 */
package dev.avataroperator.operator.provider;
