/**
 * Hosts, listening addresses, close frames, why a connection failed, and how many may come at once,
 * for every role. Uses no other package of the program, and opens no connection.
 */
package dev.avataroperator.net;
