package io.wsk.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Chooses among the providers that {@link ServiceLoader} finds. */
final class ProviderFinder {
  private ProviderFinder() {}

  static WskProvider find() {
    return choose(Found.PROVIDERS, System.getProperty(WskProvider.PROVIDER_PROPERTY));
  }

  static WskProvider choose(List<WskProvider> found, @Nullable String wanted) {
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "no WSK provider found: add one (such as wsk-netty) to the class path or module path");
    }
    if (wanted == null) {
      if (found.size() > 1) {
        throw new IllegalStateException(
            "several WSK providers found: "
                + describe(found)
                + "; name one by the system property "
                + WskProvider.PROVIDER_PROPERTY);
      }
      return found.get(0);
    }
    List<WskProvider> named = found.stream().filter(p -> p.name().equals(wanted)).toList();
    if (named.size() != 1) {
      throw new IllegalStateException(
          "system property "
              + WskProvider.PROVIDER_PROPERTY
              + "="
              + wanted
              + " names "
              + (named.isEmpty() ? "no WSK provider" : "more than one WSK provider")
              + "; found: "
              + describe(found));
    }
    return named.get(0);
  }

  private static String describe(List<WskProvider> found) {
    List<String> texts = new ArrayList<>();
    for (WskProvider provider : found) {
      texts.add(provider.name() + " (" + provider.getClass().getName() + ")");
    }
    Collections.sort(texts);
    return String.join(", ", texts);
  }

  /** Loaded once, on first use, so that every client of a process shares the provider's threads. */
  private static final class Found {
    static final List<WskProvider> PROVIDERS =
        ServiceLoader.load(WskProvider.class, WskProvider.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(p -> p.getClass().getName()))
            .toList();
  }
}
