package io.wsk.examples;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may connect. An entry is an address such as {@code 192.0.2.7}, a host name, or a domain with
 * a dot before it, such as {@code .example.org}, which stands for all hosts in it. What is denied
 * is denied, whatever is allowed; with nothing allowed everybody else may connect.
 *
 * @param allowed who may connect; empty for everybody
 * @param denied who may not
 */
public record Guard(List<String> allowed, List<String> denied) {
  /**
   * Makes a guard.
   *
   * @param allowed see the record
   * @param denied see the record
   */
  public Guard {
    allowed = lowerCase(allowed);
    denied = lowerCase(denied);
  }

  private static List<String> lowerCase(List<String> entries) {
    return entries.stream().map(entry -> entry.toLowerCase(Locale.ROOT)).toList();
  }

  /** What can be said without the name, which takes time to find out; empty if nothing can. */
  Optional<Boolean> decide(InetAddress address) {
    String digits = address.getHostAddress();
    if (denied.contains(digits)) {
      return Optional.of(false);
    }
    boolean namesDecide = denied.stream().anyMatch(Guard::isName);
    if (!namesDecide && (allowed.isEmpty() || allowed.contains(digits))) {
      return Optional.of(true);
    }
    return namesDecide || allowed.stream().anyMatch(Guard::isName)
        ? Optional.empty()
        : Optional.of(false);
  }

  private static boolean isName(String entry) {
    // Digits and dots, or colons: an address.
    return !entry.contains(":") && entry.chars().anyMatch(Character::isLetter);
  }

  /** The decision, now that the name is known. */
  boolean decide(InetAddress address, String name) {
    String digits = address.getHostAddress();
    return !matches(denied, digits, name) && (allowed.isEmpty() || matches(allowed, digits, name));
  }

  private static boolean matches(List<String> entries, String digits, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return entries.stream()
        .anyMatch(
            entry ->
                entry.equals(digits)
                    || entry.equals(lower)
                    || (entry.startsWith(".") && lower.endsWith(entry)));
  }
}
