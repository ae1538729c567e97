/**
 * What the simulated account looks like, how the service behaves, and where its time and ids come
 * from.
 */
package dev.avataroperator.simulator.settings;
