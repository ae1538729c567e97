package dev.avataroperator.operator.session.accept;

import dev.avataroperator.api.v1alpha1.RoomGrant;
import dev.avataroperator.api.v1alpha1.ServiceGrant;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whom the owner of an account lets use it, from which other namespaces. */
final class Grants {
  private Grants() {}

  /** A namespace that wants to use what stands in another one. */
  record Borrower(String namespace, Map<String, String> labels) {}

  /** The first grant that covers the namespace and the avatar. */
  static Optional<ServiceGrant> service(
      List<ServiceGrant> grants, Borrower borrower, String avatarId) {
    return Optional.ofNullable(grants).orElse(List.of()).stream()
        .filter(grant -> covers(grant.namespaces(), grant.namespaceSelector(), borrower))
        .filter(grant -> grant.avatarIds() == null || grant.avatarIds().contains(avatarId))
        .findFirst();
  }

  /** Whether a grant covers the namespace and the room. */
  static boolean room(List<RoomGrant> grants, Borrower borrower, String room) {
    return Optional.ofNullable(grants).orElse(List.of()).stream()
        .filter(grant -> covers(grant.namespaces(), grant.namespaceSelector(), borrower))
        .flatMap(grant -> grant.rooms().stream())
        .anyMatch(pattern -> matches(pattern.replace("{namespace}", borrower.namespace()), room));
  }

  static boolean covers(List<String> namespaces, LabelSelector selector, Borrower borrower) {
    if (selector == null) {
      return namespaces != null && namespaces.contains(borrower.namespace());
    }
    var labels = borrower.labels();
    var equal = Optional.ofNullable(selector.getMatchLabels()).orElse(Map.of());
    var required =
        Optional.ofNullable(selector.getMatchExpressions())
            .orElse(List.<LabelSelectorRequirement>of());
    return labels.entrySet().containsAll(equal.entrySet())
        && required.stream().allMatch(requirement -> holds(requirement, labels));
  }

  private static boolean holds(LabelSelectorRequirement requirement, Map<String, String> labels) {
    var value = labels.get(requirement.getKey());
    return switch (requirement.getOperator()) {
      case "In" -> value != null && requirement.getValues().contains(value);
      case "NotIn" -> value == null || !requirement.getValues().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }

  /**
   * The whole text against a pattern in which {@code *} stands for any characters; looks back to
   * the last star only, so that no pattern takes long.
   */
  static boolean matches(String pattern, String text) {
    int at = 0;
    int next = 0;
    int star = -1;
    int resume = 0;
    while (next < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        resume = next;
      } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(next)) {
        at++;
        next++;
      } else if (star >= 0) {
        at = star + 1;
        next = ++resume;
      } else {
        return false;
      }
    }
    return pattern.substring(at).chars().allMatch(rest -> rest == '*');
  }
}
