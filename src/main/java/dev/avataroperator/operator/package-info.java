/**
 * What the controllers share: settings, events, Secrets, rules for endpoints. Uses the resources,
 * the RTC vendors and the core; this and the packages below it alone know Kubernetes.
 */
package dev.avataroperator.operator;
