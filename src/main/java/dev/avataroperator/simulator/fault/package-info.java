/**
 * What can go wrong on demand: the kinds of faults, whom and when they strike, and those that wait.
 */
package dev.avataroperator.simulator.fault;
