/**
 * One look at one session: the resource as it was read, its effective settings, what the steps
 * found, and what follows from the stored status. Used by every step; uses none.
 */
package dev.avataroperator.operator.session.turn;
