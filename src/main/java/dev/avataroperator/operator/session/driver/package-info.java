/**
 * The course of a session that others than our workers drive: its place at the broker, the agent
 * that is sent to its room, and what its room shows.
 */
package dev.avataroperator.operator.session.driver;
