/**
 * The rooms that sessions stand in: whether the avatar is seen there, who else is, and what must
 * not stay behind. Uses the looks into rooms.
 */
package dev.avataroperator.operator.session.room;
