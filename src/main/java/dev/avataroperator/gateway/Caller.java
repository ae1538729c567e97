package dev.avataroperator.gateway;

import java.util.List;
import java.util.Map;

/** Whom the cluster knows a token's holder as. */
public record Caller(
    String user, String uid, List<String> groups, Map<String, List<String>> extra) {}
