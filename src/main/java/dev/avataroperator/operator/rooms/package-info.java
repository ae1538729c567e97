/**
 * Looks into rooms for the sessions that stand in them: one read per room, however many sessions it
 * has. Uses the RTC vendors only.
 */
package dev.avataroperator.operator.rooms;
