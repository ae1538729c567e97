/**
 * The controller of AvatarSession, as steps: accept, mint, place, assign, report, release. Uses all
 * of the operator, the RTC vendors and the core.
 */
package dev.avataroperator.operator.session;
