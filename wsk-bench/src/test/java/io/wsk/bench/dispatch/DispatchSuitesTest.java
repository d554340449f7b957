package io.wsk.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.jmh.Cell;
import io.wsk.bench.jmh.JmhSettings;
import io.wsk.bench.jmh.JmhSuite;
import io.wsk.bench.jmh.Jvm;
import io.wsk.bench.jmh.Subject;
import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.Step;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

class DispatchSuitesTest {
  private final List<JmhSuite> suites =
      DispatchSuites.all(new JmhSettings(List.of(Jvm.running()), List.of(), false, false));

  @Test
  void theirNamesAreThoseThatTheReportKnows() {
    assertThat(suites.stream().map(JmhSuite::name))
        .containsExactly(
            "receive",
            "receive-from",
            "accept-dispatch",
            "irp",
            "send",
            "control",
            "gate",
            "metrics");
  }

  @Test
  void aQuickRunAndABudgetRunHaveReceiveOnlyAndKeepTheirTime() {
    for (Profile profile : List.of(Profile.QUICK, Profile.BUDGETS)) {
      List<Step> receive = suites.get(0).steps(profile);
      assertThat(receive.stream().map(Step::label))
          .anyMatch(label -> label.contains(ReceiveSuite.cell(Work.ACCEPT_ALL, 1)))
          .anyMatch(label -> label.contains(ReceiveSuite.cell(Work.ACCEPT_ALL, 16)));
      assertThat(suites.stream().skip(1)).allMatch(suite -> suite.steps(profile).isEmpty());
    }
    assertThat(time(Profile.QUICK)).isLessThanOrEqualTo(Duration.ofSeconds(60));
    assertThat(suites.get(0).steps(Profile.BUDGETS)).hasSize(2 * 9);
    assertThat(time(Profile.BUDGETS)).isLessThanOrEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void aFullRunHasEverythingInAboutTenMinutes() {
    assertThat(suites).allMatch(suite -> !suite.steps(Profile.FULL).isEmpty());
    assertThat(time(Profile.FULL))
        .isBetween(Duration.ofMinutes(8), Duration.ofMinutes(12).plusSeconds(30));
  }

  private Duration time(Profile profile) {
    return suites.stream()
        .flatMap(suite -> suite.steps(profile).stream())
        .map(Step::estimate)
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Test
  void everyCellGivesEachParameterOfItsBenchmarkAValueThatExists()
      throws ReflectiveOperationException {
    for (JmhSuite suite : suites) {
      for (Cell cell : suite.definition().cells()) {
        assertThat(cell.parameters().keySet()).isEqualTo(parameters(cell.benchmark()));
        for (var parameter : cell.parameters().entrySet()) {
          Field field = cell.benchmark().getField(parameter.getKey());
          if (field.getType().isEnum()) {
            assertThat(names(field)).contains(parameter.getValue());
          } else {
            assertThat(field.getAnnotation(Param.class).value()).contains(parameter.getValue());
          }
        }
      }
    }
  }

  private static Set<String> parameters(Class<?> benchmark) {
    return Arrays.stream(benchmark.getFields())
        .filter(field -> field.isAnnotationPresent(Param.class))
        .map(Field::getName)
        .filter(name -> !name.equals(Subject.PARAMETER))
        .collect(Collectors.toSet());
  }

  private static List<String> names(Field field) {
    return Arrays.stream(field.getType().getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name())
        .toList();
  }

  @Test
  void cellsOfASuiteHaveLabelsOfTheirOwnAndNettyAsTheirFirstSubject() {
    for (JmhSuite suite : suites) {
      List<Cell> cells = suite.definition().cells();
      assertThat(cells.stream().map(Cell::label)).doesNotHaveDuplicates();
      assertThat(cells).allMatch(cell -> cell.subjects().get(0).label().equals("raw"));
      assertThat(cells)
          .allSatisfy(
              cell ->
                  assertThat(cell.subjects().stream().map(Subject::label)).doesNotHaveDuplicates());
    }
  }

  @Test
  void withSeveralJvmsEachHasCellsOfItsOwn() {
    List<Jvm> jvms = List.of(Jvm.running(), new Jvm(Path.of("java"), "99"));
    JmhSuite receive = DispatchSuites.all(new JmhSettings(jvms, List.of(), false, false)).get(0);
    assertThat(receive.steps(Profile.QUICK)).hasSize(2 * suites.get(0).steps(Profile.QUICK).size());
    assertThat(receive.steps(Profile.QUICK).stream().map(Step::label))
        .anyMatch(label -> label.contains(", JDK 99"));
  }
}
