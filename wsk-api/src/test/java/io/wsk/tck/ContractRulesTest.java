package io.wsk.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The kit against the contract: no rule that does not exist, no test without one, no class lost.
 */
class ContractRulesTest {
  /** All contract classes of the kit: the abstract ones in its package, found as class files. */
  private static List<Class<?>> contractClasses() throws Exception {
    List<Class<?>> classes = new ArrayList<>();
    for (String name : classNames()) {
      Class<?> candidate = Class.forName(name, false, ContractRulesTest.class.getClassLoader());
      boolean contract = ContractTest.class.isAssignableFrom(candidate);
      if (contract && isAbstract(candidate) && declaresTests(candidate)) {
        classes.add(candidate);
      }
    }
    return classes;
  }

  /** Some only hold what several chapters share. */
  private static boolean declaresTests(Class<?> candidate) {
    return Arrays.stream(candidate.getDeclaredMethods())
        .anyMatch(method -> method.isAnnotationPresent(Test.class));
  }

  private static boolean isAbstract(Class<?> candidate) {
    return Modifier.isAbstract(candidate.getModifiers());
  }

  private static List<String> classNames() throws IOException, URISyntaxException {
    Path root =
        Path.of(ContractTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String packageName = ContractTest.class.getPackageName();
    try (Stream<Path> files = Files.list(root.resolve(packageName.replace('.', '/')))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class"))
          .map(name -> packageName + "." + name.substring(0, name.length() - 6))
          .sorted()
          .toList();
    }
  }

  private static List<Method> tests() throws Exception {
    return contractClasses().stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Test.class))
        .toList();
  }

  @Test
  void everyTestNamesRulesThatTheContractHas() throws Exception {
    Set<String> rules = ContractRules.load().keySet();
    assertThat(tests()).isNotEmpty();
    for (Method test : tests()) {
      WskRule named = test.getAnnotation(WskRule.class);
      assertThat(named).as("rule of %s", test).isNotNull();
      assertThat(named.value()).as("rules of %s", test).isNotEmpty();
      assertThat(rules).as("rules of %s", test).contains(named.value());
    }
  }

  @Test
  void noTestIsHiddenFromTheKitByItsAnnotation() throws Exception {
    // A rule on a method that is no test would be proven by nobody.
    for (Class<?> type : contractClasses()) {
      for (Method method : type.getDeclaredMethods()) {
        boolean named = method.isAnnotationPresent(WskRule.class);
        boolean run =
            Arrays.stream(method.getAnnotations())
                .anyMatch(a -> a.annotationType().getName().startsWith("org.junit.jupiter."));
        assertThat(run || !named).as("%s is run", method).isTrue();
      }
    }
  }

  @Test
  void everyContractClassIsPartOfTheKit() throws Exception {
    Set<Class<?>> inTheKit =
        Arrays.stream(WskComplianceKit.class.getDeclaredClasses())
            .filter(nested -> nested.isAnnotationPresent(Nested.class))
            .map(Class::getSuperclass)
            .collect(Collectors.toSet());
    assertThat(inTheKit).containsAll(contractClasses());
  }

  @Test
  void theContractIsReadRuleByRule() throws Exception {
    Map<String, String> rules = ContractRules.load();
    assertThat(rules).containsKeys("REG-01", "IRP-10", "CLO-08", "THR-04").hasSizeGreaterThan(100);
    assertThat(rules.get("CLO-02"))
        .isEqualTo("After the close IRP has completed, no callback of that socket runs.");
  }

  @Test
  void aRuleHasItsIdForItself() {
    List<String> twice = List.of("- ABC-01 [doc] one", "text", "- ABC-01 [ours] two");
    assertThatThrownBy(() -> ContractRules.parse(twice)).hasMessageContaining("ABC-01");
    assertThat(ContractRules.parse(List.of("- ABC-01 [doc] one", "- see ABC-02", "- ABC-3 x")))
        .containsOnlyKeys("ABC-01");
  }
}
