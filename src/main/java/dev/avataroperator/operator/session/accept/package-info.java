/** The first step: are references, rules and the room in order? */
package dev.avataroperator.operator.session.accept;
