/** What the service writes to one client: messages in its dialect, and bytes that are none. */
package dev.avataroperator.simulator.connection;
