package dev.avataroperator.operator;

import java.net.URI;
import java.time.Duration;

/**
 * Where those who drive a session themselves reach the broker, and how long their keys live.
 *
 * @param caBundle PEM that they are to trust there, or null for the public trust
 */
public record BrokerAccess(URI url, String caBundle, Duration keyLife) {}
