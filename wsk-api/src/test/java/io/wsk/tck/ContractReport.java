package io.wsk.tck;

import io.wsk.tck.ContractResults.Result;
import io.wsk.tck.ContractResults.TestRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes which rules of the contract hold, per transport, to {@code contract-report.md} and {@code
 * contract-report.json} when a run of tests ends. It says what it saw: of a run of one test class,
 * the rules of that class. A run without tests that name a rule leaves no report.
 *
 * <p>Registered in {@code META-INF/services}, so a provider that has the kit on its class path has
 * the report too.
 */
public final class ContractReport implements TestExecutionListener {
  /** The system property that says which directory to write to; {@code target} without it. */
  public static final String DIRECTORY_PROPERTY = "wsk.report.directory";

  private final ContractResults results = new ContractResults();
  private final Set<String> finished = new HashSet<>();
  private TestPlan plan;

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    plan = testPlan;
  }

  @Override
  public void executionSkipped(TestIdentifier identifier, String reason) {
    recordAll(identifier, Result.SKIPPED, reason);
  }

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult outcome) {
    Result result =
        switch (outcome.getStatus()) {
          case SUCCESSFUL -> Result.PASSED;
          case ABORTED -> Result.SKIPPED;
          case FAILED -> Result.FAILED;
        };
    String reason = outcome.getThrowable().map(ContractReport::firstLine).orElse("");
    if (identifier.isTest() || result != Result.PASSED) {
      recordAll(identifier, result, reason);
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan testPlan) {
    if (results.isEmpty()) {
      return;
    }
    try {
      write();
    } catch (IOException e) {
      throw new UncheckedIOException("the contract report cannot be written", e);
    }
  }

  private void write() throws IOException {
    Map<String, String> rules = ContractRules.load();
    Path directory = Path.of(System.getProperty(DIRECTORY_PROPERTY, "target"));
    Files.createDirectories(directory);
    ContractReportWriter writer = new ContractReportWriter(rules, results);
    Files.writeString(directory.resolve("contract-report.md"), writer.markdown());
    Files.writeString(directory.resolve("contract-report.json"), writer.json());
  }

  // What became of a container became of all tests in it that had no result of their own.
  private synchronized void recordAll(TestIdentifier identifier, Result result, String reason) {
    record(identifier, result, reason);
    plan.getDescendants(identifier).forEach(child -> record(child, result, reason));
  }

  private void record(TestIdentifier identifier, Result result, String reason) {
    if (!identifier.isTest() || !finished.add(identifier.getUniqueId())) {
      return;
    }
    Optional<MethodSource> source =
        identifier.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast);
    source.ifPresent(method -> record(identifier, method, result, reason));
  }

  private void record(
      TestIdentifier identifier, MethodSource source, Result result, String reason) {
    Method method = source.getJavaMethod();
    WskRule rule = method.getAnnotation(WskRule.class);
    if (rule == null) {
      return;
    }
    String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    TestRun run = new TestRun(transportOf(identifier), name, result, reason);
    for (String id : rule.value()) {
      results.add(id, run);
    }
  }

  // The nested classes of the kit say nothing of the provider; the outermost class of the test
  // does.
  private String transportOf(TestIdentifier identifier) {
    Class<?> outermost = null;
    Optional<TestIdentifier> at = Optional.of(identifier);
    while (at.isPresent()) {
      if (at.get().getSource().orElse(null) instanceof ClassSource source) {
        outermost = source.getJavaClass();
      }
      at = plan.getParent(at.get());
    }
    return outermost == null ? "unknown" : transportOf(outermost);
  }

  static String transportOf(Class<?> testClass) {
    TestedTransport named = testClass.getAnnotation(TestedTransport.class);
    if (named != null) {
      return named.value();
    }
    return testClass.getSimpleName().replace("ComplianceTest", "").toLowerCase(Locale.ROOT);
  }

  private static String firstLine(Throwable cause) {
    String text = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    return text.strip().lines().findFirst().orElse(cause.getClass().getName());
  }
}
