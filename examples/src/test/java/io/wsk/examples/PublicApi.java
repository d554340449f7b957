package io.wsk.examples;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The public types of what wsk-api exports to clients, by their simple names. */
final class PublicApi {
  private static final Path MODULE = Pages.ROOT.resolve("wsk-api/src/main/java");
  private static final Pattern EXPORT = Pattern.compile("exports (io\\.wsk[\\w.]*);");

  /** Not for clients, or without anything of C in it. */
  private static final Set<String> NOT_IN_THE_GUIDE = Set.of("io.wsk.spi", "io.wsk.api.verifier");

  private final Map<String, Class<?>> types = new LinkedHashMap<>();
  private final Map<String, Path> sources = new LinkedHashMap<>();

  static PublicApi load() throws IOException {
    PublicApi api = new PublicApi();
    Matcher export = EXPORT.matcher(Files.readString(MODULE.resolve("module-info.java")));
    while (export.find()) {
      if (!NOT_IN_THE_GUIDE.contains(export.group(1))) {
        api.addPackage(export.group(1));
      }
    }
    return api;
  }

  private void addPackage(String name) throws IOException {
    try (Stream<Path> files = Files.list(MODULE.resolve(name.replace('.', '/')))) {
      for (Path file : files.sorted().toList()) {
        String simpleName = file.getFileName().toString().replace(".java", "");
        if (file.toString().endsWith(".java") && !simpleName.equals("package-info")) {
          addType(name + "." + simpleName, file);
        }
      }
    }
  }

  private void addType(String name, Path file) {
    Class<?> type;
    try {
      type = Class.forName(name, false, PublicApi.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(file + " has no type of its name", e);
    }
    if (Modifier.isPublic(type.getModifiers()) && types.put(type.getSimpleName(), type) != null) {
      throw new AssertionError("two types are called " + type.getSimpleName());
    }
    sources.put(type.getSimpleName(), file);
  }

  Map<String, Class<?>> types() {
    return types;
  }

  /** The file that a type is in. */
  Path source(String type) {
    return sources.get(type);
  }

  /** Public types nested in a public type. */
  static Stream<Class<?>> nested(Class<?> type) {
    return Arrays.stream(type.getDeclaredClasses())
        .filter(nested -> Modifier.isPublic(nested.getModifiers()));
  }

  /** Public constants that a type declares, those of enumerations included. */
  static Stream<String> constants(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> isConstant(field))
        .map(Field::getName);
  }

  private static boolean isConstant(Field field) {
    int modifiers = field.getModifiers();
    return Modifier.isPublic(modifiers) && Modifier.isStatic(modifiers) && !field.isSynthetic();
  }

  /** Names of the public methods that are new with a type, not redeclared by it. */
  static Stream<String> functions(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .map(Method::getName)
        .filter(name -> !name.equals("toString"))
        .filter(name -> Arrays.stream(type.getInterfaces()).noneMatch(base -> isOurs(base, name)))
        .distinct();
  }

  private static boolean isOurs(Class<?> base, String member) {
    return base.getName().startsWith("io.wsk.") && has(base, member);
  }

  /** Whether a type has a public member, inherited ones and nested types included. */
  static boolean has(Class<?> type, String member) {
    return Arrays.stream(type.getMethods()).anyMatch(method -> method.getName().equals(member))
        || Arrays.stream(type.getFields()).anyMatch(field -> field.getName().equals(member))
        || nested(type).anyMatch(nested -> nested.getSimpleName().equals(member));
  }
}
