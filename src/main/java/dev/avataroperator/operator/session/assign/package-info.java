/** The steps that decide where a session streams, and have a worker run it. */
package dev.avataroperator.operator.session.assign;
