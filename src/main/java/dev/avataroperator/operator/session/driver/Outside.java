package dev.avataroperator.operator.session.driver;

/** What a session that others drive has outside: a place at the broker, an agent, an avatar. */
public record Outside(BrokerDoor broker, Dispatches dispatches, BroughtAvatar avatar) {}
