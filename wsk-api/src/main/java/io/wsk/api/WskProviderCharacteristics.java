package io.wsk.api;

/**
 * The versions that a provider speaks.
 *
 * <p>C: {@code WSK_PROVIDER_CHARACTERISTICS}.
 *
 * @param highestVersion the highest version, see {@link Wsk#makeWskVersion}
 * @param lowestVersion the lowest version
 */
public record WskProviderCharacteristics(int highestVersion, int lowestVersion) {}
