/**
 * The console's side of the service: the token call, the single-use tokens it handed out, the quota
 * of sessions, and the counters.
 */
package dev.avataroperator.simulator.account;
