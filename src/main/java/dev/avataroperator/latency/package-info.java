/**
 * Named points of measured time and their quantiles over the last minutes. Uses no other package of
 * the program.
 */
package dev.avataroperator.latency;
