package io.wsk.netty;

import io.netty.util.Version;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Refuses a mix of Netty versions. Classes of one version with native code of another look fine
 * until the first event that only one of them knows, such as a reset.
 */
final class NettyVersions {
  private NettyVersions() {}

  static void requireOne() {
    requireOne(versions(Version.identify(NettyVersions.class.getClassLoader())));
  }

  /**
   * Checks a table of artifacts and versions.
   *
   * @throws IllegalStateException if there are several versions, listing who has which
   */
  static void requireOne(Map<String, String> versionByArtifact) {
    Set<String> versions = new TreeSet<>(versionByArtifact.values());
    if (versions.size() > 1) {
      throw new IllegalStateException(
          "mixed versions of Netty on the class path or module path: "
              + new TreeMap<>(versionByArtifact)
              + "; use one version, for example by importing netty-bom");
    }
  }

  private static Map<String, String> versions(Map<String, Version> identified) {
    Map<String, String> versions = new TreeMap<>();
    identified.forEach((artifact, version) -> versions.put(artifact, version.artifactVersion()));
    return versions;
  }
}
