/** Those who join a session's room with a token that they asked for. */
package dev.avataroperator.operator.session.visit;
