/**
 * Which worker runs which session, and why: a pure function. Uses nothing, so that it is tested
 * without a cluster.
 */
package dev.avataroperator.assignment;
