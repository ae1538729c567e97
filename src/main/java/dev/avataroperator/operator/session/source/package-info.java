/** What wakes a session up and what its steps read, all from caches. */
package dev.avataroperator.operator.session.source;
